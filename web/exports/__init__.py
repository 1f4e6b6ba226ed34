"""All results of a search as files: lists, feeds and citations, written a piece at a time."""
