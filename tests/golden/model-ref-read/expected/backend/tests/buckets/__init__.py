"""The APIs of the buckets."""
