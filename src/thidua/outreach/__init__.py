"""Publicity, the Front and its organisations, good examples as stories (II.4, IV.3, IV.4)."""
