"""The authority's site: its addresses, its remote control, and few own rules.

Imported by Django in the process of `oauth_authority_server.py` only.
"""

import json
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from django.utils import timezone
from oauth2_provider import models, views
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.settings import oauth2_settings

GRANTS = ("authorization_code", "refresh_token", "client_credentials")
LONG_AGO = timedelta(days=100)


class Validator(OAuth2Validator):
    """One application may use every grant; claims as Microsoft and Google name them."""

    oidc_claim_scope = None

    def validate_grant_type(
        self, client_id, grant_type, client, request, *rest, **more
    ):
        return grant_type in GRANTS

    def _create_access_token(self, expires, request, token, source_refresh_token=None):
        # A token of the application names the account it was admitted to, for the
        # mail server to ask about.
        if request.grant_type == "client_credentials":
            request.user = request.client.user
        return super()._create_access_token(
            expires, request, token, source_refresh_token
        )

    def get_additional_claims(self, request):
        name = request.user.get_username()
        return {"preferred_username": name, "email": request.user.email}


class Control:
    """Middleware: notes every request, makes faults, obeys `/__test__/...`."""

    prefix = "/__test__/"

    def __init__(self, get_response):
        self._get_response = get_response
        self._lock = threading.Lock()
        self._faults = []
        self._log = []
        self._changed = {}

    def __call__(self, request):
        if request.path.startswith(self.prefix):
            verb = getattr(self, "do_" + request.path.removeprefix(self.prefix))
            return JsonResponse(verb(**json.loads(request.body)) or {})
        with self._lock:
            self._log.append(_noted(request))
            fault = self._due(request)
        if fault is None:
            return self._get_response(request)
        time.sleep(fault.get("delay", 0))
        if "status" in fault:
            return _answer(fault)
        return _without(fault.get("omit", ()), self._get_response(request))

    def do_fault(self, **fault):
        with self._lock:
            self._faults.append(fault)

    def do_log(self):
        with self._lock:
            return {"log": list(self._log)}

    def do_reset(self):
        with self._lock:
            self._faults.clear()
            self._log.clear()
            for name, value in self._changed.items():
                setattr(oauth2_settings, name, value)
            self._changed.clear()

    def do_config(self, **values):
        for name, value in values.items():
            self._changed.setdefault(name, getattr(oauth2_settings, name))
            setattr(oauth2_settings, name, value)

    def do_redirect(self, client_id, uri):
        client = models.get_application_model().objects.get(client_id=client_id)
        client.redirect_uris = " ".join({*client.redirect_uris.split(), uri})
        client.save()

    def do_expire(self, what):
        past = timezone.now() - LONG_AGO
        if what == "code":
            models.get_grant_model().objects.update(expires=past)
            return
        # A refresh token is as old as the access token it came with.
        age = past if what == "refresh" else timezone.now() - timedelta(seconds=1)
        models.get_access_token_model().objects.update(expires=age)

    def do_revoke(self):
        for token in models.get_refresh_token_model().objects.filter(revoked=None):
            token.revoke()
        models.get_access_token_model().objects.all().delete()

    def _due(self, request):
        for fault in self._faults:
            if fault["times"] > 0 and request.path.endswith(fault["path"]):
                wanted = fault.get("when", {}).items()
                if all(request.POST.get(name) == value for name, value in wanted):
                    fault["times"] -= 1
                    return fault
        return None


def discovery(request, tenant):
    """Microsoft's discovery document, by which msal finds the other addresses."""
    if tenant != settings.AUTHORITY_TENANT:
        return JsonResponse({"error": "invalid_tenant"}, status=400)
    said = json.loads(views.ConnectDiscoveryInfoView.as_view()(request).content)
    base = f"{settings.AUTHORITY_URL}/{tenant}"
    said["issuer"] = f"{base}/v2.0"
    said["authorization_endpoint"] = f"{base}/oauth2/v2.0/authorize"
    said["token_endpoint"] = f"{base}/oauth2/v2.0/token"
    return JsonResponse(said)


def _noted(request):
    form = {k: v for k, v in request.POST.dict().items() if k != "password"}
    return {
        "method": request.method,
        "path": request.path,
        "query": request.GET.dict(),
        "form": form,
        "auth": request.headers.get("Authorization", "").partition(" ")[0],
    }


def _answer(fault):
    body = json.dumps(fault["json"]) if "json" in fault else fault.get("body", "")
    kind = fault.get("content_type", "application/json")
    answer = HttpResponse(body, status=fault["status"], content_type=kind)
    for name, value in fault.get("headers", {}).items():
        answer[name] = value
    return answer


def _without(names, answer):
    """The true answer, less some of its names."""
    if names:
        said = json.loads(answer.content)
        kept = {name: value for name, value in said.items() if name not in names}
        answer.content = json.dumps(kept)
    return answer


def _by_tenant(view):
    """Microsoft's addresses begin with the tenant; the views do not know of it.

    `csrf_exempt` is a mark on the view, which the wrapper has to carry, too.
    """

    def wrapper(request, tenant):
        return view(request)

    wrapper.csrf_exempt = getattr(view, "csrf_exempt", False)
    return wrapper


_authorize = views.AuthorizationView.as_view()
_token = views.TokenView.as_view()

urlpatterns = [
    path("accounts/login/", LoginView.as_view()),
    path("<str:tenant>/v2.0/.well-known/openid-configuration", discovery),
    path("<str:tenant>/oauth2/v2.0/authorize", _by_tenant(_authorize)),
    path("<str:tenant>/oauth2/v2.0/token", _by_tenant(_token)),
    path("o/oauth2/v2/auth", _authorize),
    path("token", _token),
    path("revoke", views.RevokeTokenView.as_view()),
    path("", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
