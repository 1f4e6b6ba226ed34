"""One reader a format, each from bytes to a Reading."""
