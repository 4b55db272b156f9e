"""Practice days: runs, their append-only log, and the debrief."""
