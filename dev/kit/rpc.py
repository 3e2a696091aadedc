"""Speaks to a running Odoo as the browser does, so that a demo does what people do."""

import itertools

import requests


class RpcError(Exception):
    """Odoo's answer to a call was an error; the text is Odoo's own."""


class Client:
    """A signed-in session at `url` (such as http://127.0.0.1:8069).

    `host`: the name that the browser has for it, where the server tells its databases
    by that.
    """

    def __init__(
        self, url: str, database: str, login: str, password: str, host: str = ""
    ):
        self._url = url
        self._http = requests.Session()
        self._http.trust_env = False
        if host:
            self._http.headers["Host"] = host
        self._serial = itertools.count(1)
        self.context: dict = {}  # as the web client has it, such as {"lang": "de_DE"}
        self._post(
            "/web/session/authenticate",
            {"db": database, "login": login, "password": password},
        )

    def call(self, model: str, method: str, *args, **kwargs):
        """Call a public method; raises RpcError with the text a person would see."""
        if self.context:
            kwargs["context"] = {**self.context, **kwargs.get("context", {})}
        return self._post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def open(self, address: str) -> None:
        """Go to an address of this Odoo, as a redirected browser does."""
        answer = self._http.get(address, timeout=120)
        if answer.status_code != 200 or "is not connected" in answer.text:
            raise RpcError(f"Odoo did not take the redirect: {answer.text[-1500:]}")

    def _post(self, path: str, params: dict):
        body = {"jsonrpc": "2.0", "id": next(self._serial), "params": params}
        answer = self._http.post(self._url + path, json=body, timeout=900).json()
        if "error" in answer:
            error = answer["error"]
            raise RpcError(error.get("data", {}).get("message") or error["message"])
        return answer.get("result")  # none where the method returns None
