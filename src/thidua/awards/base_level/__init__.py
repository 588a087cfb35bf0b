"""The register of base-level awards: what units gave on their own decision (III.2.1.1)."""
