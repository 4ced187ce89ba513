"""The API over plain HTTP: ``POST /api/ask`` with a JSON object of arguments gives the reply as a JSON object."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Any, get_type_hints

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from assistant.page.doors import Reply
from corpus.errors import AssistantError, UsageError

#: Longer requests are refused, in bytes.
LONGEST = 1_000_000


def routes(doors: list[Callable[..., Reply]]) -> list[Route]:
    """One address for each door."""
    return [Route(f"/api/{door.__name__}", _endpoint(door), methods=["POST"]) for door in doors]


def _endpoint(door: Callable[..., Reply]) -> Callable[[Request], Any]:
    async def answer(request: Request) -> JSONResponse:
        try:
            # any other kind of content may be sent by a page of another site without asking
            if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
                raise UsageError("the request must be of the type application/json")
            body = await request.body()
            if len(body) > LONGEST:
                raise UsageError(f"the request is longer than {LONGEST} bytes")
            return JSONResponse(await run_in_threadpool(door, **arguments(door, body)))
        except UsageError as error:
            return JSONResponse({"error": str(error)}, 400)
        except AssistantError as error:
            return JSONResponse({"error": str(error)}, 500)

    return answer


def arguments(door: Callable[..., Reply], body: bytes) -> dict[str, Any]:
    """The arguments of a door from a JSON object. Raises UsageError where one is missing, unknown or of another type."""
    try:
        given = json.loads(body or b"{}")
    except ValueError as error:
        raise UsageError(f"the request is no JSON: {error}") from error
    if not isinstance(given, dict):
        raise UsageError("the request must be a JSON object of arguments")
    known, hints = inspect.signature(door).parameters, get_type_hints(door)
    for name, value in given.items():
        if name not in known:
            raise UsageError(f"{name}: no such argument; there are {', '.join(known)}")
        if not _is(value, hints[name]):
            raise UsageError(f"{name}: a value of another type is wanted, {known[name].annotation}")
    for name, parameter in known.items():
        if parameter.default is parameter.empty and name not in given:
            raise UsageError(f"{name}: missing")
    return given


def _is(value: object, wanted: Any) -> bool:
    if isinstance(value, list):
        return "list[str]" in str(wanted) and all(isinstance(item, str) for item in value)
    allowed = getattr(wanted, "__args__", (wanted,))
    if isinstance(value, bool):
        return bool in allowed
    return any(isinstance(one, type) and isinstance(value, one) for one in allowed)
