"""Dated proofs that an initiative is at work somewhere."""
