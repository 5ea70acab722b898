"""Three-way merges of files: by key, by name, and beside each other, as pure functions.

Structured files are cut into items by key, byte for byte, so that two sides that touch different
keys never conflict. Other files are merged by line. What the generator renamed is first renamed in
the person's version, and a merge that does not say what its texts together say becomes a conflict.
"""
