"""Base templates, components, static files, navigation, home page by role."""
