"""What is typed on the first day. The page, the file and the questions on a terminal use the same forms."""
