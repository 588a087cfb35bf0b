"""A year's round: its phases, its sets, who appraises what, and the sheets it opens."""
