"""The one rule by which the actions of a plan are added up: what holds for any of them."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.models import ProgressReport
from plans.progress import STATUSES, Item, StatusCount, roll_up

REPORTED = st.sampled_from([status for status in STATUSES if status])
ITEMS = st.builds(Item, status=st.one_of(st.none(), REPORTED), has_evidence=st.booleans(), has_reason=st.booleans())
MANY = st.lists(ITEMS, max_size=30)
QUIET = settings(deadline=None)  # a busy machine is no fault of ours
UNKNOWN, CANCELLED = Item(), Item(status="cancelled")


def figures(items):
    """All that does not say how many are without a report."""
    found = roll_up(items)
    counts = [(entry.status, entry.count) for entry in found if entry.status]
    return counts, found.share, found.percent, found.counted, found.with_evidence, found.without_evidence


def test_every_status_has_its_place():
    assert sorted(STATUSES[:-1]) == sorted(ProgressReport.Status.values)
    assert STATUSES[-1] is None


@QUIET
@given(MANY, st.integers(1, 5))
def test_adding_what_nobody_reported_on_changes_no_figure_but_its_own(items, more):
    with_more = [*items, *[UNKNOWN] * more]
    assert figures(with_more) == figures(items)
    assert roll_up(with_more).without_report == roll_up(items).without_report + more


@QUIET
@given(st.integers(0, 20), st.integers(0, 20))
def test_what_nobody_reported_on_is_never_counted_as_nothing_done(done, unknown):
    found = roll_up([Item(status="completed")] * done + [UNKNOWN] * unknown)
    assert (found.share, found.percent) == ((1, 100) if done else (None, None))


@QUIET
@given(MANY, st.randoms(use_true_random=False))
def test_order_does_not_matter(items, random):
    shuffled = random.sample(items, len(items))
    assert (roll_up(shuffled), figures(shuffled)) == (roll_up(items), figures(items))


@QUIET
@given(MANY)
def test_cancelled_item_leaves_the_denominator_and_stays_listed(items):
    before, after = roll_up(items), roll_up([*items, CANCELLED])
    assert (after.share, after.counted) == (before.share, before.counted)
    assert (after.cancelled, after.total) == (before.cancelled + 1, before.total + 1)


@QUIET
@given(MANY)
def test_every_item_is_counted_once(items):
    found = roll_up(items)
    assert found.total == len(items) == found.counted + found.cancelled + found.without_report
    assert found.with_evidence + found.without_evidence == found.total - found.without_report
    assert found.with_reason <= found.without_evidence


@QUIET
@given(MANY)
def test_share_is_what_the_weights_of_the_items_make_it(items):
    weights = [(item.weight, item.status == "completed") for item in items if item.weight is not None]
    whole = sum(weight for weight, _done in weights)
    done = sum(weight for weight, is_done in weights if is_done)
    assert roll_up(items).share == (Fraction(done, whole) if whole else None)


@QUIET
@given(MANY)
def test_percent_is_0_or_100_only_where_it_is_exactly_that(items):
    found = roll_up(items)
    assert (found.percent in (0, 100)) == (found.share in (0, 1))


def test_what_is_carried_over_counts_as_not_completed():
    assert roll_up([Item(status="completed"), Item(status="carried_over")]).share == Fraction(1, 2)


def test_counts_stand_in_their_order_what_is_done_first():
    items = [Item(status=status) for status in (None, "cancelled", "completed", None, "ongoing")]
    assert roll_up(items) == [
        StatusCount("completed", "completed", 1),
        StatusCount("ongoing", "under way", 1),
        StatusCount("cancelled", "cancelled", 1),
        StatusCount(None, "no report", 2),
    ]


def test_roll_up_of_nothing_is_empty_and_has_no_share():
    assert (roll_up([]), roll_up([]).share, roll_up([]).total) == ([], None, 0)
