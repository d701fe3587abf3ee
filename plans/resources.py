"""Actions and activities from a spreadsheet: the plan of each first, within which its slug and its code are its own."""

from amin_portal.publishing.spreadsheets.resources import RecordResource

from .models import Action, Activity


class ActionResource(RecordResource):
    """Told apart by plan and code where a row has no slug."""

    identified_by = ("plan", "code")
    named_by = ("code", "title")
    examples = {
        "plan": "AMCAP-III Phase 2",
        "slug": "1-1-develop-the-database",
        "area": "1",
        "code": "1.1",
        "position": "1",
        "title": "Develop the ASEAN Minerals Database",
        "description": "Upgrade of the database to a web-based system.",
        "basis": "official",
        "is_cross_cutting": "no",
        "leads": "ID; Philippines",
        "body": "WGMID",
        "mandate": "ammin-9/1",
        "start_year": "2021",
        "end_year": "2025",
        "measure": "Number of Member States with data in it",
        "target": "Ten Member States by 2025",
        "outputs": "Database",
        "continues": "amcap-iii-phase-1/1-1-develop-the-database",
        "sources": "AMCAP-III Phase 2 | ASEAN Secretariat | https://asean.org/ | 2021-12",
    }

    class Meta:
        model = Action
        fields = [
            "plan",
            "slug",
            "area",
            "code",
            "position",
            "title",
            "description",
            "basis",
            "is_cross_cutting",
            "leads",
            "body",
            "mandate",
            "start_year",
            "end_year",
            "measure",
            "target",
            "outputs",
            "continues",
            "sources",
        ]


class ActivityResource(RecordResource):
    examples = {
        "plan": "AMCAP-III Phase 1",
        "slug": "workshop-on-sustainable-mining",
        "area": "2",
        "action": "2.1",
        "also_serves": "AMCAP-III Phase 2",
        "link_basis": "stated",
        "title": "Workshop on Sustainable Minerals Development",
        "kind": "workshop",
        "start": "Dec 2018",
        "end": "2018-12",
        "city": "Bandung",
        "country": "ID",
        "is_online": "no",
        "leads": "Indonesia",
        "partners": "JP; Republic of Korea",
        "event": "ammin-7",
        "documents": "amcap-iii",
        "continues": "amcap-ii/workshop-on-sustainable-mining",
        "summary": "Forty participants from nine Member States.",
        "sources": "Report of the workshop | ASEAN Secretariat | https://asean.org/ | 2018-12",
    }

    class Meta:
        model = Activity
        fields = [
            "plan",
            "slug",
            "area",
            "action",
            "also_serves",
            "link_basis",
            "title",
            "kind",
            "start",
            "end",
            "city",
            "country",
            "is_online",
            "leads",
            "partners",
            "event",
            "documents",
            "continues",
            "summary",
            "sources",
        ]
