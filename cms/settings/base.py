"""Settings that hold everywhere. `dev`, `production` and `test` add what differs."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from pages.core.outside import FRAME_HOSTS

from .environment import BASE_DIR, VAR_DIR, read_environment

env = read_environment()

SECRET_KEY = env.secret_key
DEBUG = env.debug
ALLOWED_HOSTS = env.allowed_hosts
BASE_URL = env.base_url
TRUSTED_PROXIES = env.trusted_proxies  # that each add an address to X-Forwarded-For
SHOW_COMPONENTS = env.show_components

INSTALLED_APPS = [
    "cms",
    "pages.core",
    "pages.ui",
    "pages.workgroups",
    "pages.trainings",
    "pages.materials",
    "pages.catalogue",
    "pages.search",
    "pages.accessibility",
    "pages.translations",
    "integrations.liboppi",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
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
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "cms.accounts",  # last: its roles need the permissions of all the others
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.compression.PublicGZipMiddleware",
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
    "pages.translations.middleware.TranslationsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "pages.core.middleware.RoutingMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["pages.ui.template_loader.Loader"])],
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
POSTGRESQL_OPTIONS = {
    # Many short queries: PostgreSQL would compile the longest of them for seconds to save milliseconds.
    "options": "-c jit=off",
}


def with_options(database: dict[str, Any]) -> dict[str, Any]:
    """The connection settings for `database`, with what its engine needs."""
    if "sqlite" in database["ENGINE"]:
        return {**database, "OPTIONS": {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}}
    options = {**POSTGRESQL_OPTIONS, **database.get("OPTIONS", {})}
    return {**database, "OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": with_options(env.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def for_renditions(cache: dict[str, Any]) -> dict[str, Any]:
    """Where Wagtail keeps what it knows of pictures' renditions, so that pages don't ask the database.

    What another process deletes stays in a cache of one's own until the time-out (seconds).
    """
    if "locmem" in cache["BACKEND"]:
        return {**cache, "LOCATION": "renditions", "TIMEOUT": 600, "max_entries": 5000}
    return {**cache, "KEY_PREFIX": "renditions", "TIMEOUT": 86_400}


def for_counts(cache: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Where it is counted how much somebody sends: what all processes share, else files in `folder`."""
    if "locmem" in cache["BACKEND"]:
        files = "django.core.cache.backends.filebased.FileBasedCache"
        return {"BACKEND": files, "LOCATION": folder, "OPTIONS": {"MAX_ENTRIES": 5000}}
    return {**cache, "KEY_PREFIX": "counts"}


CACHES = {
    "default": env.cache,
    "renditions": for_renditions(env.cache),
    "counts": for_counts(env.cache, VAR_DIR / "counts" / slugify(env.database["NAME"])),
}
MEDIA_ROOT = env.media_root
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pages.ui.finders.PackageFilesFinder",
]
PACKAGES = BASE_DIR / "node_modules"
DESIGNSYSTEMET = PACKAGES / "@digdir/designsystemet-css/dist"
PACKAGE_FILES = {
    "vendor/designsystemet": [DESIGNSYSTEMET / "theme/designsystemet.css", DESIGNSYSTEMET / "src/index.css"],
    "vendor/inter": [
        PACKAGES / "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
        PACKAGES / "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    ],
}
TRIMMED_SHEETS_DIR = VAR_DIR / "sheets"
TRIMMED_SHEETS = {  # the components that no page has
    DESIGNSYSTEMET / "src/index.css": {
        "avatar", "avatar-stack", "badge", "divider", "dropdown", "popover", "search", "skeleton", "spinner",
        "tabs", "textfield", "toggle-group", "tooltip",
    },
}  # fmt: skip
LUCIDE_DIR = PACKAGES / "lucide-static/icons"

# --- Languages --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish"))]
LANGUAGE_COOKIE_NAME = "language"  # what a reader chose, see cms.chosen_language
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60  # seconds
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # editors have no other; Debian's list holds one that browsers refuse
FORMAT_MODULE_PATH = "cms.formats"
LOCALE_PATHS = [
    BASE_DIR / "locale",
    BASE_DIR / "cms/wagtail_messages",  # what the packages leave in English; the site's own words come first
]

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
AXES_CLIENT_IP_CALLABLE = "pages.core.throttle.network_address"
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
        "frame-src": FRAME_HOSTS,
    }
}
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's preview shows pages in a frame of its own
SECURE_REFERRER_POLICY = "same-origin"

# --- Wagtail ----------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Extranet"
WAGTAILADMIN_BASE_URL = BASE_URL or "http://127.0.0.1:8000"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # ä becomes a, as addresses are read out and typed
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.core.uploads.forms.CheckedImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "pages.core.uploads.forms.CheckedDocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "epub", "jpg", "key", "mp3", "mp4", "odp", "ods", "odt", "pdf", "png", "pptx", "rtf",
    "svg", "txt", "xlsx", "zip",
]  # fmt: skip
UPLOAD_MAX_BYTES = env.upload_max_megabytes * 1024 * 1024
UPLOAD_SCANNER = env.upload_scanner
CLAMD_URL = env.clamd_url
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # kept in plain text
WAGTAIL_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "pages.search.backend"}}
SEARCH_LEXICON_DIR = env.search_lexicon_dir
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

# --- Related items ---------------------------------------------------------------------------------------

RELATED_ITEMS = "pages.catalogue.related.provider.related_to"

# --- What courses are about ------------------------------------------------------------------------------

COURSE_SUBJECTS = "pages.catalogue.subjects.provider.subjects_of"

# --- Accessibility ----------------------------------------------------------------------------------------

ACCESSIBILITY_FEEDBACK_RECIPIENTS = env.accessibility_feedback_recipients
ACCESSIBILITY_FEEDBACK_MONTHS = env.accessibility_feedback_months

# --- Harvesters (OAI-PMH) ---------------------------------------------------------------------------------

OAI_ADMIN_EMAIL = env.oai_admin_email

# --- Mail and logs ----------------------------------------------------------------------------------------

vars().update(env.email)
DEFAULT_FROM_EMAIL = env.email_from
EMAIL_TIMEOUT = 15  # seconds; an editor may be waiting for it
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {name: {"level": "WARNING"} for name in ("axes", "django-q", "django_tasks", "modelsearch")},
}
