"""Search over all that can be read or practised, and over one's own notes."""
