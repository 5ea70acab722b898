"""The command line: one module a command, one error boundary, one place that prints."""
