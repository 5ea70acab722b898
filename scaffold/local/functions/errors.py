"""What Lambda answers in place of running a function; the class's name is AWS's code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from scaffold.local.application import Function


class LambdaError(ScaffoldError):
    """A refused invocation; `code` and `status` are those of AWS's API."""

    code: ClassVar[str] = "ServiceException"
    status: ClassVar[int] = 500


class ServiceError(LambdaError):
    """A function's process could not be started."""


class FunctionNotFoundError(LambdaError):
    """There is no such function, or not that alias of it."""

    code = "ResourceNotFoundException"
    status = 404


class ThrottledError(LambdaError):
    """As many invocations run as the function has reserved."""

    code = "TooManyRequestsException"
    status = 429

    def __init__(self, function: Function) -> None:
        super().__init__(
            f"Rate Exceeded: {function.name} runs {function.reserved_concurrency} invocations"
            " already, its ReservedConcurrentExecutions"
        )


class PayloadTooLargeError(LambdaError):
    """An event beyond what an invocation can carry."""

    code = "RequestTooLargeException"
    status = 413

    def __init__(self, size: int, kind: str, limit: int) -> None:
        super().__init__(
            f"{size} byte payload is too large for the {kind} invocation type (limit {limit} bytes)"
        )


class InvalidRuntimeError(LambdaError):
    """A function that is not written in Python."""

    code = "InvalidRuntimeException"
    status = 502

    def __init__(self, function: Function) -> None:
        super().__init__(
            f"{function.name} is a function of {function.runtime}, and only Python runs locally;"
            " deploy it to try it"
        )


class InvalidRequestError(LambdaError):
    """A request whose content cannot be used."""

    code = "InvalidRequestContentException"
    status = 400


class InvalidParameterError(LambdaError):
    """A request with a value that its operation does not know."""

    code = "InvalidParameterValueException"
    status = 400


class AccessDeniedError(LambdaError):
    """The caller's policies do not allow what it asked for."""

    code = "AccessDeniedException"
    status = 403


class MissingTokenError(LambdaError):
    """A request that nobody signed."""

    code = "MissingAuthenticationTokenException"
    status = 403


class UnknownOperationError(LambdaError):
    """An operation of Lambda's API that is not answered locally."""

    code = "UnknownOperationException"
    status = 404
