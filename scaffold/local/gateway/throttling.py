"""Token buckets, by which API Gateway throttles a route."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.local.application import Throttle

if TYPE_CHECKING:
    from collections.abc import Callable

# Of an account, where a stage sets nothing.
ACCOUNT_THROTTLE: Final = Throttle(rate=10_000, burst=5_000)


class TokenBucket:
    """Tokens that come back at a rate, up to a burst; `clock` in seconds."""

    def __init__(self, throttle: Throttle, clock: Callable[[], float]) -> None:
        self._throttle = throttle
        self._clock = clock
        self._tokens = float(throttle.burst)
        self._filled_at = clock()

    def take(self) -> bool:
        """Whether there was a token for one more request."""
        now = self._clock()
        # A clock that is set back must not take tokens away.
        gained = max(0.0, now - self._filled_at) * self._throttle.rate
        self._tokens = min(float(self._throttle.burst), self._tokens + gained)
        self._filled_at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
