"""The backend of old-notes."""
