"""Conferences of the movement: programme, invitations, statistics pack, awards handed over (IV.2.c)."""
