"""The career path: the ladder and what counts on it, a plan of one's own, and skills by their evidence."""
