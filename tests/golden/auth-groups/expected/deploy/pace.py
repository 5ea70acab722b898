"""A bound on the capacity that a program uses, so that the application keeps its share."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Pace:
    """Lets so many capacity units through in a second; any number without `units`."""

    units: float | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _due: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def spend(self, units: float) -> None:
        """Wait until these units are within the rate, whichever thread spends them."""
        if not self.units:
            return
        with self._lock:
            now = self.clock()
            self._due = max(self._due, now) + units / self.units
            wait = self._due - now
        self.sleep(wait)
