"""Books as they leave the screen: on paper, and as an Excel file with the layout of a paper register."""
