"""Reading a deployed stack back, and mending by API what the emulator's CloudFormation dropped.

Each module has a table: a property of the template, how the API writes it, how it reads it.
"""
