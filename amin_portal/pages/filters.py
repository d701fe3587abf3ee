from amin_portal.publishing.filters import Ordering, RecordFilter

from .models import TextPage


class TextPageFilter(RecordFilter):
    text_fields = ("title", "body")

    ordering = Ordering("position", "title")

    class Meta(RecordFilter.Meta):
        model = TextPage
        fields: list[str] = []
