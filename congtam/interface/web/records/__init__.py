"""What the pages of every kind of record share: its timeline, its deadlines, its steps, its saves.

A domain brings words and icons; nothing here knows one.
"""
