"""Django without the domain: audit, access, revision, moment, files."""
