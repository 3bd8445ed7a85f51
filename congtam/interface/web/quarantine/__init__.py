"""Files that the scanner found harmful."""
