"""The query language, the engines, and what a hit looks like."""
