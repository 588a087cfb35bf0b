"""Accounts, roles and dated delegation."""
