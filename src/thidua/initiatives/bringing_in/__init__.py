"""Initiatives from a file, read on trial first."""
