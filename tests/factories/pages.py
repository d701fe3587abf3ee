import factory

from amin_portal.pages.models import TextPage

from .publishing import PublishedFactory


class TextPageFactory(PublishedFactory):
    class Meta:
        model = TextPage

    title = factory.Sequence(lambda n: f"Text page {n}")
    body = "Minerals are where almost every made thing begins."
    sources = factory.LazyFunction(list)
