"""Before what matters most, whoever is signed in shows once more that it is them.

How that is shown is the matter of accounts (accounts/proof.py), which puts `is_proved` on requests.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

View = Callable[..., Any]


class ProofRequired(Exception):
    """Signing in, or showing who one is, is too long ago for what was asked for."""


def proof_required(view: View) -> View:
    @wraps(view)
    def page(request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.is_proved():
            raise ProofRequired
        return view(request, *args, **kwargs)

    return page


def proof_required_to_send(view: View) -> View:
    """The same where looking at the page changes nothing and tells little."""
    asking = proof_required(view)

    @wraps(view)
    def page(request: Any, *args: Any, **kwargs: Any) -> Any:
        return (asking if request.method == "POST" else view)(request, *args, **kwargs)

    return page


def unsaved(request: Any) -> dict[str, str]:
    """What was sent before it was asked who that is, to fill the form with; by field."""
    sent = getattr(request, "unsaved", None)
    return sent.dict() if sent else {}
