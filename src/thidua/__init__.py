"""Thi đua CCHC: the emulation movement on administrative reform of Hải Phòng."""

__version__ = "0.1.0"
