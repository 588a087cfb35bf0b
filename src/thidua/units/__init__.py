"""Units of the city, their dated names and blocks, and who came from whom."""
