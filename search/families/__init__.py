"""Which lessons and recommendations say the same, and which belong to one theme."""
