"""Difficulties and proposals: sent, owned, answered (IV.2, last paragraph)."""
