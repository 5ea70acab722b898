"""Files that have arrived."""

import pytest

from hello.core import arrivals
from hello.core.arrivals import Upload
from hello.core.targets import Target

from tests.cloud import Cloud, Context, arrival, dynamodb, s3

KEY = "uploads/me/00000000000000000000000000/a.mp4"
UPLOAD = Upload(
    bucket="films",
    key=KEY,
    id="me.00000000000000000000000000",
    name="a.mp4",
    size=7,
    type="video/mp4",
    target=None,
)


@pytest.fixture(autouse=True)
def resources(cloud: Cloud, aws: pytest.MonkeyPatch) -> None:
    """A bucket, and the table that remembers what has been handled."""
    aws.setenv("IDEMPOTENCY_TABLE", cloud.physical("IdempotencyTable"))
    s3().create_bucket(
        Bucket="films", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )


def test_hands_a_file_on() -> None:
    """The function gets what there is to know about the file."""
    handled: list[Upload] = []

    arrivals.deliver(arrival("films", KEY), Context(), handled.append)

    assert handled == [UPLOAD]


def test_knows_what_a_file_is_for() -> None:
    """What the upload was for comes with it."""
    target = Target("film", "1", "file")
    handled: list[Upload] = []

    arrivals.deliver(arrival("films", KEY, target.as_metadata()), Context(), handled.append)

    assert handled[0].target == target


def test_a_file_is_handled_once() -> None:
    """An event that is delivered again does nothing; another file under the same key does."""
    handled: list[Upload] = []
    event = arrival("films", KEY)
    for _ in range(2):
        arrivals.deliver(event, Context(), handled.append)
    assert handled == [UPLOAD]

    event["detail"]["object"]["sequencer"] = "0062E99A88DC407461"
    arrivals.deliver(event, Context(), handled.append)
    assert handled == [UPLOAD, UPLOAD]


def test_a_file_that_is_gone_is_left_alone() -> None:
    """A file that has been deleted meanwhile, or was never an upload, is no reason to retry."""
    gone = arrival("films", KEY)
    s3().delete_object(Bucket="films", Key=KEY)

    for event in (gone, arrival("films", "uploads/by-hand.mp4")):
        arrivals.deliver(event, Context(), lambda upload: pytest.fail(upload.key))


def test_a_failure_is_tried_again() -> None:
    """What failed is handled when the event comes again."""
    event = arrival("films", KEY)
    handled: list[Upload] = []

    def fail(_: Upload) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        arrivals.deliver(event, Context(), fail)
    arrivals.deliver(event, Context(), handled.append)

    assert handled == [UPLOAD]


def test_remembers_for_as_long_as_events_are_kept() -> None:
    """What has been handled is forgotten by itself."""
    arrivals.deliver(arrival("films", KEY), Context(), lambda _: None)

    items = dynamodb().scan(TableName="IdempotencyTable")["Items"]
    assert all("expiration" in item for item in items)


def test_tells_arrivals_from_requests() -> None:
    """A function with several triggers knows which one it is."""
    assert arrivals.is_arrival({"source": "aws.s3"})
    assert not arrivals.is_arrival({"version": "2.0"})
