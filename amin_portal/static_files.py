"""Which of the files that come with packages are served."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """All but Redoc, which no page names: to compress it took half of the time of `collectstatic`."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "redoc"]
