"""What the functions do."""
