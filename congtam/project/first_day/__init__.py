"""The office's first day: from an empty home to an office that registers its first letter."""
