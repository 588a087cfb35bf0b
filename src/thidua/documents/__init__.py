"""Pages and charts: knows layout, not awards."""
