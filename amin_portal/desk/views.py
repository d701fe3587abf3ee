"""The pages of the desk behind its first: a whole section, putting something off, and what was put off."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amin_portal.publishing.models import permission

from .counting import Count
from .forms import SnoozeForm
from .models import Snooze
from .queue import (
    WAITING,
    Entry,
    Section,
    all_lacking,
    as_entries,
    as_waiting,
    lacking,
    rules_for,
)
from .rules import Rule

BY_PAGE = 50


def page_of_desk(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, f"admin/desk/{template}.html", admin.site.each_context(request) | context)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The guide for staff, as it stands in docs/; without its pictures, which show what is one click away here."""
    title, text = Path(settings.BASE_DIR, "docs/secretariat.md").read_text(encoding="utf-8").split("\n", 1)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("!["))
    return page_of_desk(request, "guide", title=title.removeprefix("# "), text=text)


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """All entries of one section, page by page."""
    if section in WAITING:
        one = WAITING[section]
        page = page_asked_for(request, one.find(request.user))
        shown = Section(section, one.title, one.why, as_waiting(page.object_list), Count(page.paginator.count))
    else:
        rule = rule_named(request, section)
        page = page_asked_for(request, lacking(rule))
        entries = as_entries(rule, page.object_list, request.user)
        shown = Section(section, rule.title, rule.why, entries, Count(page.paginator.count), rule=rule)
    return page_of_desk(request, "section", title=shown.title, section=shown, page=page)


def page_asked_for(request: HttpRequest, records: Any) -> Page:
    return Paginator(records, BY_PAGE).get_page(request.GET.get("page"))


def rule_named(request: HttpRequest, name: str) -> Rule:
    """Raises Http404 for a rule that is not there for this person."""
    for rule in rules_for(request.user):
        if rule.name == name:
            return rule
    raise Http404


def not_now(request: HttpRequest, rule: str, uid: UUID) -> HttpResponse:
    """Asks why and until when, and puts the entry off for everybody."""
    rule = rule_named(request, rule)
    refuse_readers(request, rule)
    record = get_object_or_404(all_lacking(rule), uid=uid)
    snooze = Snooze.objects.filter(rule=rule.name, record=uid).first() or Snooze(rule=rule.name, record=uid)
    form = SnoozeForm(request.POST or None, instance=snooze)
    if request.method == "POST" and form.is_valid():
        snooze = form.save(commit=False)
        defaults = {"reason": snooze.reason, "until": snooze.until, "by": request.user}
        Snooze.objects.update_or_create(rule=rule.name, record=uid, defaults=defaults)
        messages.success(request, _("“%(record)s” is put off.") % {"record": record})
        return redirect("admin:index")
    title = _("Not now, because …")
    (entry,) = as_entries(rule, [record], request.user)
    return page_of_desk(request, "not_now", title=title, form=form, entry=entry, rule=rule)


def refuse_readers(request: HttpRequest, rule: Rule) -> None:
    if not request.user.has_perm(permission("change", rule.model)):
        raise PermissionDenied


@require_safe
def put_off(request: HttpRequest) -> HttpResponse:
    """What was put off, with who did and why; it can be brought back."""
    rules = {rule.name: rule for rule in rules_for(request.user)}
    page = page_asked_for(request, Snooze.objects.in_force().filter(rule__in=rules).select_related("by"))
    snoozes = with_entries(page.object_list, rules, request.user)
    return page_of_desk(request, "put_off", title=_("Put off"), snoozes=snoozes, page=page)


def with_entries(snoozes: Any, rules: dict[str, Rule], user: Any) -> list[tuple[Snooze, Rule, Entry | None]]:
    """Each with its rule and its entry: one query for each rule that occurs. None: the record is gone."""
    snoozes = list(snoozes)
    found: dict[tuple[str, UUID], Entry] = {}
    for name in {snooze.rule for snooze in snoozes}:
        rule, uids = rules[name], [snooze.record for snooze in snoozes if snooze.rule == name]
        records = rule.model.objects.filter(uid__in=uids).select_related(*rule.model.address_needs)
        found |= {(name, entry.record.uid): entry for entry in as_entries(rule, records, user)}
    return [(one, rules[one.rule], found.get((one.rule, one.record))) for one in snoozes]


@require_POST
def bring_back(request: HttpRequest, rule: str, uid: UUID) -> HttpResponse:
    """Ends a snooze before its time."""
    rule = rule_named(request, rule)
    refuse_readers(request, rule)
    Snooze.objects.filter(rule=rule.name, record=uid).delete()
    messages.success(request, _("It is back on the desk."))
    return redirect("admin:desk_put_off")
