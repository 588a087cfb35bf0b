"""The published reform index: import, confirmation, ranking."""
