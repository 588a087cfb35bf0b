"""Reading a published ranking from a file: sheets, then columns, then rows, each fault with its cell."""
