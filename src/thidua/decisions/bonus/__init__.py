"""What the awards of a decision cost, by dated numbers that each name their source."""
