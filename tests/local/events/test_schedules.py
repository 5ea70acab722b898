"""Schedules fire when they are due, with what their targets expect."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from local.events.cloud import Cloud, Running, in_loop
from local.events.functions import Functions, function

from scaffold.local.application import Application, Schedule
from scaffold.local.events.event_sources import UnknownScheduleError

NIGHT = datetime(2026, 11, 24, 17, 59, 30, tzinfo=UTC).timestamp()


class Scheduled(Running):
    """A function with schedules, half a minute before three o'clock in Seoul."""

    def __init__(self, **context: Any) -> None:  # noqa: ANN401 - as EventSourcesContext takes them
        self.cloud = Cloud()
        self.time = self.cloud.time
        self.time.seconds = NIGHT
        self.functions = Functions()
        super().__init__(self.cloud, self.functions, **context)

    async def serve(self, *schedules: Schedule) -> None:
        """Serve an application with schedules."""
        application = Application("app", "us-east-1", functions=(function(),), schedules=schedules)
        await self.sources.update(application)
        await self.time.turn(0)

    async def firings(self, *waits: float) -> list[int]:
        """How often the function has been invoked after each wait."""
        counts = []
        for seconds in waits:
            await self.time.turn(seconds)
            counts.append(len(self.functions.events))
        return counts


def schedule(expression: str, **options: Any) -> Schedule:  # noqa: ANN401 - as Schedule takes them
    """A schedule of the function."""
    values: dict[str, Any] = {
        "logical_id": "Nightly",
        "name": "nightly",
        "kind": "scheduler",
        "target": function().arn,
        "role": "arn:aws:iam::000000000000:role/nightly",
    } | options
    path = "events:us-east-1:000000000000:rule/nightly"
    if values["kind"] == "scheduler":
        path = "scheduler:us-east-1:000000000000:schedule/default/nightly"
    return Schedule(expression=expression, arn=f"arn:aws:{path}", **values)


@in_loop
async def test_cron_in_its_time_zone() -> None:
    """A schedule fires at its hour on the wall of its own zone, and a day later again."""
    async with Scheduled() as running:
        await running.serve(schedule("cron(0 3 * * ? *)", timezone="Asia/Seoul"))
        assert await running.firings(29, 1, 3600) == [0, 1, 1]
        assert running.functions.triggers == ["schedule nightly"]


@in_loop
async def test_rate_of_a_rule_begins_with_a_wait() -> None:
    """A rule's rate is due a period after the rule was made, and every period."""
    async with Scheduled() as running:
        await running.serve(schedule("rate(1 minute)", kind="rule"))
        assert await running.firings(0, 59, 1, 60, 60) == [0, 0, 1, 2, 3]


@in_loop
async def test_rate_of_the_scheduler_begins_at_once() -> None:
    """A rate of EventBridge Scheduler without a start date is due at once, then every period."""
    async with Scheduled() as running:
        await running.serve(schedule("rate(1 minute)"))
        assert await running.firings(0, 59, 1) == [1, 1, 2]


@in_loop
async def test_one_time() -> None:
    """A one-time schedule fires once."""
    async with Scheduled() as running:
        await running.serve(schedule("at(2026-11-24T18:00:00)"))
        assert await running.firings(30, 3600) == [1, 1]


@in_loop
async def test_disabled_schedule_fires_by_hand_only() -> None:
    """A disabled schedule is never due, but a person may fire it."""
    async with Scheduled() as running:
        await running.serve(schedule("rate(1 minute)", enabled=False))
        assert await running.firings(300) == [0]
        await running.sources.fire("Nightly")
        assert await running.firings(0) == [1]


@in_loop
async def test_firing_an_unknown_schedule() -> None:
    """A schedule that is not there is named."""
    async with Scheduled() as running:
        await running.serve()
        with pytest.raises(UnknownScheduleError, match="no schedule named 'Weekly'"):
            await running.sources.fire("Weekly")


@in_loop
async def test_event_of_a_rule() -> None:
    """A rule without an input sends the Scheduled Event of the EventBridge guide."""
    async with Scheduled() as running:
        await running.serve(schedule("cron(0 18 * * ? *)", kind="rule"))
        await running.time.turn(30)
        (event,) = running.functions.events
        assert len(event.pop("id")) == 36
        assert event == {
            "version": "0",
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": "000000000000",
            "time": "2026-11-24T18:00:00Z",
            "region": "us-east-1",
            "resources": ["arn:aws:events:us-east-1:000000000000:rule/nightly"],
            "detail": {},
        }


@in_loop
async def test_event_of_the_scheduler() -> None:
    """EventBridge Scheduler's own event has its source, and an empty detail as a string."""
    async with Scheduled() as running:
        await running.serve(schedule("cron(0 18 * * ? *)"))
        await running.time.turn(30)
        (event,) = running.functions.events
        assert event["source"] == "aws.scheduler"
        assert event["detail"] == "{}"
        assert event["resources"] == [
            "arn:aws:scheduler:us-east-1:000000000000:schedule/default/nightly"
        ]


@in_loop
async def test_input_with_context_attributes() -> None:
    """An input is sent as it is, with the scheduler's context attributes filled in."""
    text = json.dumps(
        {
            "schedule": "<aws.scheduler.schedule-arn>",
            "at": "<aws.scheduler.scheduled-time>",
            "attempt": "<aws.scheduler.attempt-number>",
            "execution": "<aws.scheduler.execution-id>",
        }
    )
    async with Scheduled() as running:
        await running.serve(schedule("cron(0 18 * * ? *)", input=text))
        await running.time.turn(45)
        (event,) = running.functions.events
        assert len(event.pop("execution")) == 16
        assert event == {
            "schedule": "arn:aws:scheduler:us-east-1:000000000000:schedule/default/nightly",
            "at": "2026-11-24T18:00:00Z",
            "attempt": "1",
        }


@in_loop
async def test_queue_as_target() -> None:
    """A schedule may send its input to a queue."""
    async with Scheduled() as running:
        queue = running.cloud.queue("jobs")
        await running.serve(schedule("cron(0 18 * * ? *)", target=queue.arn, input='{"n": 1}'))
        await running.time.turn(30)
        assert [message.body for message in queue.messages] == ['{"n": 1}']


@in_loop
async def test_role_without_permission() -> None:
    """A schedule whose role may not invoke its function reaches nobody, and says so."""

    async def nothing(_role: str, _function: str) -> bool:
        return False

    async with Scheduled(may_invoke=nothing) as running:
        lost = running.cloud.queue("lost")
        await running.serve(schedule("cron(0 18 * * ? *)", dead_letters=lost.arn, input="{}"))
        await running.time.turn(30)
        assert running.functions.events == []
        (notice,) = running.notices
        assert "role/nightly is not authorized to perform: lambda:InvokeFunction" in notice
        (message,) = lost.messages
        assert message.attributes["ERROR_CODE"]["StringValue"] == "AccessDeniedException"
        assert message.attributes["SCHEDULED_TIME"]["StringValue"] == "2026-11-24T18:00:00Z"


@in_loop
async def test_schedule_retries_while_the_emulator_restarts() -> None:
    """A firing waits for an emulator that restarts just then."""
    async with Scheduled() as running:
        await running.serve(schedule("cron(0 18 * * ? *)"))
        running.cloud.is_down = True
        await running.time.turn(40)
        running.cloud.is_down = False
        assert await running.firings(60) == [1]


@in_loop
async def test_schedule_fires_once_after_the_computer_slept() -> None:
    """After a night asleep, a schedule firing once it missed, and says how many."""
    async with Scheduled() as running:
        await running.serve(schedule("rate(1 minute)", kind="rule"))
        running.time.seconds += 8 * 3600
        assert await running.firings(0, 59, 1) == [1, 1, 2]
        assert running.notices == [
            "schedule nightly: missed 479 times while the computer slept; firing once"
        ]


@in_loop
async def test_unchanged_schedule_keeps_its_time() -> None:
    """Another version of the application does not put off the schedules that stay as they are."""
    async with Scheduled() as running:
        await running.serve(schedule("rate(1 minute)", kind="rule"))
        await running.time.turn(40)
        await running.serve(schedule("rate(1 minute)", kind="rule"))
        assert await running.firings(20) == [1]


@in_loop
async def test_removed_schedule_is_never_due() -> None:
    """A schedule that left the application fires no more."""
    async with Scheduled() as running:
        await running.serve(schedule("rate(1 minute)", kind="rule"))
        await running.serve()
        assert await running.firings(300) == [0]


@pytest.mark.parametrize(
    ("options", "notice"),
    [
        ({"expression": "rate(1 minutes)"}, "must be like rate(1 minute)"),
        ({"expression": "rate(1 day)", "timezone": "Mars"}, "unknown time zone 'Mars'"),
        (
            {"expression": "rate(1 day)", "target": "arn:aws:states:::stateMachine:x"},
            "its target arn:aws:states:::stateMachine:x is not supported locally",
        ),
        (
            {"expression": "rate(1 day)", "target": "arn:aws:sqs:us-east-1:0:x.fifo"},
            "its target arn:aws:sqs:us-east-1:0:x.fifo is not supported locally",
        ),
    ],
)
def test_unsupported_schedules_are_warned(options: dict[str, str], notice: str) -> None:
    """What cannot be served is named, and the other schedules go on."""

    @in_loop
    async def scenario() -> None:
        async with Scheduled() as running:
            good = schedule("rate(1 minute)", kind="rule", logical_id="Good")
            await running.serve(schedule(**options), good)
            assert notice in running.notices[0]
            assert await running.firings(60) == [1]

    scenario()
