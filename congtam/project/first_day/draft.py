"""What was typed so far, kept in the session until the office is made. Passwords never come here."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from congtam.project.first_day.forms.administrator import PASSWORDS

_KEY = "first_day.draft"
_PASSED_BY = frozenset({*PASSWORDS, "csrfmiddlewaretoken", "go"})


def typed(request: HttpRequest, screen: str) -> MultiValueDict[str, str] | None:
    """What was typed on a screen, as a form takes it; None where nobody has been."""
    kept = request.session.get(_KEY, {}).get(screen)
    return None if kept is None else MultiValueDict(kept)


def keep(request: HttpRequest, screen: str, data: "QueryDict | Mapping[str, Any]") -> None:
    """Keep what was typed, right or wrong."""
    kept = {name: list(values) for name, values in _lists(data) if name not in _PASSED_BY}
    request.session[_KEY] = {**request.session.get(_KEY, {}), screen: kept}


def forget(request: HttpRequest) -> None:
    """The office is made."""
    request.session.pop(_KEY, None)


def _lists(data: Any) -> Any:
    return data.lists() if isinstance(data, MultiValueDict) else data.items()
