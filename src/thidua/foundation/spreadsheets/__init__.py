"""Tables people send in as CSV or XLSX: cells, headers, and every fault with its place and cure."""
