"""The register of initiatives."""
