"""The text pages under /about/."""

from django.views.generic import ListView

from amin_portal.publishing.views import PublicDetail

from .models import TextPage


class TextPageList(ListView):
    template_name = "pages/page_list.html"

    def get_queryset(self):
        return TextPage.objects.public()


class TextPageDetail(PublicDetail):
    model = TextPage
    template_name = "pages/page_detail.html"
