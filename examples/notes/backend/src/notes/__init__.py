"""The backend of notes."""
