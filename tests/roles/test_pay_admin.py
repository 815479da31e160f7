from decimal import Decimal

import pytest
from django.urls import reverse

from roles.models import SalaryFigure, TrailEntry
from tests.factories import make_company, make_gap_claim, make_rate, make_salary_figure
from tests.pages import look_into, words

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
figures = SalaryFigure.objects
ADD = reverse("admin:roles_salaryfigure_add")
LIST = reverse("admin:roles_salaryfigure_changelist")


def address(step, figure):
    return reverse(f"admin:roles_salaryfigure_{step}", args=[figure.pk])


def filled(page, **values):
    """What a browser would send of this page, with these values changed."""
    form = page.context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None else value for name, value in {**data, **values}.items()}


def test_a_figure_is_written_with_its_source(client, publisher):
    known = make_salary_figure()
    data = filled(client.get(ADD), role=known.role_id, source=known.source_id, place="US")
    data |= {"component": "base", "currency": "USD", "median": "120000"}
    assert client.post(ADD, data).status_code == 302
    written = figures.order_by("pk").last()
    assert (written.median, written.published_at) == (120_000, None)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"low": "9"}, "not two of them"),
        ({"median": ""}, "not none"),
        ({"p25": "130000"}, "above a higher one"),
        ({"median": "-1"}, "above zero"),
        ({"as_of": "2026-02-30"}, "2022-09-07"),
        ({"role": ""}, "or the occupation"),
    ],
)
def test_what_is_no_figure_is_explained_to_the_editor(client, publisher, values, message):
    known = make_salary_figure()
    data = filled(client.get(ADD), role=known.role_id, source=known.source_id, currency="USD")
    page = client.post(ADD, {**data, "median": "120000", **values})
    assert message in page.content.decode()
    assert figures.count() == 1


DIGITS = (
    "Write digits, with a point before decimals and nothing between thousands: 1250 or 1250.50."
)


def sent(client, **values):
    """The answer to a form of a new figure, and what it tells of faults."""
    known = make_salary_figure(point=7, as_of="2020")
    data = filled(client.get(ADD), role=known.role_id, source=known.source_id, currency="USD")
    return client.post(ADD, {**data, **values})


def faults(answer):
    if answer.status_code == 302:
        return []
    return [words(each) for each in look_into(answer).select(".errorlist li")]


@pytest.mark.parametrize(
    "typed", ["1.250,00", "1,250", "1_000", "1e9", "١٢٥٠", "1 250", "$5", "+5"]
)
def test_an_amount_is_typed_in_plain_digits(client, publisher, typed):
    assert faults(sent(client, median=typed)) == [DIGITS]
    assert figures.count() == 1


@pytest.mark.parametrize("typed", ["1250", " 1250 ", "1250.5", "1250.50"])
def test_an_amount_in_plain_digits_is_stored(client, publisher, typed):
    assert sent(client, median=typed).status_code == 302
    assert figures.order_by("pk").last().median == Decimal(typed.strip())


def test_a_number_of_observations_is_typed_in_plain_digits(client, publisher):
    (fault,) = faults(sent(client, median="5", n="1_000"))
    assert fault.startswith("Write a whole number in digits")


FIVE = {"p10": "1", "p25": "2", "median": "3", "p75": "4", "p90": "5"}


@pytest.mark.parametrize("n", ["1", "2"])
def test_one_or_two_observations_have_a_median_alone(client, publisher, n):
    (fault,) = faults(sent(client, n=n, **FIVE))
    assert "percentiles take three or more" in fault

    assert faults(sent(client, n=n, median="3")) == []
    assert faults(sent(client, n="3", **FIVE)) == []


@pytest.mark.parametrize(
    ("observed_from", "as_of", "fault"),
    [
        ("2026-01", "2026", None),
        ("2026", "2026-01", None),
        ("2026-01-31", "2026-01", None),
        ("2025", "2026", None),
        ("2026-02", "2026-01", "begins after"),
        ("2026", "2025-12-31", "begins after"),
        ("2026-01-02", "2026-01-01", "begins after"),
        ("2026", "2026", "of one date"),
        ("2026", "", "but not until when"),
    ],
)
def test_a_period_ends_on_no_day_before_it_begins(client, publisher, observed_from, as_of, fault):
    told = faults(sent(client, median="3", observed_from=observed_from, as_of=as_of))

    assert len(told) == bool(fault)
    assert all(fault in each for each in told)


def test_the_same_figure_is_not_typed_twice(client, publisher):
    said = {"median": "3", "n": "9", "as_of": "2026-01", "place": "US", "component": "base"}
    assert sent(client, **said).status_code == 302
    first = figures.order_by("pk").last()

    answer = sent(client, **said)

    (fault,) = faults(answer)
    assert fault.startswith("This figure stands already:")
    assert look_into(answer).select_one(".errorlist a")["href"] == address("change", first)
    for other in ({"median": "4"}, {"as_of": "2026-02"}, {"n": "8"}, {"place": ""}):
        assert sent(client, **{**said, **other}).status_code == 302


def test_a_figure_that_was_withdrawn_can_be_typed_again(client, publisher):
    said = {"median": "3", "n": "9", "as_of": "2026-01"}
    sent(client, **said)
    figures.order_by("pk").last().withdraw("By mistake.")

    assert sent(client, **said).status_code == 302


@pytest.mark.parametrize("code", ["ZZ", "XX", "EU", "ZZ-1", "UK"])
def test_a_place_lies_in_a_country_by_iso_3166(client, publisher, code):
    add = reverse("admin:roles_place_add")
    answer = client.post(add, filled(client.get(add), code=code, name="Nowhere"))
    assert f"{code[:2]} is the code of no country by ISO 3166" in " ".join(faults(answer))


def test_the_history_of_a_figure_is_shown(client, publisher):
    assert client.get(address("history", make_salary_figure())).status_code == 200


def test_a_public_figure_cannot_be_edited(client, publisher):
    figure = make_salary_figure(low=1, high=2)
    assert client.get(address("change", figure)).status_code == 200
    assert client.post(address("change", figure), {"low": 9}).status_code == 403
    assert client.post(address("delete", figure), {"post": "yes"}).status_code == 403
    figure.refresh_from_db()
    assert figure.low == 1


def test_a_figure_not_public_yet_can_be_edited_and_deleted(client, publisher):
    figure = make_salary_figure(low=1, high=2, published_at=None)
    page = client.get(address("change", figure))
    assert client.post(address("change", figure), filled(page, low="2")).status_code == 302
    assert figures.get().low == 2
    client.post(address("delete", figure), {"post": "yes"})
    assert not figures.exists()


def test_correcting_starts_from_what_was_wrong(client, publisher):
    figure = make_salary_figure(low=168_000, high=185_000, company="udemy")
    page = client.get(ADD, {"corrects": figure.pk})
    assert page.context["adminform"].form.initial["low"] == 168_000
    assert f"?corrects={figure.pk}" in client.get(address("change", figure)).content.decode()


def test_a_correction_takes_its_place_and_tells_why(client, publisher):
    wrong = make_salary_figure(low=168_000, high=185_000)
    page = client.get(ADD, {"corrects": wrong.pk})
    data = filled(page, low="160000", reason="The low end was misread")
    assert client.post(f"{ADD}?corrects={wrong.pk}", data).status_code == 302
    assert figures.published().get().low == 160_000
    assert figures.corrected().get().correction_reason == "The low end was misread"


# Signs that nobody sees are none.
@pytest.mark.parametrize("reason", [" ", "\u200b", "\u202e \u2800"])
def test_a_correction_without_a_reason_changes_nothing(reason, client, publisher):
    wrong = make_salary_figure()
    page = client.get(ADD, {"corrects": wrong.pk})
    page = client.post(f"{ADD}?corrects={wrong.pk}", filled(page, reason=reason))
    assert "Say what was wrong" in page.content.decode()
    assert figures.count() == 1


@pytest.mark.parametrize("reason", [" ", "\u200b", "\u202e \u2800"])
def test_a_figure_is_not_withdrawn_without_a_reason(reason, client, publisher):
    figure = make_salary_figure()

    page = client.post(address("withdraw", figure), {"reason": reason})

    assert page.context["form"].errors == {"reason": ["This field is required."]}
    assert not figures.corrected().exists()


def test_what_nobody_sees_of_a_reason_is_not_kept(client, publisher):
    figure = make_salary_figure()
    client.post(address("withdraw", figure), {"reason": "Mis\u202eread\u200b "})
    assert figures.corrected().get().correction_reason == "Misread"
    assert TrailEntry.objects.get().reason == "Misread"


def test_a_double_click_corrects_once(client, publisher):
    wrong = make_salary_figure()
    data = filled(client.get(ADD, {"corrects": wrong.pk}), reason="Misread")
    client.post(f"{ADD}?corrects={wrong.pk}", data)
    page = client.post(f"{ADD}?corrects={wrong.pk}", data)
    assert "corrected already" in page.content.decode()
    assert figures.count() == 2


def test_a_withdrawn_figure_keeps_its_reason(client, publisher):
    figure = make_salary_figure()
    assert client.get(address("withdraw", figure)).status_code == 200
    client.post(address("withdraw", figure), {"reason": "Nobody can find it again"})
    client.post(address("withdraw", figure), {"reason": "Twice"})
    assert figures.corrected().get().correction_reason == "Nobody can find it again"


def test_only_who_publishes_corrects_withdraws_and_makes_public(client, editor):
    figure = make_salary_figure()
    assert client.get(ADD, {"corrects": figure.pk}).status_code == 403
    assert client.post(address("withdraw", figure), {"reason": "No"}).status_code == 403
    assert "published_at" not in client.get(ADD).context["adminform"].form.fields


@pytest.mark.parametrize("pk", ["999", "x", "", "1e3", "%00"])
def test_correcting_what_is_not_there_is_not_found(client, publisher, pk):
    assert client.get(f"{ADD}?corrects={pk}").status_code in (400, 404)


@pytest.mark.parametrize("standing", ["latest", "superseded", "corrected", "undated", "waiting"])
def test_figures_are_found_by_how_they_stand(client, publisher, standing):
    make_salary_figure(as_of="2025")
    make_salary_figure(as_of="2024")
    make_salary_figure(as_of="", role="program-manager", published_at=None)
    make_salary_figure(as_of="2023", company="udemy").withdraw("Wrong")
    found = client.get(LIST, {"standing": standing}).context["cl"].queryset
    assert found.count() == 1


def test_the_list_costs_the_same_however_long(client, publisher, django_assert_max_num_queries):
    for slug in ("a", "b", "c"):
        make_company(slug=slug)
        make_salary_figure(company=slug, place="US-CA", source=slug)
    # The first request of a session stores where somebody is signed in.
    client.get("/admin/")
    with django_assert_max_num_queries(9):
        page = client.get(LIST)
    assert page.context["cl"].result_count == 3


def test_the_list_never_asks_the_whole_table_for_its_choices(
    client, publisher, django_assert_max_num_queries
):
    client.get("/admin/")
    with django_assert_max_num_queries(9) as queries:
        client.get(LIST)
    assert not [query for query in queries if "DISTINCT" in query["sql"]]


def test_claims_places_and_rates_can_be_listed_searched_and_opened(client, publisher):
    for row in (make_gap_claim(company="udemy"), make_rate(), make_salary_figure().place):
        name = f"admin:roles_{row._meta.model_name}"
        assert client.get(reverse(f"{name}_changelist"), {"q": "u"}).status_code == 200
        assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"n": "2147483648"}, "n"),
        ({"point": "1000000000"}, "__all__"),
        ({"low": "1", "high": "999999999999.99", "point": ""}, "__all__"),
        ({"published_at_0": "0001-01-01", "published_at_1": "00:00"}, "published_at"),
        ({"published_at_0": "2099-01-01", "published_at_1": "00:00"}, "published_at"),
    ],
)
def test_what_no_figure_says_is_refused(values, refused, client, publisher):
    known = make_salary_figure()
    data = filled(client.get(ADD), role=known.role_id, source=known.source_id, currency="USD")
    data |= {"component": "base", "point": "999999999", "n": "100000000"}

    page = client.post(ADD, data | values)

    assert refused in page.context["adminform"].form.errors
    assert figures.count() == 1
    assert client.post(ADD, data).status_code == 302
    assert client.post(ADD, {**data, "currency": "IDR", "point": "5000000000"}).status_code == 302


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_a_claim_that_stands_is_refused_a_second_time(is_mirrored, client, publisher):
    claim = make_gap_claim(published_at=None, place="")
    roles = (claim.than_id, claim.role_id) if is_mirrored else (claim.role_id, claim.than_id)
    add = reverse("admin:roles_gapclaim_add")
    sent = filled(client.get(add), source=claim.source_id, as_of=claim.as_of, component="base")
    sent |= {"role": roles[0], "than": roles[1], "low_percent": "1", "high_percent": "2"}

    page = client.post(add, sent)

    told = page.context["adminform"].form.non_field_errors()
    assert "A claim of this source about these two roles stands already" in told[0]
    assert client.post(add, sent | {"as_of": "2020"}).status_code == 302


@pytest.mark.parametrize(
    ("per_euro", "day", "refused"),
    [
        ("3.8", "2025-11-20", {}),
        ("37.585", "2026-11-20", {}),
        (
            "37.585",
            "2025-11-20",
            {"per_euro": ["On 2025-01-24 a euro bought 3.7585: check the digits."]},
        ),
        (
            "0.37585",
            "2025-01-20",
            {"per_euro": ["On 2025-01-24 a euro bought 3.7585: check the digits."]},
        ),
        ("3.8", "2027-01-01", {"day": ["This day is still to come."]}),
        ("3.8", "9999-12-31", {"day": ["This day is still to come."]}),
    ],
)
def test_a_rate_far_from_the_one_beside_it_or_ahead_is_refused(
    per_euro, day, refused, client, publisher
):
    rate = make_rate(currency="ILS", per_euro="3.7585")
    add = reverse("admin:roles_exchangerate_add")
    sent = filled(client.get(add), currency="ILS", per_euro=per_euro, day=day, reason="Typed")

    page = client.post(add, sent | {"source": rate.source_id})

    assert page.status_code == (200 if refused else 302)
    assert not refused or page.context["adminform"].form.errors == refused


@pytest.mark.parametrize("pk", ["9" * 5001, "9" * 19, "٣", "-1", "x"])
def test_what_is_no_figures_number_is_a_page_that_is_not_there(client, publisher, pk):
    make_salary_figure()

    assert client.get(ADD, {"corrects": pk}).status_code == 404


@pytest.mark.parametrize("kind", ["salaryfigure", "gapclaim"])
def test_a_moment_in_the_address_fills_no_field(client, publisher, kind):
    page = client.get(reverse(f"admin:roles_{kind}_add"), {"published_at": "zz", "note": "Own"})

    initial = page.context["adminform"].form.initial
    assert (initial.get("published_at"), initial["note"]) == (None, "Own")


def test_nothing_was_seen_on_a_day_that_is_still_to_come(client, publisher):
    known = make_salary_figure()
    data = filled(client.get(ADD), role=known.role_id, source=known.source_id)
    data |= {"currency": "USD", "point": "100", "as_of": "2099-01", "observed_from": "2098"}

    page = client.post(ADD, data)

    assert set(page.context["adminform"].form.errors) == {"as_of", "observed_from"}
    assert figures.count() == 1
