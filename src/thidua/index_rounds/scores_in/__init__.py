"""Scores of a whole block from one workbook: a row for each unit, columns for each component."""
