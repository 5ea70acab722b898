"""Schedules of EventBridge rules and of EventBridge Scheduler, with their time zones.

Rules: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html and
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
"""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.errors import ScaffoldError
from scaffold.local.events.aws_client import ServiceError, UnreachableError
from scaffold.local.events.cron import ExpressionError, Rate, Timetable, parse
from scaffold.local.events.deliveries import Deliveries

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from datetime import datetime

    from scaffold.local.activity import ActivityLog
    from scaffold.local.application import Schedule
    from scaffold.local.events.aws_client import AwsClient
    from scaffold.local.events.clock import Clock

_CONCURRENT_DELIVERIES: Final = 100
# Seconds. Sleeping computers stop the event loop's clock, so check the wall clock regularly.
_LONGEST_SLEEP: Final = 30
_LONGEST_BACKOFF: Final = 60


@dataclass(slots=True)
class _Entry:
    schedule: Schedule
    timetable: Timetable
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Firing:
    """One due time of a schedule."""

    schedule: Schedule
    at: datetime
    execution: str

    def payload(self, region: str, attempt: int) -> str:
        """Return the target's payload: the schedule's input, or the service's own event."""
        schedule = self.schedule
        if schedule.input is None:
            return json.dumps(self._event(region))
        if schedule.kind == "rule":
            return schedule.input
        text = schedule.input
        for name, value in (
            ("schedule-arn", schedule.arn),
            ("scheduled-time", self._time()),
            ("execution-id", self.execution),
            ("attempt-number", str(attempt)),
        ):
            text = text.replace(f"<aws.scheduler.{name}>", value)
        return text

    def _event(self, region: str) -> dict[str, object]:
        of_rule = self.schedule.kind == "rule"
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events" if of_rule else "aws.scheduler",
            "account": self.schedule.arn.split(":")[4],
            "time": self._time(),
            "region": region,
            "resources": [self.schedule.arn],
            # EventBridge Scheduler sends the empty object as a string.
            "detail": {} if of_rule else "{}",
        }

    def _time(self) -> str:
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def dead_letter(self, error: Exception, attempts: int) -> dict[str, dict[str, str]]:
        """Return the message attributes of a firing that did not reach its target."""
        code = error.code if isinstance(error, ServiceError) else "SDK_CLIENT_ERROR"
        of_rule = self.schedule.kind == "rule"
        texts = {
            "RULE_ARN" if of_rule else "SCHEDULE_ARN": self.schedule.arn,
            "TARGET_ARN": self.schedule.target,
            "ERROR_CODE": code,
            "ERROR_MESSAGE": str(error),
            "RETRY_ATTEMPTS": str(attempts - 1),
        }
        if not of_rule:
            texts |= {"EXECUTION_ID": self.execution, "SCHEDULED_TIME": self._time()}
        return {name: {"DataType": "String", "StringValue": text} for name, text in texts.items()}


@dataclass(frozen=True, slots=True)
class Targets:
    """Delivers firings to their targets."""

    aws: AwsClient
    region: str
    # Takes a function's ARN, the payload, and the name of the source.
    invoke_async: Callable[[str, bytes, str], Awaitable[str]]
    # Takes the ARNs of a role and of a function.
    may_invoke: Callable[[str, str], Awaitable[bool]]

    async def send(self, firing: Firing, attempt: int) -> None:
        """Deliver once; raise `ServiceError` or `UnreachableError`."""
        schedule = firing.schedule
        text = firing.payload(self.region, attempt)
        if ":lambda:" in schedule.target:
            await self._check(schedule)
            await self.invoke_async(schedule.target, text.encode(), f"schedule {schedule.name}")
        else:
            call = self.aws.as_role(schedule.role)
            url = await self.aws.queue_url(schedule.target)
            await call("sqs", "SendMessage", QueueUrl=url, MessageBody=text)

    async def _check(self, schedule: Schedule) -> None:
        if schedule.role is None or await self.may_invoke(schedule.role, schedule.target):
            return
        raise ServiceError(
            "AccessDeniedException",
            f"{schedule.role} is not authorized to perform: lambda:InvokeFunction "
            f"on resource: {schedule.target}",
        )


class Scheduler:
    """Fires schedules when they are due."""

    def __init__(self, targets: Targets, activity: ActivityLog, clock: Clock) -> None:
        self.deliveries = Deliveries(_CONCURRENT_DELIVERIES)
        self._targets = targets
        self._activity = activity
        self._clock = clock
        self._entries: dict[str, _Entry] = {}
        self._changed = asyncio.Event()

    def update(self, schedules: Iterable[Schedule]) -> None:
        """Replace the schedules; unchanged ones keep their due time."""
        before = self._entries
        self._entries = {}
        for schedule in schedules:
            known = before.get(schedule.logical_id)
            if known is not None and known.schedule == schedule:
                self._entries[schedule.logical_id] = known
            elif (entry := self._entry(schedule)) is not None:
                self._entries[schedule.logical_id] = entry
        self._changed.set()

    def next_due(self, logical_id: str) -> datetime | None:
        """Return when a schedule is due next, in UTC."""
        entry = self._entries.get(logical_id)
        return entry.due if entry is not None else None

    async def fire(self, schedule: Schedule) -> None:
        """Fire a schedule now, even if it is disabled."""
        await self._deliver(Firing(schedule, self._clock.now(), secrets.token_hex(8)))

    async def step(self) -> None:
        """Sleep until a schedule is due, and fire it."""
        await self._clock.pause(self._until_due(), self._changed)
        self._changed.clear()
        now = self._clock.now()
        for entry in self._entries.values():
            if entry.due is not None and entry.due <= now:
                self._fire_due(entry, now)

    def _entry(self, schedule: Schedule) -> _Entry | None:
        if not _is_supported(schedule.target):
            self._warn(schedule, f"its target {schedule.target} is not supported locally")
            return None
        now = self._clock.now()
        try:
            timetable = parse(schedule.expression, schedule.timezone, now)
        except ExpressionError as error:
            self._warn(schedule, str(error))
            return None
        # EventBridge Scheduler fires a rate immediately; a rule first waits.
        fires_at_start = isinstance(timetable, Rate) and schedule.kind == "scheduler"
        due = now if fires_at_start else timetable.next(now)
        return _Entry(schedule, timetable, due if schedule.enabled else None)

    def _until_due(self) -> float:
        dues = [entry.due for entry in self._entries.values() if entry.due is not None]
        if not dues:
            return _LONGEST_SLEEP
        return min(max(0.0, min(dues).timestamp() - self._clock.time()), _LONGEST_SLEEP)

    def _fire_due(self, entry: _Entry, now: datetime) -> None:
        """Fire for the latest due time that has passed; log how many were missed."""
        missed = -1
        latest = now
        while entry.due is not None and entry.due <= now:
            latest, entry.due = entry.due, entry.timetable.next(entry.due)
            missed += 1
        if missed:
            self._warn(
                entry.schedule,
                f"missed {missed} times while the computer slept; firing once",
            )
        firing = Firing(entry.schedule, latest, secrets.token_hex(8))
        self.deliveries.start(self._deliver(firing))

    async def _deliver(self, firing: Firing) -> None:
        """Deliver to the target, with the schedule's retries while the emulator is unreachable."""
        schedule = firing.schedule
        attempt = 1
        while True:
            try:
                return await self._targets.send(firing, attempt)
            except (ServiceError, ScaffoldError) as error:
                return await self._give_up(firing, error, attempt)
            except UnreachableError as error:
                age = self._clock.time() - firing.at.timestamp()
                if attempt > schedule.retries or age > schedule.maximum_age:
                    return await self._give_up(firing, error, attempt)
            await self._clock.sleep(min(2 ** min(attempt - 1, 10), _LONGEST_BACKOFF))
            attempt += 1

    async def _give_up(self, firing: Firing, error: Exception, attempts: int) -> None:
        schedule = firing.schedule
        self._warn(schedule, f"did not reach {schedule.target}: {error}")
        if schedule.dead_letters is None:
            return
        call = self._targets.aws.as_role(schedule.role)
        try:
            await call(
                "sqs",
                "SendMessage",
                QueueUrl=await call.client.queue_url(schedule.dead_letters),
                MessageBody=firing.payload(self._targets.region, attempts),
                MessageAttributes=firing.dead_letter(error, attempts),
            )
        except (ServiceError, UnreachableError) as lost:
            self._warn(schedule, f"did not reach its dead-letter queue either: {lost}")

    def _warn(self, schedule: Schedule, text: str) -> None:
        self._activity.notice(f"schedule {schedule.name}: {text}", level="warning", topic="events")


def _is_supported(target: str) -> bool:
    return ":lambda:" in target or (":sqs:" in target and not target.endswith(".fifo"))
