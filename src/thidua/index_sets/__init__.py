"""Criteria sets of the reform index: one per block and year, with versions."""
