"""What trainers see of their cohorts. No tables of its own."""
