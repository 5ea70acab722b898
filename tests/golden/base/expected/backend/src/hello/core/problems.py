"""Error responses as RFC 9457 problem details."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar

# The codes of AWS services for too many requests, without "Exception" at their ends.
THROTTLED = frozenset(
    {
        "ProvisionedThroughputExceeded",
        "RequestLimitExceeded",
        "SlowDown",
        "Throttling",
        "ThrottlingError",
        "TooManyRequests",
    }
)


class Problem(Exception):
    """An error response, with one message per field where that helps."""

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    headers: ClassVar[Mapping[str, str]] = {}

    def __init__(self, detail: str, errors: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = dict(errors or {})

    def as_dict(self) -> dict[str, object]:
        """Return the body of the response."""
        body: dict[str, object] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [
                {"field": field, "message": message} for field, message in self.errors.items()
            ]
        return body


class BadRequest(Problem):
    """The request is malformed."""

    status = HTTPStatus.BAD_REQUEST


class Forbidden(Problem):
    """The caller may read the item, but not do this."""

    status = HTTPStatus.FORBIDDEN


class NotFound(Problem):
    """The item does not exist, or the caller may not know of it."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, detail: str = "Not found.") -> None:
        super().__init__(detail)


class Conflict(Problem):
    """The request conflicts with something that exists."""

    status = HTTPStatus.CONFLICT


class Stale(Problem):
    """The item changed after the caller read it."""

    status = HTTPStatus.PRECONDITION_FAILED


class TooLarge(Problem):
    """The content is too large."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class UnsupportedType(Problem):
    """The content type is not accepted."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class Busy(Problem):
    """The same request can succeed a moment later."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "1"}

    def __init__(self, detail: str = "Too many changes at the same time; try again.") -> None:
        super().__init__(detail)


class Invalid(Problem):
    """The content is well-formed, but some fields are invalid."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, errors: Mapping[str, str], detail: str = "Invalid fields.") -> None:
        super().__init__(detail, errors)
