"""Upload events."""

import pytest

from abz.core import arrivals
from abz.core.arrivals import Upload
from abz.core.targets import Target

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
    """A bucket and an idempotency table."""
    aws.setenv("IDEMPOTENCY_TABLE", cloud.physical("IdempotencyTable"))
    s3().create_bucket(
        Bucket="films", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )


def test_function_receives_the_uploaded_file() -> None:
    """The function receives the file's details."""
    handled: list[Upload] = []

    arrivals.deliver(arrival("films", KEY), Context(), handled.append)

    assert handled == [UPLOAD]


def test_function_receives_the_upload_target() -> None:
    """The function receives the upload's target."""
    target = Target("film", "1", "file")
    handled: list[Upload] = []

    arrivals.deliver(arrival("films", KEY, target.as_metadata()), Context(), handled.append)

    assert handled[0].target == target


def test_upload_event_is_idempotent() -> None:
    """A redelivered event is ignored; a new file under the same key is not."""
    handled: list[Upload] = []
    event = arrival("films", KEY)
    for _ in range(2):
        arrivals.deliver(event, Context(), handled.append)
    assert handled == [UPLOAD]

    event["detail"]["object"]["sequencer"] = "0062E99A88DC407461"
    arrivals.deliver(event, Context(), handled.append)
    assert handled == [UPLOAD, UPLOAD]


def test_deleted_file_is_ignored() -> None:
    """A deleted file, or one that is not an upload, causes no retry."""
    gone = arrival("films", KEY)
    s3().delete_object(Bucket="films", Key=KEY)

    for event in (gone, arrival("films", "uploads/by-hand.mp4")):
        arrivals.deliver(event, Context(), lambda upload: pytest.fail(upload.key))


def test_failed_event_is_retried() -> None:
    """A failed event is processed again on redelivery."""
    event = arrival("films", KEY)
    handled: list[Upload] = []

    def fail(_: Upload) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        arrivals.deliver(event, Context(), fail)
    arrivals.deliver(event, Context(), handled.append)

    assert handled == [UPLOAD]


def test_idempotency_record_expires() -> None:
    """Idempotency records expire."""
    arrivals.deliver(arrival("films", KEY), Context(), lambda _: None)

    items = dynamodb().scan(TableName="IdempotencyTable")["Items"]
    assert all("expiration" in item for item in items)
