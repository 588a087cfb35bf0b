"""Seeing a round's results: areas of all units, where points are lost, one unit against its block."""
