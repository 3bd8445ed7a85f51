"""Working without the identity: copies of a scan in which what tells who wrote is covered.

Whoever may open the scan draws boxes over its pages and replaces words of its text; a second person checks; then those
who work on the case read the copy and never the scan. The copy is new pixels: what a box covers is in it no more.
"""
