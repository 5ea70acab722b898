"""The APIs of the models."""
