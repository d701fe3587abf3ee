"""What holds everywhere: safe by default, no secret, no address of a machine."""

from pathlib import Path

from . import environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"  # what a running portal writes: database, uploads, secret of a development machine

DEBUG = False
SITE_ADDRESS = environment.site_address()  # for what is written without a visitor who asks; no slash at its end
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "amin_portal.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "amin_portal.static_files.StaticFiles",
    "corsheaders",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "simple_history",
    "amin_portal.publishing",
    "amin_portal.pages",
    "meetings",
    "documents",
    "plans",
    "amin_portal.search",
    "amin_portal.glossary",
    "amin_portal.dumps",
    "amin_portal.backups",
    "amin_portal.upgrades",
    "amin_portal.structured_data",
    "amin_portal.thread",
    "amin_portal.desk",
    "amin_portal.reference_data",
    "amin_portal.roles",
    "amin_portal.login",
    "amin_portal.operations",
]

MIDDLEWARE = [
    "amin_portal.headers.HeadersMiddleware",
    "amin_portal.operations.middleware.ObservingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "amin_portal.publishing.answers.AnswersMiddleware",
    "amin_portal.compression.PoliteGZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amin_portal.login.middleware.DeskMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "amin_portal.busy.BusyMiddleware",
    "amin_portal.unheard_of.UnheardOfMiddleware",
]

ROOT_URLCONF = "amin_portal.urls"
WSGI_APPLICATION = "amin_portal.wsgi.application"
ASGI_APPLICATION = "amin_portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["amin_portal.template_loading.SlimLoader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.database(default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
DATABASES |= environment.replica(DATABASES["default"])
if "replica" in DATABASES:
    DATABASE_ROUTERS = ["amin_portal.publishing.replica.ReplicaRouter"]
    after_headers = MIDDLEWARE.index("amin_portal.headers.HeadersMiddleware") + 1
    MIDDLEWARE.insert(after_headers, "amin_portal.publishing.replica.ReplicaMiddleware")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "amin_portal.login.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the portal writes to nobody who has no account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"reset_password": "amin_portal.login.forms.AskForNewPassword"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXIES", default=0, least=0)  # of X-Forwarded-For
MFA_ADAPTER = "amin_portal.login.adapters.SecondFactors"
MFA_FORMS = {"add_webauthn": "amin_portal.login.forms.AddPasskey"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators write it; nobody claims it by signing up
MFA_TOTP_ISSUER = "ASEAN minerals"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
SECOND_FACTOR_REQUIRED_FOR = environment.names(
    "SECOND_FACTOR_REQUIRED_FOR", default=["Approver", "Administrator", "superusers"]
)
ADMIN_ALLOWED_NETWORKS = environment.networks("ADMIN_ALLOWED_NETWORKS")  # none: the desk is open to all
PASSWORD_RESET_TIMEOUT = 3600  # seconds
CSRF_FAILURE_VIEW = "amin_portal.login.unsent.csrf_failure"

# Attempts to log in are counted for all processes together, so not in the memory of each.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "login_attempts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "readers": environment.cache("readers", MAX_ENTRIES=10_000),  # what they ask of the API: see ReaderThrottle
    "answers": environment.cache(  # what is made once for each version of the record: see publishing.answers
        "answers", alone="amin_portal.version_cache.VersionCache", shared="amin_portal.shared_cache.NearCache"
    ),
}

EMAIL_HOST = environment.text("EMAIL_HOST", default="localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = environment.switch("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", default="portal@localhost")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Asia/Jakarta"  # seat of the ASEAN Secretariat
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = BASE_DIR / "static-collected"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "amin_portal.stylesheets.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = environment.text(
    "UPLOAD_ROOT", default=str(VAR_DIR / "uploads")
)  # or a bucket; never served by address: documents.views sends what is public
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000  # the sheet on which a plan of a thousand items is reported on
UPLOAD_MAX_MB = environment.number("UPLOAD_MAX_MB", default=100)
CALENDAR_DOMAIN = "record.asean-minerals"  # what the name of each event ends with, in all calendars, for ever
DUMP_ROOT = environment.text("DUMP_ROOT", default=str(VAR_DIR / "dumps"))  # of export_dump, served under /data/
LINK_CHECK_CONTACT = environment.text("LINK_CHECK_CONTACT", "")  # told to the sites that check_links visits
SECURITY_CONTACT, SECURITY_CONTACT_UNTIL = environment.security_contact()
READING_LIMITS = {  # of one PDF, by documents.reading
    "seconds": 120,  # by the clock
    "cpu_seconds": 30,
    "memory": 1024**3,  # bytes, as is the next
    "output": 64 * 1024**2,
    "pages": 2_000,
    "characters_of_page": 100_000,
    "characters": 5_000_000,
    "picture_width": 400,  # pixels
    "picture_height": 800,
}
STORAGES = {
    "default": environment.uploads(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SIMPLE_HISTORY_FILEFIELD_TO_CHARFIELD = True

X_FRAME_OPTIONS = "DENY"  # what else is said of how an answer may be used stands in amin_portal.headers
SECURE_REFERRER_POLICY = "same-origin"  # with none at all, forms would have no origin by which to know them
SESSION_COOKIE_AGE = 2 * 3600  # seconds after the last visit to the desk
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # forms carry the token; no script asks for it
PREVIEW_COOKIE_NAME = "preview"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie

LOG_FORMAT = environment.choice("LOG_FORMAT", ("json", "line"), default="line")
ACCESS_LOG = environment.switch("ACCESS_LOG", default=False)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "amin_portal.operations.logs.Json"},
        "line": {"()": "amin_portal.operations.logs.Line"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # what visitors mistype is no fault of ours
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
METRICS_TOKEN = environment.secret("METRICS_TOKEN", least=20)  # /metrics is there for whoever has it,
METRICS_ALLOWED_NETWORKS = environment.networks("METRICS_ALLOWED_NETWORKS")  # or asks from there

# On what terms the record may be used: the address of a licence, and how to name it
RECORD_LICENCE = environment.text("RECORD_LICENCE", default="")
RECORD_ATTRIBUTION = environment.text("RECORD_ATTRIBUTION", default="ASEAN minerals cooperation: the public record")

# Pages of other sites may read the record and what an answer says of itself; nothing tells them who reads
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/(api/.*|data/.*|.*\.(ics|atom|csv|xlsx|json|bib|ris))$"
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
CORS_ALLOW_HEADERS = ("accept", "content-type", "if-modified-since", "if-none-match")
CORS_EXPOSE_HEADERS = ("ETag", "Last-Modified", "Link", "Retry-After", "Deprecation", "Sunset", "X-Request-ID")

API_RATE = environment.rate("API_RATE", default="600/minute")  # of one reader, by each process

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # read only and public: no password door besides the admin
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["amin_portal.publishing.throttling.ReaderThrottle"],
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "amin_portal.publishing.schema.PublicSchema",
    "EXCEPTION_HANDLER": "amin_portal.publishing.problems.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "ASEAN minerals cooperation: API",
    "DESCRIPTION": (
        "The public record of ASEAN cooperation in minerals, read only. "
        "Every list takes the same filters as its page; a filter that does not exist, or a value that cannot be read, "
        "is answered 400 with the offender and what is allowed."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
