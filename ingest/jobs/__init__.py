"""Long work for editors, done by one process of its own: reading, publishing, rebuilding."""
