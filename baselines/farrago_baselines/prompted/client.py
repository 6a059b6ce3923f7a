"""Asks an OpenAI-compatible endpoint, and asks again where that may help.

Tried again, after waits that double (or as long as ``Retry-After`` says): HTTP 408, 409, 425, 429 and 5xx,
time-outs, connections that fail or break off, and answers that are no chat completion. Anything else would be
the same next time.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event
from typing import Any

import httpx
import tenacity
from msgspec import Struct

from farrago_baselines.prompted.key import Key
from farrago_baselines.prompted.settings import Settings

AGAIN = {408, 409, 425, 429}
HOPELESS = {401, 403, 404}
"""What is wrong with every request: the key, the address or the model."""
LONGEST = 64 * 2**20
"""Bytes of a response; what is longer is none that a model gave."""
SHOWN = 300


class Reply(Struct, frozen=True):
    """What a model said, why it ended, and the tokens that it took if the endpoint counted them."""

    text: str
    finish: str | None
    refusal: str | None
    input_tokens: int | None
    output_tokens: int | None
    tries: int


class NoAnswerError(Exception):
    """There is no answer, after so many tries; ``hopeless`` if no other document would get one."""

    def __init__(self, reason: str, *, hopeless: bool = False, tries: int = 1) -> None:
        super().__init__(reason)
        self.reason, self.hopeless, self.tries = reason, hopeless, tries


class _PassingError(Exception):
    """What may go better next time, not before ``wait`` seconds."""

    def __init__(self, reason: str, wait: float = 0.0, *, hopeless: bool = False) -> None:
        super().__init__(reason)
        self.wait, self.hopeless = wait, hopeless


class Client:
    """Asks one endpoint from several threads at once, until ``stop`` is set."""

    def __init__(self, settings: Settings, key: Key, stop: Event) -> None:
        self.settings, self.key, self.stop = settings, key, stop
        self.url = settings.url.rstrip("/") + "/chat/completions"
        limits = httpx.Limits(max_connections=settings.concurrency)
        self.http = httpx.Client(headers=key.headers(), timeout=settings.timeout, limits=limits)

    def ask(self, body: dict[str, Any]) -> Reply:
        """Return the answer to a request; safe to call from several threads.

        Raises:
            NoAnswerError: there is none, or the last try has failed.
        """
        tries = 0
        attempts = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_PassingError),
            stop=tenacity.stop_after_attempt(self.settings.tries) | tenacity.stop_when_event_set(self.stop),
            wait=self._wait,
            sleep=tenacity.sleep_using_event(self.stop),
            reraise=True,
        )
        try:
            for attempt in attempts:
                with attempt:
                    tries += 1
                    return self._once(body, tries)
        except _PassingError as error:
            raise NoAnswerError(self.key.hide(str(error)), hopeless=error.hopeless, tries=tries) from None
        except NoAnswerError as error:
            reason = self.key.hide(error.reason)
            raise NoAnswerError(reason, hopeless=error.hopeless, tries=tries) from None
        raise AssertionError("tenacity returns or raises")

    def close(self) -> None:
        """End all connections."""
        self.http.close()

    def _wait(self, state: tenacity.RetryCallState) -> float:
        longest = self.settings.longest_wait
        doubling = tenacity.wait_exponential(multiplier=self.settings.backoff, max=longest)
        apart = tenacity.wait_random(0, self.settings.backoff)  # those that failed together come back apart
        usual = (doubling + apart)(state)
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _PassingError) else 0.0
        return max(usual, min(asked, longest))

    def _once(self, body: dict[str, Any], tries: int) -> Reply:
        deadline = time.monotonic() + self.settings.timeout
        try:
            with self.http.stream("POST", self.url, json=body) as response:
                content = bytearray()
                # A time-out of httpx is one of silence; this one is of the whole answer.
                for chunk in response.iter_bytes():
                    content += chunk
                    if time.monotonic() > deadline:
                        raise _PassingError(f"no whole answer within {self.settings.timeout:g} s")
                    if len(content) > LONGEST:
                        raise NoAnswerError(f"a response of more than {LONGEST} bytes")
        except httpx.InvalidURL as error:
            raise NoAnswerError(f"no address: {self.url}: {error}", hopeless=True) from error
        except httpx.TimeoutException as error:
            raise _PassingError(f"no answer within {self.settings.timeout:g} s") from error
        except httpx.ConnectError as error:
            raise _PassingError(f"no connection to {self.url}: {error}", hopeless=True) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _PassingError(f"the connection broke off: {error}") from error
        # Hidden before anything is cut short, which could leave a part of it.
        said = self.key.hide(content.decode(errors="replace"))
        if response.status_code != httpx.codes.OK:
            raise _refused(response, said)
        return _reply(said, tries, self.key)


def _refused(response: httpx.Response, content: str) -> Exception:
    status = response.status_code
    said = " ".join(content.split())[:SHOWN]
    reason = f"HTTP {status} {response.reason_phrase}".rstrip() + (f": {said}" if said else "")
    if status in AGAIN or status >= 500:
        return _PassingError(reason, _retry_after(response.headers.get("retry-after", "")))
    return NoAnswerError(reason, hopeless=status in HOPELESS or response.is_redirect)


def _retry_after(value: str) -> float:
    """Return the seconds that a header asks to wait: a number, or a date (RFC 9110, 10.2.3)."""
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _reply(content: str, tries: int, key: Key) -> Reply:
    """Read a chat completion; a text may be a string or a list of parts."""
    try:
        said = json.loads(content)
        choice = said["choices"][0]
        message = choice["message"]
        text = message.get("content") or ""
        if not isinstance(text, str):
            text = "".join(part.get("text") or "" for part in text)
        refusal = message.get("refusal")
        usage = said.get("usage") or {}
        return Reply(
            key.hide(text),
            _text(choice.get("finish_reason")),
            None if refusal is None else key.hide(str(refusal)),
            _count(usage.get("prompt_tokens")),
            _count(usage.get("completion_tokens")),
            tries,
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        start = " ".join(content.split())[:SHOWN]
        raise _PassingError(f"the response is no chat completion: {start!r}") from error


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
