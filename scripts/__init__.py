"""What makes the shipped files again: see the table in README."""
