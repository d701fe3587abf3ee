"""What visits to addresses on the web found. The portal writes it by itself: no record changes by a visit."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DEAD_AFTER_FAILURES = 3  # in a row
DEAD_AFTER = timedelta(days=7)  # from the first of them: a weekend without a server is no death


class AddressCheckQuerySet(models.QuerySet):
    def failing(self) -> "AddressCheckQuerySet":
        """The last visit found nothing."""
        return self.filter(failures__gt=0)

    def dead(self) -> "AddressCheckQuerySet":
        """Several visits in a row found nothing, over some days."""
        return self.filter(failures__gte=DEAD_AFTER_FAILURES, failing_since__lte=timezone.now() - DEAD_AFTER)


class AddressCheck(models.Model):
    """An address on the web, whichever records name it; a record that is given another address begins anew."""

    url = models.CharField(_("address"), max_length=500, unique=True)
    last_checked_at = models.DateTimeField(_("last checked"))
    last_ok_at = models.DateTimeField(_("last answered"), null=True)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    failures = models.PositiveIntegerField(_("failed visits in a row"), default=0)
    finding = models.CharField(_("what was found"), max_length=200)

    objects = AddressCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of an address")
        verbose_name_plural = _("checks of addresses")
        ordering = ["-failures", "failing_since", "url"]
        default_permissions = ()  # the portal writes it; staff read it in the record that names the address

    def __str__(self) -> str:
        return self.url


def with_dead_address(records: QuerySet) -> QuerySet:
    """Those of the records (links, files elsewhere) whose `url` is dead."""
    return records.filter(Exists(AddressCheck.objects.dead().filter(url=OuterRef("url"))))
