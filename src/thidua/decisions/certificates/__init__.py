"""The sheets that go with a decision, made in the background."""
