"""The errors of the Lambda API; `code` and `status` are AWS's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from scaffold.local.application import Function


class LambdaError(ScaffoldError):
    """An invocation or request that Lambda would reject."""

    code: ClassVar[str] = "ServiceException"
    status: ClassVar[int] = 500


class ServiceError(LambdaError):
    """A function's process could not be started."""


class FunctionNotFoundError(LambdaError):
    """The function, or the alias of it, does not exist."""

    code = "ResourceNotFoundException"
    status = 404


class ThrottledError(LambdaError):
    """The function's reserved concurrency is in use."""

    code = "TooManyRequestsException"
    status = 429

    def __init__(self, function: Function) -> None:
        super().__init__(
            f"Rate Exceeded: {function.name} already runs {function.reserved_concurrency}"
            " invocations, its ReservedConcurrentExecutions"
        )


class PayloadTooLargeError(LambdaError):
    """An event exceeds the size limit of its invocation type."""

    code = "RequestTooLargeException"
    status = 413

    def __init__(self, size: int, kind: str, limit: int) -> None:
        super().__init__(
            f"{size} byte payload is too large for the {kind} invocation type (limit {limit} bytes)"
        )


class InvalidRuntimeError(LambdaError):
    """The function's runtime is not Python."""

    code = "InvalidRuntimeException"
    status = 502

    def __init__(self, function: Function) -> None:
        super().__init__(
            f"{function.name} uses the runtime {function.runtime}, and only Python runs locally."
            " Deploy the stack to run it"
        )


class InvalidRequestError(LambdaError):
    """The request's content is invalid."""

    code = "InvalidRequestContentException"
    status = 400


class InvalidParameterError(LambdaError):
    """A parameter has a value that the operation does not accept."""

    code = "InvalidParameterValueException"
    status = 400


class AccessDeniedError(LambdaError):
    """The caller's policies do not allow the action."""

    code = "AccessDeniedException"
    status = 403


class MissingTokenError(LambdaError):
    """The request is not signed."""

    code = "MissingAuthenticationTokenException"
    status = 403


class UnknownKeyError(LambdaError):
    """The access key is none of this run's."""

    code = "UnrecognizedClientException"
    status = 403


class InvalidSignatureError(LambdaError):
    """The request is not signed with the secret of its access key."""

    code = "InvalidSignatureException"
    status = 403


class UnknownOperationError(LambdaError):
    """The local Lambda API does not implement the operation."""

    code = "UnknownOperationException"
    status = 404
