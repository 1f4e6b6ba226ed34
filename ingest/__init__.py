"""From files to Records to a published generation."""
