"""The backend of application-abcdefgh-abcdefgh-ab."""
