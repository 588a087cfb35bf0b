"""Django's own admin over our tables, for comparison only: the application itself has none."""
