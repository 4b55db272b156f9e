"""What people are told: short notices with a link to what they are about."""
