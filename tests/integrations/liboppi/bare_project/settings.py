"""A Wagtail site with what Wagtail's own start template has, and the plugin as its README tells."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "bare_project.urls"
INSTALLED_APPS = [
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "db.sqlite3",
        "OPTIONS": {"init_command": "PRAGMA synchronous=OFF"},  # hundreds of migrations wait for no disk
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = FOLDER / "media"
STATIC_URL = "static/"
USE_TZ = True
WAGTAIL_SITE_NAME = "Bare"
WAGTAILADMIN_BASE_URL = "http://testserver"
LANGUAGE_CODE = "en"

if "WITHOUT_LIBOPPI" not in os.environ:
    INSTALLED_APPS = ["integrations.liboppi", "django_q", *INSTALLED_APPS]
    LANGUAGES = [("en", "English"), ("fi", "Finnish"), ("sv", "Swedish")]
    Q_CLUSTER = {"name": "bare", "orm": "default", "timeout": 1800, "retry": 2400, "max_attempts": 3}
    LIBOPPI_URL = os.environ.get("LIBOPPI_URL", "")
    LIBOPPI_TOKEN = os.environ.get("LIBOPPI_TOKEN", "")
    LIBOPPI_PUSH_SECRETS = [os.environ.get("LIBOPPI_PUSH_SECRET", "")]
