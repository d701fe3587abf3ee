"""Which years a plan or an action may name."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST, LAST = 1960, 2100  # ASEAN was founded in 1967: what lies far beyond is a slip of the hand


def refuse_impossible_years(record: models.Model) -> None:
    """Raise ValidationError at `start_year` or `end_year` where it is no year of cooperation: 20266."""
    for name in ("start_year", "end_year"):
        year = getattr(record, name)
        if year is not None and not FIRST <= year <= LAST:
            message = _("%(year)s cannot be meant: write a year from %(first)s to %(last)s.")
            raise ValidationError({name: message % {"year": year, "first": FIRST, "last": LAST}})
