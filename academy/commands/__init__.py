"""What the `academy` command can do, one file a subject."""
