"""Texts as vectors, and the vectors of a library on disk."""
