from string import ascii_uppercase

import factory

from meetings.models import AgendaItem, Body, FormerName, Meeting, Outcome, Party

from .publishing import PublishedFactory, many

NAMED = {"KH", "LA", "TL", "VN"}  # by tests themselves
CODES = sorted({f"{one}{two}" for one in ascii_uppercase for two in ascii_uppercase} - NAMED)


class PartyFactory(PublishedFactory):
    """A partner organisation."""

    class Meta:
        model = Party

    kind = Party.Kind.INTERNATIONAL_ORGANISATION
    name = factory.Sequence(lambda n: f"Geoscience Institute {n}")
    bodies = many("bodies")


class MemberStateFactory(PartyFactory):
    kind = Party.Kind.MEMBER_STATE
    name = factory.Sequence(lambda n: f"Member State {n}")
    country_code = factory.Sequence(lambda n: CODES[n % len(CODES)])
    member_from = "1967-08-08"


class BodyFactory(PublishedFactory):
    class Meta:
        model = Body

    acronym = factory.Sequence(lambda n: f"WG{n}")
    name = factory.Sequence(lambda n: f"Working Group {n} on Minerals")
    kind = Body.Kind.WORKING_GROUP


class FormerNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FormerName

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda n: f"Former Working Group {n}")


class MeetingFactory(PublishedFactory):
    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    ordinal = factory.Sequence(lambda n: n + 1)
    ordinal_basis = Meeting.OrdinalBasis.STATED
    title = factory.Sequence(lambda n: f"Meeting {n + 1} on Minerals")
    start = "2023-11-21"
    end = factory.LazyAttribute(lambda meeting: "2023-11-24" if meeting.start == "2023-11-21" else meeting.start)
    mode = Meeting.Mode.IN_PERSON
    city = "Phnom Penh"
    status = Meeting.Status.HELD
    joint_bodies = many("joint_bodies")
    participants = many("participants")


class AgendaItemFactory(PublishedFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Agenda item {n + 1}")


class OutcomeFactory(PublishedFactory):
    class Meta:
        model = Outcome

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = Outcome.Kind.ADOPTED
    text = factory.Sequence(lambda n: f"Decision {n + 1} on minerals")
    tasked_bodies = many("tasked_bodies")
