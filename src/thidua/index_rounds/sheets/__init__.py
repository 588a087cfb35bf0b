"""A unit's own scoring: numbers, evidence pinned to its place, signed and sent."""
