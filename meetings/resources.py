"""Meetings from a spreadsheet."""

from amin_portal.publishing.spreadsheets.resources import RecordResource

from .models import Meeting


class MeetingResource(RecordResource):
    """Told apart by body and ordinal where a row has no slug."""

    identified_by = ("body", "ordinal")
    examples = {
        "slug": "ammin-10",
        "body": "AMMin",
        "ordinal": "10",
        "ordinal_basis": "stated",
        "title": "10th ASEAN Ministerial Meeting on Minerals",
        "kind": "meeting",
        "start": "2 October 2025",
        "end": "2025-10-02",
        "date_note": "The overview page names the host country and the date but no city.",
        "mode": "in_person",
        "city": "Vientiane",
        "venue": "National Convention Centre",
        "time_zone": "Asia/Vientiane",
        "host": "Lao PDR",
        "participants": "ID; LA; Viet Nam",
        "joint_bodies": "ASOMM",
        "status": "held",
        "summary": "The ministers approved the plan for 2026-2030.",
        "sources": "ASEAN Minerals Cooperation overview page | ASEAN Secretariat | https://asean.org/ | 2025",
    }

    class Meta:
        model = Meeting
        fields = [
            "slug",
            "body",
            "ordinal",
            "ordinal_basis",
            "title",
            "kind",
            "start",
            "end",
            "date_note",
            "status",
            "mode",
            "city",
            "venue",
            "time_zone",
            "host",
            "joint_bodies",
            "participants",
            "summary",
            "sources",
        ]
