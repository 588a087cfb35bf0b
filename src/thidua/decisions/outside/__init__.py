"""Decisions that no consolidated list leads to: dossiers chosen one by one, and their papers as drafts."""
