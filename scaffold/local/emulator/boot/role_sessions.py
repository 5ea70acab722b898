"""Role sessions that survive a restart."""

from __future__ import annotations

from typing import Any

from ministack.services import sts


def keep_role_sessions() -> None:
    """Save issued credentials, which functions keep using after a restart."""

    def get_state() -> dict[str, Any]:
        return {"sessions": dict(sts._sessions)}

    def load(data: dict[str, Any]) -> None:
        sts._sessions.update(data.get("sessions", {}))

    sts.get_state = get_state
    sts.load_persisted_state = load
