"""The plan of each movement as data."""
