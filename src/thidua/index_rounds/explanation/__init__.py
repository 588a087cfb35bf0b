"""Explanation: the unit answers every cut once, appraisers decide, the unit sees the way of each point."""
