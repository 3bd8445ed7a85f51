"""What is looked for in a letter, by subject."""
