"""Units' own plans, their progress, and the digital indicators (IV.1, I.2.d)."""
