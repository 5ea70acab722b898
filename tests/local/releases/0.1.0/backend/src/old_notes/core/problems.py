"""What can be wrong with a request, as RFC 9457 problem details."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar


class Problem(Exception):
    """Ends a request with an answer that says what is wrong, field by field where that helps."""

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR

    def __init__(self, detail: str, errors: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = dict(errors or {})

    def as_dict(self) -> dict[str, object]:
        """The body of the answer."""
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
    """The request itself is malformed."""

    status = HTTPStatus.BAD_REQUEST


class Forbidden(Problem):
    """The caller may see the item but not do this to it."""

    status = HTTPStatus.FORBIDDEN


class NotFound(Problem):
    """There is no such item, or none that the caller may know of."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, detail: str = "There is no such thing.") -> None:
        super().__init__(detail)


class Conflict(Problem):
    """The request clashes with something that exists."""

    status = HTTPStatus.CONFLICT


class Stale(Problem):
    """The item has changed since the caller read it."""

    status = HTTPStatus.PRECONDITION_FAILED


class TooLarge(Problem):
    """The content is larger than allowed."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class UnsupportedType(Problem):
    """The content is of a type that is not accepted."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class Invalid(Problem):
    """The content is well-formed, but fields of it are wrong."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, errors: Mapping[str, str], detail: str = "Some fields are wrong.") -> None:
        super().__init__(detail, errors)
