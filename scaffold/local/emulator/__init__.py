"""The AWS APIs on this computer: ministack, pinned, with its gaps closed, as a child process.

`environment.prepare` installs it once, `process.start` runs it, and an `Emulator` gives clients,
a role's credentials and what IAM would answer.
"""
