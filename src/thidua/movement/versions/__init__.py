"""Versions of the plan: the published text, its amendments, and which cycle follows which."""
