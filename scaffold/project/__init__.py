"""A generated project on disk: reading it, reconciling it, and changing it in one transaction."""
