"""The error tree. It imports nothing, so that every room can raise from it.

::

    SummarizerError
    ├── InputError            an article, an asset or a setting is unusable; never retried
    │   ├── ArticleError      the bytes of one article (missing, empty, undecodable, too large, unsupported language)
    │   ├── AssetError        a prompt or schema (unknown, changed after release, malformed)
    │   └── SettingsError     a combination of options that cannot work (no key, unknown engine)
    ├── EngineError           an engine could not give a draft
    │   ├── TransientError    worth another try: 408, 409, 429, 5xx, timeouts, broken connections
    │   ├── PermanentError    another try would fail the same way: 400, 401, 403, 404
    │   │   ├── QuotaError    the account has no credit left
    │   │   ├── RefusalError  the model refused
    │   │   ├── ContentFilterError  the provider's filter stopped the answer
    │   │   └── ContentTypeError  something else than an API answered: a proxy's web page
    │   ├── InvalidOutputError  the completion is no draft; keeps its last raw text
    │   │   ├── TruncatedError  cut off at the token limit
    │   │   ├── EmptyAnswerError  no choice, or one without content
    │   │   └── NoJSONError   the body is no JSON object
    │   ├── EndpointDownError  the endpoint did not answer others; nothing was sent
    │   ├── NoAccessError     the key or the account was refused to others; nothing was sent
    │   ├── BudgetError       the next request might cost more than is allowed; it was not sent
    │   └── ReplayMissError   a replay was asked for and the completion is not stored
    ├── RejectedError         a brief has errors, and only briefs without are wanted
    └── StoreError            the store cannot be opened, read or written

Every error keeps its data as attributes and survives pickling. Messages name what failed and what to do next.
"""


class SummarizerError(Exception):
    """Root of all errors this package raises on purpose."""

    kind = "error"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by attributes: ``Exception`` would call ``__init__`` with the message alone."""
        return (_rebuild, (type(self), self.args, self.__dict__.copy()))


def _rebuild(cls: type[SummarizerError], args: tuple[object, ...], state: dict[str, object]) -> SummarizerError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class InputError(SummarizerError):
    """What was given cannot be used as it is; trying again changes nothing."""

    kind = "input"


class ArticleError(InputError):
    """One article cannot be read; ``input`` names it."""

    kind = "article"

    def __init__(self, message: str, *, input: str = "") -> None:
        super().__init__(message)
        self.input = input


class AssetError(InputError):
    """A prompt or schema is unknown, malformed or changed after its release."""

    kind = "asset"


class SettingsError(InputError):
    """Options, environment or configuration that cannot work together."""

    kind = "settings"


class EngineError(SummarizerError):
    """An engine gave no draft. ``attempts`` counts requests, ``status`` is the HTTP status where there was one.

    ``usage`` is what was paid on the way, in tokens: input, cached (part of input), output. ``cost`` is the same in US
    dollars, by which prices, and what is to be said of it; None where it is not known. ``perhaps_paid`` tells that the
    last request got no whole answer and may be billed all the same; ``of_account`` that it is about the key or the
    account, so that every other article would meet it too.
    """

    kind = "engine"

    def __init__(
        self, message: str, *, attempts: int = 0, status: int | None = None, retry_after_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.attempts = attempts
        self.status = status
        self.retry_after_s = retry_after_s
        self.usage: tuple[int, int, int] = (0, 0, 0)
        self.cost: tuple[float | None, str | None, tuple[str, ...]] = (None, None, ())
        self.perhaps_paid = False
        self.of_account = False


class TransientError(EngineError):
    """Another try may succeed; ``retry_after_s`` is the server's wish in seconds, where it stated one."""

    kind = "transient"


class PermanentError(EngineError):
    """Another try would fail the same way."""

    kind = "permanent"


class QuotaError(PermanentError):
    """The account has no credit left: no waiting cures that."""

    kind = "quota"


class RefusalError(PermanentError):
    """The model refused to answer; the message has its words."""

    kind = "refusal"


class ContentFilterError(PermanentError):
    """The provider's content filter stopped the question or the answer."""

    kind = "content_filter"


class ContentTypeError(PermanentError):
    """What answered is no API: a proxy's or a login's web page, or some other kind of content."""

    kind = "content_type"


class InvalidOutputError(EngineError):
    """The model's answer is no valid draft; ``raw`` is its last text."""

    kind = "invalid_output"

    def __init__(
        self,
        message: str,
        *,
        raw: str = "",
        attempts: int = 0,
        usage: tuple[int, int, int] = (0, 0, 0),
        status: int | None = None,
    ) -> None:
        super().__init__(message, attempts=attempts, status=status)
        self.raw = raw
        self.usage = usage


class TruncatedError(InvalidOutputError):
    """The answer was cut off at the token limit."""

    kind = "truncated"


class EmptyAnswerError(InvalidOutputError):
    """The completion has no choice, or one without content."""

    kind = "empty_answer"


class NoJSONError(InvalidOutputError):
    """The response body is no JSON object."""

    kind = "no_json"


class EndpointDownError(EngineError):
    """Several requests in a row got no answer, from whatever article; this one was not sent."""

    kind = "endpoint_down"


class NoAccessError(EngineError):
    """The provider refused the key or the account for another article; this one was not asked about."""

    kind = "no_access"


class BudgetError(EngineError):
    """The next request might cost more than is allowed; it was not sent."""

    kind = "budget"


class ReplayMissError(EngineError):
    """Only stored completions were allowed, and this one is not stored."""

    kind = "replay_miss"


class RejectedError(SummarizerError):
    """A brief was made and has findings of severity error, where only briefs without are wanted.

    ``rules`` are theirs, each once; ``attempts`` counts the requests that the brief cost.
    """

    kind = "validation"

    def __init__(self, message: str, *, rules: tuple[str, ...] = (), attempts: int = 0) -> None:
        super().__init__(message)
        self.rules = rules
        self.attempts = attempts


class StoreError(SummarizerError):
    """The store cannot be opened, read or written; the message names the file."""

    kind = "store"
