"""Papers to hand out: one short text with its sources, written as Word, PDF, slides and text."""
