"""Somebody with a browser and no scripts, over real HTTP."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from tests.cast import PASSWORD

#: name of the field, name of the file, its bytes
File = tuple[str, str, bytes]


@dataclass(frozen=True)
class Answer:
    """What the server said, and where the visitor stands now."""

    status: int
    text: str
    url: str
    headers: Mapping[str, str]


class Visitor:
    """Keeps cookies, follows redirects, sends the token of the form that it saw last."""

    def __init__(self, url: str) -> None:
        self.url, self.jar = url, http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self._token = ""

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.url + path))

    def post(self, path: str, fields: Mapping[str, str | list[str]], *, files: Iterable[File] = ()) -> Answer:
        body, kind = _multipart({"csrfmiddlewaretoken": self._token, **fields}, files)
        request = urllib.request.Request(self.url + path, data=body, method="POST")
        request.add_header("Content-Type", kind)
        request.add_header("Origin", self.url)
        request.add_header("Referer", self.url + path)
        return self._ask(request)

    def sign_in(self, username: str) -> "Visitor":
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": username, "password": PASSWORD})
        assert "/accounts/login" not in answer.url, answer.text[:2000]
        return self

    def unlock(self, passphrase: str) -> "Visitor":
        """Open one's private key for this visit."""
        self.get("/keys/")
        answer = self.post("/keys/unlock/", {"custody_passphrase": passphrase, "next": "/keys/"})
        assert any(cookie.name == "congtam_key" for cookie in self.jar), answer.text[:2000]
        return self

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=60) as response:
                return self._kept(response.status, response)
        except urllib.error.HTTPError as refused:
            return self._kept(refused.code, refused)

    def _kept(self, status: int, response: object) -> Answer:
        text = response.read().decode(errors="replace")  # type: ignore[attr-defined]
        if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text):
            self._token = found[1]
        return Answer(status, text, response.geturl(), dict(response.headers))  # type: ignore[attr-defined]


def _multipart(fields: Mapping[str, str | list[str]], files: Iterable[File]) -> tuple[bytes, str]:
    edge = uuid4().hex
    parts: list[bytes] = []
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            parts.append(
                f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            )
    for name, filename, content in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of a page, the last of each name."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def quoted(path: str) -> str:
    return urllib.parse.quote(path)
