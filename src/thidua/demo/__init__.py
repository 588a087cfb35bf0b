"""A labelled, invented continuation of the real city."""
