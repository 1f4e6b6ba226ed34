"""What the shipped models are trained from, and how; nothing here runs during extraction."""
