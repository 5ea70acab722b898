"""Runs a patched ministack, until the parent process closes its standard input."""

from __future__ import annotations

import importlib.metadata
import os
import signal
import sys
import threading
from typing import Final

import ministack.app as ministack

from . import (
    challenges,
    expressions,
    indexes,
    limits,
    long_polls,
    messages,
    models,
    passwords,
    permissions,
    recovery,
    refresh_tokens,
    role_sessions,
    server,
    signatures,
    state,
    users,
)

VERSION: Final = "1.5.33"


def apply_patches() -> None:
    """Patch ministack; the patch that is applied last is called first."""
    users.use_random_codes()
    users.reject_sign_up_to_invite_only_pools()
    recovery.verify_confirmed_addresses()
    recovery.reset_through_verified_addresses()
    recovery.resend_to_unconfirmed_users()
    challenges.require_mfa()
    challenges.require_mfa_after_a_new_password()
    passwords.check_the_first_password()
    challenges.bind_challenges_to_sessions(challenges.Challenges())
    users.ignore_case_of_user_names()
    passwords.reject_malformed_passwords()
    refresh_tokens.keep_rotation_settings()
    refresh_tokens.rotate_refresh_tokens()
    limits.reject_long_delays()
    limits.reject_malformed_events()
    indexes.reject_several_index_changes()
    indexes.reject_long_keys()
    messages.report_emails()
    messages.report_denials()
    messages.report_failed_saves()
    models.drop_documentation()
    permissions.map_batch_actions()
    long_polls.poll_often()
    long_polls.end_with_connection()
    role_sessions.keep_role_sessions()
    expressions.parse_once()
    expressions.compare_keys_quickly()
    state.save_as_a_whole()
    state.save_quickly()
    state.refuse_unreadable_state()
    server.serve_with_uvicorn()
    signatures.verify_all_signatures()
    signatures.treat_loopback_as_tls()
    signatures.reject_strangers()


def end_with_the_parent() -> None:
    """Stop cleanly once standard input closes."""
    # Unbuffered: a buffer's lock, held by a daemon thread, breaks interpreter shutdown.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Run ministack until the parent stops it or ends."""
    if (found := importlib.metadata.version("ministack")) != VERSION:
        sys.exit(f"ministack {found} is installed; these patches are for {VERSION}.")
    apply_patches()
    threading.Thread(target=state.save_periodically, daemon=True).start()
    threading.Thread(target=end_with_the_parent, daemon=True).start()
    ministack.main()


if __name__ == "__main__":
    main()
