"""The model, the vocabulary, the triples and the library on disk; imports none of the others."""
