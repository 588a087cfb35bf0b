"""An award is taken back (Law on emulation and commendation, Article 93)."""
