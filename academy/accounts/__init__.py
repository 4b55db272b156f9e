"""People, sign-in, studios and roles."""
