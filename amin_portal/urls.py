"""Every prefix of the portal."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import TemplateView

from amin_portal import api, feeds, views
from amin_portal.dumps import urls as dumps
from amin_portal.glossary.views import glossary
from amin_portal.login import urls as login
from amin_portal.pages.urls import pages
from amin_portal.publishing.answers import kept_with_version
from amin_portal.publishing.previews import preview
from amin_portal.read_only import read_only
from amin_portal.search.views import Search
from amin_portal.sitemaps import SITEMAPS
from amin_portal.styleguide.views import styleguide
from amin_portal.timeline.views import timeline
from amin_portal.well_known import change_password, icon, open_search, security
from documents.packs import MeetingPack
from documents.urls import documents, figures, links, publications
from documents.views import DocumentAddress
from meetings.urls import bodies, countries, meetings, outcomes, partners
from meetings.views import OutcomeAddress
from plans.urls import plans

of_the_record = [  # what these answer depends on the record alone
    path("", views.home, name="home"),
    path("api/v1/", include((api.router.urls, "api"))),  # asked most, so not behind twenty other prefixes
    path("about/", include((pages, "pages"))),
    path("feeds/all.atom", feeds.news, name="feed"),
    path("bodies/<slug:slug>/feed.atom", feeds.body, name="body-feed"),
    path("bodies/", include((bodies, "bodies"))),
    path("meetings/", include((meetings, "meetings"))),
    path("outcomes/", include((outcomes, "outcomes"))),
    path("plans/", include((plans, "plans"))),
    path("documents/", include((documents, "documents"))),
    path("publications/", include((publications, "publications"))),
    path("partners/", include((partners, "partners"))),
    path("countries/", include((countries, "countries"))),
    path("links/", include((links, "links"))),
    path("figures/", include((figures, "figures"))),
    path("timeline/", timeline, name="timeline"),
    path("glossary/", glossary, name="glossary"),
    path("search/", Search.as_view(), name="search"),
    path("search/feed.atom", feeds.search, name="search-feed"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("opensearch.xml", open_search, name="opensearch"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
    path("api/schema/", api.schema, name="api-schema"),
    path("api/docs/", api.docs, name="api-docs"),
]
besides = [
    path("meetings/<slug:slug>/pack.zip", MeetingPack.as_view(), name="meeting-pack"),
    path("data/", include(dumps)),
    path("styleguide/", styleguide, name="styleguide"),
    path("preview/<str:token>", preview, name="preview"),
    path("id/<uuid:uid>", views.by_uid, name="by-uid"),
    path("d/<slug:slug>", DocumentAddress.as_view(), name="short-document"),
    path("o/<slug:slug>/<slug:part>", OutcomeAddress.as_view(), name="short-outcome"),
    path("favicon.ico", icon),
    path(".well-known/security.txt", security),
    path(".well-known/change-password", change_password),
    path("api/docs/try/", api.explorer, name="api-explorer"),
]
urlpatterns = [
    *kept_with_version(read_only(of_the_record)),
    *read_only(besides),
    path("account/", include(login)),
    path("admin/", include(login.of_the_admin)),
    path("admin/", admin.site.urls),
]

handler400 = "amin_portal.views.bad_request"
handler404 = "amin_portal.views.not_found"
handler500 = "amin_portal.views.server_error"
