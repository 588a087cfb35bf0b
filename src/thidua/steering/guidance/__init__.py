"""Guidance documents with read receipts (IV.2)."""
