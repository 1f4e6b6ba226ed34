"""The seven-minute briefing: what reviews say of a theme or a reading list, in seven parts."""
