"""The code of the functions."""
