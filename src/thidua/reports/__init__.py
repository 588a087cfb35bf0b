"""The yearly report of a unit, from filled-in draft to receipt (IV.1)."""
