"""The audit trail: append-only, chained by hashes, written in the transaction of the act it tells."""
