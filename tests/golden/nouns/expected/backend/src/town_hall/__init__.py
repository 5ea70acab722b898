"""The backend of town-hall."""
