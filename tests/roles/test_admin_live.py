"""What readers see at once is changed by those who publish, with a reason."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten
from django.urls import reverse
from django.utils import timezone

from roles.models import Company, ExchangeRate, GapClaim, Place, Point, Role, SalaryFigure, Source
from tests.factories import (
    make_company,
    make_gap_claim,
    make_place,
    make_point,
    make_rate,
    make_role,
    make_salary_figure,
    make_source,
    publish,
    write,
)
from tests.pages import filled_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
REASON = {"reason": "The publisher says so."}


def later():
    return timezone.now() + dt.timedelta(days=1)


# What makes a row live, its model, and a field of it.
LIVE = {
    "a source of an edition": (lambda: publish(make_role()), Source, "note"),
    "a source of an edition that waits": (lambda: publish(make_role(), at=later()), Source, "note"),
    "a source of a figure": (make_salary_figure, Source, "note"),
    "a source of a claim": (make_gap_claim, Source, "note"),
    "a source of a rate": (make_rate, Source, "note"),
    "a place": (lambda: make_salary_figure(place="US"), Place, "name"),
    "a place of a claim": (lambda: make_gap_claim(place="US"), Place, "name"),
    "a claim": (make_gap_claim, GapClaim, "note"),
    "a claim that waits": (lambda: make_gap_claim(published_at=later()), GapClaim, "note"),
    "a figure that waits": (
        lambda: make_salary_figure(published_at=later()),
        SalaryFigure,
        "note",
    ),
    "a rate": (make_rate, ExchangeRate, "per_euro"),
}
HIDDEN = {
    "a source": (make_source, Source, "note"),
    "a source of a working copy": (lambda: write(make_role()), Source, "note"),
    "a source of an unpublished figure": (
        lambda: make_salary_figure(published_at=None),
        Source,
        "note",
    ),
    "a place": (make_place, Place, "name"),
    "an unpublished claim": (lambda: make_gap_claim(published_at=None), GapClaim, "note"),
    "an unpublished figure": (
        lambda: make_salary_figure(published_at=None),
        SalaryFigure,
        "note",
    ),
}
VALUES = {"per_euro": "99.500000"}


def page_of(row, step="change"):
    return reverse(f"admin:roles_{row._meta.model_name}_{step}", args=[row.pk])


def made(make, model):
    make()
    return model.objects.get()


def stored(row, field):
    return str(getattr(type(row).objects.get(pk=row.pk), field))


@pytest.mark.parametrize(("make", "model", "field"), LIVE.values(), ids=LIVE)
def test_who_does_not_publish_changes_nothing_that_readers_see(make, model, field, client, editor):
    row = made(make, model)
    before = stored(row, field)
    assert client.get(page_of(row)).status_code == 200
    for popup in ("", "?_popup=1"):
        sent = {field: VALUES.get(field, "New"), **REASON}
        assert client.post(page_of(row) + popup, sent).status_code == 403
    assert client.post(page_of(row, "delete"), {"post": "yes", **REASON}).status_code == 403
    assert stored(row, field) == before


@pytest.mark.parametrize(("make", "model", "field"), HIDDEN.values(), ids=HIDDEN)
def test_who_does_not_publish_changes_what_no_reader_sees(make, model, field, client, editor):
    row = made(make, model)
    sent = filled_in(client.get(page_of(row))) | {field: "New"}
    assert client.post(page_of(row), sent).status_code == 302
    assert stored(row, field) == "New"


@pytest.mark.parametrize(
    ("make", "model", "field"),
    [case for name, case in LIVE.items() if "figure that" not in name],
    ids=[name for name in LIVE if "figure that" not in name],
)
def test_who_publishes_changes_what_readers_see_with_a_reason(
    make, model, field, client, publisher
):
    row = made(make, model)
    new = VALUES.get(field, "New")
    sent = filled_in(client.get(page_of(row))) | {field: new, "reason": " "}

    page = client.post(page_of(row), sent)
    assert "Say why: readers see it at once." in page.content.decode()
    assert page.context["adminform"].form[field].value() == new
    assert client.post(page_of(row), sent | REASON).status_code == 302

    assert stored(row, field) == new
    assert LogEntry.objects.get().change_message == f"The publisher says so. ({field})"


def test_a_claim_becomes_public_with_a_reason(client, publisher):
    claim = make_gap_claim(published_at=None)
    sent = filled_in(client.get(page_of(claim)))
    sent |= {"published_at_0": "2026-01-01", "published_at_1": "00:00"}
    assert "Say why" in client.post(page_of(claim), sent).content.decode()
    assert client.post(page_of(claim), sent | REASON).status_code == 302
    assert GapClaim.objects.live().exists()


@pytest.mark.parametrize("model", [Source, Company, Place, GapClaim])
def test_who_does_not_publish_adds_what_nobody_sees_yet(model, client, editor):
    page = client.get(reverse(f"admin:roles_{model._meta.model_name}_add"))
    assert page.status_code == 200
    shown = page.context["adminform"]
    names = set(flatten(shown.fieldsets[0][1]["fields"])) - set(shown.readonly_fields)
    assert not names & {"reason", "published_at"}


def test_only_who_publishes_adds_a_rate_since_pay_is_converted_by_it_at_once(client, editor):
    assert client.get(reverse("admin:roles_exchangerate_add")).status_code == 403


def test_what_readers_see_is_deleted_with_a_reason(client, publisher):
    rate = make_rate()
    assert 'name="reason"' in client.get(page_of(rate, "delete")).content.decode()
    refused = client.post(page_of(rate, "delete"), {"post": "yes"}, follow=True)
    assert "Say why" in refused.content.decode()
    assert ExchangeRate.objects.exists()
    client.post(page_of(rate, "delete"), {"post": "yes", **REASON})
    assert not ExchangeRate.objects.exists()
    assert LogEntry.objects.get().change_message == "The publisher says so."


@pytest.mark.parametrize("model", [Source, Company, Place, ExchangeRate, GapClaim, SalaryFigure])
def test_nothing_that_may_be_live_is_deleted_in_bulk(model, client, publisher):
    make_salary_figure(company="udemy")
    make_gap_claim()
    make_rate()
    sent = {"action": "delete_selected", "_selected_action": model.objects.first().pk}
    client.post(reverse(f"admin:roles_{model._meta.model_name}_changelist"), sent | {"post": "yes"})
    assert model.objects.exists()


def test_a_source_in_use_names_what_rests_on_it(client, publisher):
    make_salary_figure()
    write(make_role(points=(make_point(text="Owns the plan"),)))
    address = page_of(Source.objects.get(), "delete")
    page = client.get(address).content.decode()
    assert "have permission" not in page
    for name in ("Product Manager, US: base pay", "Owns the plan"):
        assert name in page
    client.post(address, {"post": "yes", **REASON})
    assert Point.objects.get().sources.exists()


def test_a_company_that_readers_see_stays(client, editor):
    make_salary_figure(company="udemy")
    company = make_company()
    assert client.post(page_of(company, "delete"), {"post": "yes"}).status_code == 403
    assert Role.objects.exists()


def test_who_may_not_change_what_readers_see_is_told_so(client, editor):
    page = client.get(page_of(made(make_gap_claim, GapClaim))).content.decode()
    assert "Only those who publish may change it." in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("text", ["\u200b", "\u3164 \u2060", "a \u202eseller", "a\x07 seller"])
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("source", "short_name"),
        ("source", "interest"),
        ("company", "name"),
        ("place", "name"),
        ("salaryfigure", "note"),
        ("salaryfigure", "level"),
        ("gapclaim", "note"),
    ],
)
def test_what_nobody_sees_is_refused_at_its_field_where_nothing_is_published(
    client, publisher, name, field, text
):
    page = reverse(f"admin:roles_{name}_add")
    sent = {**filled_in(client.get(page)), **REASON, field: text}

    errors = client.post(page, sent).context["adminform"].form.errors

    assert errors[field] == ["It has signs that nobody sees; write it anew."]


@pytest.mark.parametrize("reason", ["\u200b", "\u2800 \u3164"])
def test_a_reason_that_nobody_sees_is_none(client, publisher, reason):
    publish(make_role(one_liner="Old"))
    write(make_role(one_liner="New"))
    page = reverse("admin:roles_role_publish", args=[Role.objects.get().pk])

    form = client.post(page, {**filled_in(client.get(page)), "reason": reason}).context["form"]

    assert form.errors == {"reason": ["This field is required."]}
