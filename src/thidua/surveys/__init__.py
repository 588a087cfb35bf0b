"""Sociological surveys (SIPAS): results brought in from files, and a small questionnaire of our own."""
