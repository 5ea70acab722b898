"""The records of what items hold, and what a changed spec does to it."""
