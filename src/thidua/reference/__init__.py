"""Real reference data of Hải Phòng, with sources."""
