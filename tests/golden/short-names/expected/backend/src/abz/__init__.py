"""The backend of abz."""
