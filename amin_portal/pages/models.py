"""Texts that staff write in Markdown: the overview, the priority areas and whatever follows."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable


class TextPage(Publishable):
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(
        _("text"), help_text=_("Markdown: ## heading, - list, [link](/meetings/). HTML is not kept.")
    )
    position = models.PositiveSmallIntegerField(
        _("place in the menu"), default=0, help_text=_("The lower, the earlier: the overview has 1.")
    )

    class Meta(Publishable.Meta):
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
        ordering = ["position", "title", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="pages_textpage_slug"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pages:detail", args=[self.slug])
