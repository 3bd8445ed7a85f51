"""The register of organisations: dated facts of units."""
