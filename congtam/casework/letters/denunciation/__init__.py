"""Denunciations (tố cáo): their own records, book, steps and papers, sealed from the first day to the last.

A denunciation is opened out of a letter. Who sent it stays with that letter, under its seal; here a working code
stands for the denouncer, in lists, papers and on the page.
"""
