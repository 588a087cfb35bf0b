"""Every use of an initiative in an award, and what a second one would meet."""
