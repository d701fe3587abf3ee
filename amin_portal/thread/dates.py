"""When the records of a thread are of, and which of them belong to a past day."""

import datetime

from django.db.models import Q, QuerySet

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.partial_dates import PartialDate
from documents.models import Document
from meetings.models import Meeting, Outcome
from plans.models import Activity, Plan, ProgressReport

# Where the date of a record stands, the first of these that is known (see `date_of`)
DATED: dict[type[Publishable], tuple[str, str]] = {
    Meeting: ("end", "start"),
    Outcome: ("meeting__end", "meeting__start"),
    Document: ("date", ""),
    Activity: ("start", "end"),
}


def date_of(record: Publishable) -> PartialDate | None:
    """When it was decided, issued, done or reported; None where that is not known, or does not apply."""
    match record:
        case Meeting():
            return record.end or record.start
        case Document() | Outcome():
            return record.date
        case Activity():
            return record.start or record.end
        case ProgressReport():
            return record.as_of or (record.meeting and date_of(record.meeting))
        case Plan() if datetime.MINYEAR <= (record.start_year or 0) <= datetime.MAXYEAR:
            return PartialDate(datetime.date(record.start_year, 1, 1), "year")
    return None


def is_later(record: Publishable, day: datetime.date) -> bool:
    """Known to begin after that day. Of reports that is asked where they are found, by `begun_by`."""
    date = None if isinstance(record, ProgressReport) else date_of(record)
    return date is not None and date.first > day


def begun_by(day: datetime.date | None, records: QuerySet) -> QuerySet:
    """Those of one kind that are not later than that day (None: all), asked of the database.

    Of reports those that were known then: one of which no date is known belongs to no past day.
    """
    if day is None:
        return records
    if records.model is ProgressReport:
        return records.known_by(day)
    if records.model is Plan:
        return records.filter(Q(start_year=None) | Q(start_year__lte=day.year))
    if records.model not in DATED:
        return records
    first, second = DATED[records.model]
    otherwise = Q(**{f"{second}__lte": day}) | Q(**{second: None}) if second else Q()
    return records.filter(Q(**{f"{first}__lte": day}) | Q(**{first: None}) & otherwise)
