"""The city's report that drafts itself from the units' reports (IV.1, IV.2)."""
