"""Ballots: open, sealed, and counted on paper."""
