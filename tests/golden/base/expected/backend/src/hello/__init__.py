"""The backend of hello."""
