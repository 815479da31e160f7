"""Between the server and Django: of what a server hands on, only what came with the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

REQUEST = frozenset(
    {
        "PATH_INFO",
        "QUERY_STRING",
        "REMOTE_ADDR",
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
    }
)
BODY = frozenset({"CONTENT_LENGTH", "CONTENT_TYPE"})


def of_request(environ: Mapping[str, Any], process: Mapping[str, str]) -> dict[str, Any]:
    """The WSGI environment `environ` without that of the server's process, `process`.

    Servers mix the two, so that SECRET_KEY and passwords stand beside the headers; and what is
    asked for once more after "Is it you?" is kept in the session until then, with all of it.
    """
    return {
        name: value
        for name, value in environ.items()
        if name in REQUEST
        or name.startswith("wsgi.")
        # A variable of the process may have the name of a header, such as HTTP_PROXY.
        or (_is_header(name) and value != process.get(name))
    }


def _is_header(name: str) -> bool:
    return name in BODY or name.startswith("HTTP_")
