"""Appraisal by areas: accept or judge again with a reason, a second opinion, the council's word."""
