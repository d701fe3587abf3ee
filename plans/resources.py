"""Actions and activities from a spreadsheet: the plan of each first, within which its slug and its code are its own."""

from amin_portal.publishing.spreadsheets.resources import RecordResource

from .models import Action, Activity

ACTION = {
    "plan": "AMCAP-III Phase 1",
    "slug": "asean-mineral-awards-for-best-practices",
    "area": "2",
    "code": "",
    "position": "1",
    "title": "ASEAN Mineral Awards for best practices",
    "description": "Regional award, held every two years with the ministerial meeting.",
    "basis": "reported",
    "is_cross_cutting": "no",
    "leads": "Brunei Darussalam",
    "body": "WGSMD",
    "mandate": "ammin-9/4",
    "start_year": "2016",
    "end_year": "2017",
    "measure": "",
    "target": "",
    "outputs": "1st ASEAN Mineral Awards (30 November 2017)",
    "continues": "amcap-i/asean-mineral-database-and-information-system",
    "sources": "Eight mining companies receive awards | ASEAN Secretariat | https://asean.org/ | 2017-12-04",
}
ACTIVITY = {
    "plan": "AMCAP-III Phase 2",
    "slug": "asean-igf-workshop-on-formalization-of-artisanal-and-small-scale-mining",
    "area": "2",
    "action": "regional-approach-to-the-formalisation-of-artisanal-and-small-scale-mining",
    "also_serves": "asean-igf-work-plan-2022-2024",
    "link_basis": "inferred",
    "title": "ASEAN-IGF workshop on formalization of artisanal and small-scale mining",
    "kind": "workshop",
    "start": "April 2024",
    "end": "2024-04",
    "city": "Bali",
    "country": "ID",
    "is_online": "no",
    "leads": "Indonesia",
    "partners": "IGF",
    "event": "asm-formalization-workshop-2024",
    "documents": "asean-igf-work-plan-2022-2024",
    "continues": "amdv/workshop-on-developing-an-asean-mining-vision",
    "summary": "One-day workshop that began with the results of a baseline survey in each member state.",
    "sources": "ASEAN-IGF workshop on formalization | IGF | https://www.igfmining.org/",
}


class ActionResource(RecordResource):
    """Told apart by plan and code where a row has no slug."""

    identified_by = ("plan", "code")
    examples = ACTION

    class Meta:
        model = Action
        fields = [*ACTION]


class ActivityResource(RecordResource):
    examples = ACTIVITY

    class Meta:
        model = Activity
        fields = [*ACTIVITY]
