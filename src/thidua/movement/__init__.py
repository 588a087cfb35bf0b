"""The movement: programme, readings chosen, notices, holidays."""
