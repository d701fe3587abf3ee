"""Meetings from a spreadsheet."""

from amin_portal.publishing.spreadsheets.resources import RecordResource

from .models import Meeting

EXAMPLES = {
    "slug": "ammin-10",
    "body": "AMMin",
    "ordinal": "10",
    "ordinal_basis": "stated",
    "title": "10th ASEAN Ministerial Meeting on Minerals",
    "kind": "meeting",
    "start": "2 October 2025",
    "end": "2025-10-02",
    "date_note": "The overview page names the host country and the date but no city.",
    "status": "held",
    "mode": "in_person",
    "city": "Vientiane",
    "venue": "",
    "time_zone": "Asia/Vientiane",
    "host": "Lao PDR",
    "joint_bodies": "ASOMM",
    "participants": "ID; LA; Viet Nam",
    "summary": "The ministers approved the plan for 2026-2030.",
    "sources": "ASEAN Minerals Cooperation overview page | ASEAN Secretariat | https://asean.org/",
}


class MeetingResource(RecordResource):
    """Told apart by body and ordinal where a row has no slug."""

    identified_by = ("body", "ordinal")
    examples = EXAMPLES

    class Meta:
        model = Meeting
        fields = [*EXAMPLES]
