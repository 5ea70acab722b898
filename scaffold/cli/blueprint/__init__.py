"""Blueprints: Copier templates whose questions fill in a `scaffold.yaml` and files beside it.

Copier runs in a process of its own, whose memory, time, and files are limited: a blueprint is
somebody else's, and its expressions may ask for any amount of them.
"""
