"""Throttling of routes by token buckets, as in API Gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.local.application import Throttle

if TYPE_CHECKING:
    from collections.abc import Callable

# The account's default, for stages without their own.
ACCOUNT_THROTTLE: Final = Throttle(rate=10_000, burst=5_000)


class TokenBucket:
    """A token bucket; `clock` in seconds."""

    def __init__(self, throttle: Throttle, clock: Callable[[], float]) -> None:
        self._throttle = throttle
        self._clock = clock
        self._tokens = float(throttle.burst)
        self._filled_at = clock()

    def take(self) -> bool:
        """Take a token; return False if there is none."""
        now = self._clock()
        # A clock that is set back must not remove tokens.
        gained = max(0.0, now - self._filled_at) * self._throttle.rate
        self._tokens = min(float(self._throttle.burst), self._tokens + gained)
        self._filled_at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
