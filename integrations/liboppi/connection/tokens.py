"""Puts the token into a request at the last moment, and keeps it out of everything that is told or logged.

So it is in no argument or local variable of a traceback, and requests looks up no Authorization in a netrc
file.
"""

import logging
import re
from typing import Any
from urllib.parse import urlencode

import requests
from requests.auth import AuthBase

from ..errors.base import Details

_IN_ADDRESS = re.compile(r"(token=)[^&\s\"']+")


class Token(AuthBase):
    """The token as requests takes it: a form gets it as `wstoken`, an address as `token`."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if request.method == "POST":
            request.body = "&".join((str(request.body), urlencode({"wstoken": self._token})))
        else:
            request.url = f"{request.url}?{urlencode({'token': self._token})}"
        return request

    def redact(self, details: Details) -> None:
        """Blot the token out of details that quote what the server said."""
        for name, value in details.items():
            if isinstance(value, str):
                details[name] = value.replace(self._token, "…")

    def __repr__(self) -> str:
        return "Token(…)"


class _WithoutTokens(logging.Filter):
    """urllib3 logs addresses, and `webservice/pluginfile.php` takes the token in its address only."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without_token, record.args))
        return True


def _without_token(value: Any) -> Any:
    return _IN_ADDRESS.sub(r"\1…", value) if isinstance(value, str) else value


def keep_tokens_out_of_logs() -> None:
    """See to it that urllib3's log shows no token; asked twice, it is done once."""
    logging.getLogger("urllib3.connectionpool").addFilter(_FILTER)


_FILTER = _WithoutTokens()
