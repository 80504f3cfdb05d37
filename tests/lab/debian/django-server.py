"""django-oauth-toolkit in the smallest project that serves it, as `https://django.test/o/`.

Started by `django.mjs` with one parameter, JSON: the port, the extension's redirect address, the clients,
the user and the scopes. Everything is in memory and ends with the process.
"""

import json
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings

ASKED = json.loads(sys.argv[1])

LOGIN_PAGE = """<!doctype html><title>Log in</title><h1>Log in</h1>
<form method="post">{% csrf_token %}{{ form.as_p }}<button type="submit">Log in</button></form>"""

settings.configure(
    # For this process alone, which nothing else can reach.
    SECRET_KEY="lab",
    ALLOWED_HOSTS=["django.test"],
    ROOT_URLCONF=__name__,
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    USE_TZ=True,
    STATIC_URL="/static/",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.staticfiles",
        "oauth2_provider",
    ],
    # In the order of a new project. The second adds a missing slash by a redirect.
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {"registration/login.html": LOGIN_PAGE},
                    ),
                    "django.template.loaders.app_directories.Loader",
                ]
            },
        }
    ],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "PKCE_REQUIRED": True,
        "ACCESS_TOKEN_EXPIRE_SECONDS": 600,
        "SCOPES": {scope: f"Work with {scope}" for scope in ASKED["scopes"]},
    },
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402 (needs the settings)
from django.contrib.auth.views import LoginView  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from oauth2_provider.models import Application  # noqa: E402

urlpatterns = [
    path("accounts/login/", LoginView.as_view()),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]


def fill():
    """The tables, the user and the clients."""
    call_command("migrate", verbosity=0)
    User.objects.create_user(ASKED["user"]["name"], password=ASKED["user"]["password"])
    for client in ASKED["clients"]:
        Application.objects.create(
            name=client["id"],
            client_id=client["id"],
            client_secret=client.get("secret", ""),
            client_type="confidential" if "secret" in client else "public",
            authorization_grant_type=client["grant"],
            redirect_uris=ASKED["redirectUri"],
        )


class QuietHandler(WSGIRequestHandler):
    """The lab has a log of its own."""

    def log_message(self, *_):
        pass


fill()
# One thread: the database is in the memory of the one connection to it.
make_server("127.0.0.1", ASKED["port"], get_wsgi_application(), handler_class=QuietHandler).serve_forever()
