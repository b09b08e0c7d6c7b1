"""Settings that hold everywhere. `dev`, `production` and `test` add what differs."""

from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .environment import BASE_DIR, VAR_DIR, read_environment

env = read_environment()

SECRET_KEY = env.secret_key
DEBUG = env.debug
ALLOWED_HOSTS = env.allowed_hosts
BASE_URL = env.base_url

INSTALLED_APPS = [
    "cms",
    "pages.core",
    "pages.ui",
    "pages.workgroups",
    "pages.trainings",
    "pages.materials",
    "pages.catalogue",
    "pages.search",
    "integrations.liboppi",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.api.v2",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "ninja",
    "django_q",
    "django_htmx",
    "django_filters",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "cms.accounts",  # last: its roles need the permissions of all the others
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.security.AdminPolicyMiddleware",
    "cms.api.guard.QueryGuardMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    # Web and worker write side by side: readers don't block the writer, and writers wait for each other.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def with_options(database: dict[str, Any]) -> dict[str, Any]:
    """The connection settings for `database`, with what its engine needs."""
    if "sqlite" in database["ENGINE"]:
        return {**database, "OPTIONS": {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}}
    return {**database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": with_options(env.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache}
MEDIA_ROOT = env.media_root
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pages.ui.finders.PackageFilesFinder",
]
PACKAGES = BASE_DIR / "node_modules"
PACKAGE_FILES = {
    "vendor/designsystemet": [
        PACKAGES / "@digdir/designsystemet-css/dist/theme/designsystemet.css",
        PACKAGES / "@digdir/designsystemet-css/dist/src/index.css",
    ],
    "vendor/inter": [
        PACKAGES / "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
        PACKAGES / "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    ],
}
LUCIDE_DIR = PACKAGES / "lucide-static/icons"

# --- Languages --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- People -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_RESET_ON_SUCCESS = True
DEMO_ALLOWED = False  # load_demo makes users whose passwords everybody can read

# --- Security ---------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's preview shows pages in a frame of its own
SECURE_REFERRER_POLICY = "same-origin"

# --- Wagtail ----------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Extranet"
WAGTAILADMIN_BASE_URL = BASE_URL or "http://127.0.0.1:8000"
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "epub", "jpg", "key", "mp3", "mp4", "odp", "ods", "odt", "pdf", "png", "pptx", "rtf",
    "svg", "txt", "xlsx", "zip",
]  # fmt: skip
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # kept in plain text
WAGTAIL_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "pages.search.backend"}}
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_SEARCH_ENABLED = True
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}
NINJA_PAGINATION_MAX_LIMIT = 100
NINJA_PAGINATION_PER_PAGE = 20

# --- Background work --------------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "cms.background.DjangoQBackend"}}
Q_CLUSTER = {
    "name": "extranet",
    "label": "Background work",
    "orm": "default",
    "workers": 1,
    "poll": 1,
    "timeout": 1800,  # seconds; a sync of a big catalogue from a slow Moodle stays well under it
    "retry": 2400,
    "max_attempts": 3,
    "catch_up": False,
    "save_limit": 500,
    "ack_failures": True,
}

# --- Liboppi ----------------------------------------------------------------------------------------------

LIBOPPI_URL = env.liboppi_url
LIBOPPI_TOKEN = env.liboppi_token
LIBOPPI_KEY_FIELD = env.liboppi_key_field
LIBOPPI_PRODUCER_FIELD = env.liboppi_producer_field
LIBOPPI_LANGUAGE_FIELD = env.liboppi_language_field
LIBOPPI_INTERVAL_MINUTES = env.liboppi_interval_minutes
LIBOPPI_TIME_BUDGET_MINUTES = env.liboppi_time_budget_minutes
LIBOPPI_PUSH_SECRETS = env.liboppi_push_secrets
LIBOPPI_ALERT_RECIPIENTS = env.liboppi_alert_recipients
LIBOPPI_COURSE_PAGES = "pages.catalogue.addresses.course_pages"

# --- Mail and logs ----------------------------------------------------------------------------------------

vars().update(env.email)
DEFAULT_FROM_EMAIL = env.email_from
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {name: {"level": "WARNING"} for name in ("axes", "django-q", "django_tasks", "modelsearch")},
}
