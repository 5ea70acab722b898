"""From a template to a running stack, and to the `Application` that the other parts run.

`planning.plan` is pure: it translates, settles and rewrites a template. `deploying.deploy` creates
or updates the stack in the emulator, mends what was dropped, and resolves the rest.
"""
