"""The `lessons` command."""
