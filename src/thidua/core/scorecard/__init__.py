"""Scoring a reform index: how a component turns what a unit gives into points, and how points are added up.

Plain Python, Decimal all through. Nothing is rounded on the way; `exact.settle` says how the last step is.
"""
