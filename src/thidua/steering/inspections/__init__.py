"""Inspection plans, visits, findings and what is done about them (IV.2)."""
