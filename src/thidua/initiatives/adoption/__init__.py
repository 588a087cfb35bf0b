"""Replication: another unit says that it works with an initiative, and its head stands behind it."""
