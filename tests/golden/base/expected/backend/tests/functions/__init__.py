"""The functions."""
