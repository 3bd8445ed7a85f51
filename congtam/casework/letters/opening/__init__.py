"""The opening balance: letters of a paper book, read from Excel, checked, foreseen, and entered in one act."""
