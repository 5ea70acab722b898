"""Deployment of a template to the local cloud.

`planning.plan_deployment` reads, translates, evaluates and splits a template. `deploying.deploy`
creates or updates the emulator's stack, patches what it dropped, and returns the `Application`.
"""
