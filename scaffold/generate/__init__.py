"""From a spec to files: which features, which templates, and what they render."""
