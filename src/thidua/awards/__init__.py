"""Who may be proposed for which award, why, and what is still missing."""
