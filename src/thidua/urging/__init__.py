"""Who has and who has not; reminders, digests, the letter to late units (IV.2)."""
