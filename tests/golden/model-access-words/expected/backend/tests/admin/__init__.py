"""The APIs for the members of admins."""
