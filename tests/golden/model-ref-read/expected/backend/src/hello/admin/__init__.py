"""The APIs for members of admins."""
