"""What a round comes to: totals, ranking, the council, publication; and seeing it."""
