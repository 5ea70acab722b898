"""Starts ministack. Standard input is the parent's lease: once it closes, the parent is gone."""

from __future__ import annotations

import importlib.metadata
import os
import signal
import sys
import threading
import time
from typing import Final

import ministack.app as ministack
from ministack.core.persistence import save_all

from . import (
    challenges,
    limits,
    messages,
    models,
    permissions,
    polls,
    refresh,
    server,
    sessions,
    signatures,
    users,
)

VERSION: Final = "1.5.33"
SAVE_EVERY_SECONDS: Final = 5.0


def close_gaps() -> None:
    """Patch ministack; what is patched last is asked first."""
    users.draw_random_codes()
    users.refuse_sign_up_to_invite_only_pools()
    challenges.demand_required_mfa()
    challenges.ask_for_mfa_after_a_new_password()
    challenges.bind_challenges_to_their_sessions(challenges.Challenges())
    users.fold_user_names()
    refresh.keep_rotation_settings()
    refresh.rotate_refresh_tokens()
    limits.refuse_long_delays()
    limits.refuse_malformed_events()
    messages.tell_of_mails()
    messages.tell_of_denials()
    messages.tell_of_what_is_not_saved()
    models.make_models_small()
    permissions.name_batches_as_aws_does()
    polls.answer_at_once()
    polls.end_with_the_connection()
    sessions.keep_role_sessions()
    server.serve_with_uvicorn()
    signatures.trust_signatures_only()
    signatures.take_loopback_for_tls()
    signatures.keep_pages_out()


def save_periodically() -> None:
    """Write the state down while running: ministack itself does so at a clean stop only."""
    while True:
        time.sleep(SAVE_EVERY_SECONDS)
        save_all(ministack._build_persistence_save_dict())


def end_with_the_parent() -> None:
    """Stop cleanly once standard input closes."""
    # Unbuffered: a lock held in a daemon thread would fail the interpreter's end.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Run ministack until the parent ends it or is gone."""
    if (found := importlib.metadata.version("ministack")) != VERSION:
        sys.exit(f"ministack {found} is installed; the patches here are for {VERSION}.")
    close_gaps()
    threading.Thread(target=save_periodically, daemon=True).start()
    threading.Thread(target=end_with_the_parent, daemon=True).start()
    ministack.main()


if __name__ == "__main__":
    main()
