"""Patches a deployed stack by API: the emulator's CloudFormation drops some properties.

Each module has tables of properties: their value in a template, how to read it, how to write it.
"""
