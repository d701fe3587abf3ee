"""Text pages."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from amin_portal.pages.models import TextPage
from amin_portal.pages.templatetags.markdown import markdown
from amin_portal.search.searched import Searched


class Pages(Searched):
    name, label, model, weight = "pages", _("Text pages"), TextPage, 1.5
    named = ("title",)

    def text(self, page: TextPage) -> str:
        """Without the signs of Markdown."""
        return unescape(strip_tags(markdown(page.body)))
