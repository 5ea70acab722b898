"""The local AWS APIs: a pinned ministack with patches, run as a child process.

`environment.prepare` installs it, `process.start` runs it, and an `Emulator` creates clients,
assumes roles and evaluates IAM policies.
"""
