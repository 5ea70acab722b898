"""The migrations of stored items: a module for each generation of a model's items."""
