"""All awards given, and the life record of a unit and of a person."""
