"""The backend of hello-world."""
