"""The kinds of entity that a spec describes: one package each."""
