"""Guidance and receipts, inspections, conferences, difficulties and proposals (IV.2)."""
