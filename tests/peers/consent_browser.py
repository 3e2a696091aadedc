"""A scripted person with a browser: signs in at the authority, consents or not."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests

STEPS = 15  # redirects and pages of one consent, at most
SECONDS = 60.0


class ConsentError(Exception):
    """The authority's pages were not as expected; the text says where it ended."""


class _Forms(HTMLParser):
    """The first form of a page: where it goes, with what, and its named buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False
        self.action = ""
        self.fields: dict[str, str] = {}
        self.buttons: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = {name: value or "" for name, value in attrs}
        name, value = words.get("name", ""), words.get("value", "")
        if tag == "form":
            self.found, self.action = True, words.get("action", "")
        elif tag in ("input", "button") and name:
            pressed = tag == "button" or words.get("type") == "submit"
            (self.buttons if pressed else self.fields)[name] = value


class ConsentBrowser:
    """A browser without JavaScript; ``ca``: the PEM file of whom it trusts."""

    def __init__(self, ca: Path) -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(ca)

    def __enter__(self) -> ConsentBrowser:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._session.close()

    def consent(
        self, url: str, redirect_uri: str, user: str, password: str, allow: bool = True
    ) -> str:
        """Go to ``url``, sign in, answer; return the redirected address.

        Raises `ConsentError` if it does not come to that.
        """
        answer = self._session.get(url, allow_redirects=False, timeout=SECONDS)
        for _step in range(STEPS):
            if answer.is_redirect:
                url = urljoin(answer.url, answer.headers["Location"])
                if url.startswith(redirect_uri):
                    return url
                answer = self._session.get(url, allow_redirects=False, timeout=SECONDS)
            else:
                answer = self._submit(answer, user, password, allow)
        raise ConsentError(f"no end at {answer.url.split('?')[0]}")

    def _submit(
        self, page: requests.Response, user: str, password: str, allow: bool
    ) -> requests.Response:
        form = _Forms()
        form.feed(page.text)
        if page.status_code != requests.codes.ok or not form.found:
            raise ConsentError(f"HTTP {page.status_code}: {page.text[:500]}")
        values = dict(form.fields)
        if "password" in values:
            values |= {"username": user, "password": password}
        elif allow:
            values |= {"allow": form.buttons.get("allow", "Authorize")}
        return self._session.post(
            urljoin(page.url, form.action),
            data=values,
            headers={"Referer": page.url},
            allow_redirects=False,
            timeout=SECONDS,
        )


def answered(address: str) -> dict[str, str]:
    """Return the parameters of a redirected address."""
    return dict(parse_qsl(urlsplit(address).query))
