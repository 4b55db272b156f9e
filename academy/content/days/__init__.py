"""Days without end: a pool of requests, and the fair days drawn from it by stage, level and seed."""
