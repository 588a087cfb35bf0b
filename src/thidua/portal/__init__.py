"""What the public sees: only published things."""
