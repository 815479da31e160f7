"""A figure takes the place of the older one of its series, whatever way each of them came."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from roles import starter_pay
from roles.admin.succession import Succession
from roles.importers.aggregates import PayGroup
from roles.importers.filing import LCA, POSTINGS, file_figures, oews
from roles.importers.tables import File, Unreadable
from roles.models import SalaryFigure
from tests.factories import (
    make_company,
    make_place,
    make_role,
    make_salary_figure,
    make_source,
    new_figure,
    publish,
)
from tests.pages import filled_in, look_into, words
from tests.properties import with_database

pytestmark = pytest.mark.django_db
figures = SalaryFigure.objects
ADD = reverse("admin:roles_salaryfigure_add")
TELL = reverse("admin:roles_salaryfigure_succession")
DATA_SETS = {"lca": LCA, "oews": oews(2024), "aijobs": POSTINGS}


@pytest.fixture
def site(publisher):
    """What figures hang on, of each data set."""
    publish(make_role())
    make_place(code="CA", name="Canada")
    for data_set in DATA_SETS.values():
        make_source(slug=data_set.source["slug"])


def import_file(client, data_set, as_of):
    source = make_source(slug=data_set.source["slug"])
    file_figures([group_of(as_of)], File(Path(f"{as_of}.csv"), "0" * 64), data_set, source)


def group_of(as_of, **more):
    common = {"role": "product-manager", "place": "CA", "currency": "USD", "n": 5}
    return PayGroup(**common, as_of=as_of, percentiles={"median": Decimal(100_000)}, **more)


def load_starter_file(client, data_set, as_of):
    Path("figures.yaml").write_text(yaml.safe_dump(starter_of(data_set, as_of)))
    starter_pay.load(Path("figures.yaml"))


def starter_of(data_set, as_of):
    figure = {
        "key": f"{data_set.name}/{as_of}/product-manager/CA/USD/starter",
        "data_set": data_set.name,
        "role": "product-manager",
        "place": "CA",
        "component": str(data_set.component),
        "basis": str(data_set.basis),
        "currency": "USD",
        "median": "100000",
        "as_of": as_of,
        "source": data_set.source["slug"],
        "file_name": "starter.csv",
        "file_digest": "0" * 64,
    }
    return {"places": [], "figures": [figure], "gap_claims": [], "rates": []}


def typed(data_set, as_of, **more):
    """What staff send who know nothing of data sets."""
    return {
        "role": figures.model.role.field.related_model.objects.get(slug="product-manager").pk,
        "place": "CA",
        "source": make_source(slug=data_set.source["slug"]).pk,
        "component": str(data_set.component),
        "basis": str(data_set.basis),
        "currency": "USD",
        "period": "year",
        "median": "100000",
        "as_of": as_of,
        "published_at_0": "2026-01-01",
        "published_at_1": "10:00:00",
        **more,
    }


def type_it(client, data_set, as_of):
    response = client.post(ADD, typed(data_set, as_of))
    assert response.status_code == 302, response.context["adminform"].form.errors


def type_and_correct(client, data_set, as_of):
    """First of another level, then as it should have been."""
    client.post(ADD, typed(data_set, as_of, level="L1"))
    wrong = figures.get(level="L1", corrected_at=None)
    address = f"{ADD}?corrects={wrong.pk}"
    response = client.post(address, typed(data_set, as_of, reason="Of all levels"))
    assert response.status_code == 302, response.context["adminform"].form.errors


WAYS = [load_starter_file, import_file, type_it, type_and_correct]


PAIRS = [(older, newer, "aijobs") for older in WAYS for newer in WAYS]
PAIRS += [(import_file, type_it, name) for name in ("lca", "oews")]


@pytest.mark.slow
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].__name__}-{pair[1].__name__}")
@pytest.mark.parametrize("is_newer_first", [False, True])
def test_the_newer_takes_the_place_of_the_older(
    client, tmp_path, monkeypatch, pair, is_newer_first
):
    monkeypatch.chdir(tmp_path)
    older, newer, name = pair
    ways = [(older, "2024"), (newer, "2026")]
    for way, as_of in reversed(ways) if is_newer_first else ways:
        way(client, DATA_SETS[name], as_of)

    assert figures.public().latest().get().as_of == "2026"
    assert figures.public().filter(as_of="2024").count() == 1


@pytest.mark.usefixtures("site")
def test_a_figure_typed_for_the_days_of_a_file_does_not_keep_the_file_out(client):
    import_file(client, POSTINGS, "2024")
    type_it(client, POSTINGS, "2025")
    source = make_source(slug=POSTINGS.source["slug"])

    group = group_of("2025-06", observed_from="2025")
    file_figures([group], File(Path("b.csv"), "1" * 64), POSTINGS, source)

    assert figures.latest().get().as_of == "2025-06"
    same_day = File(Path("c.csv"), "2" * 64)
    type_it(client, POSTINGS, "2026")
    with pytest.raises(Unreadable, match="would tell again"):
        file_figures([group_of("2026", observed_from="2025-07")], same_day, POSTINGS, source)


@pytest.mark.usefixtures("site")
def test_a_data_set_is_filled_in_only_where_the_source_has_one(client):
    make_salary_figure(source="two", place="CA", data_set="first", as_of="2023")
    make_salary_figure(source="two", place="US", data_set="second", as_of="2023")
    make_salary_figure(source="one", place="CA", data_set="only", as_of="2023")
    make_salary_figure(source="one", place="US", data_set="", as_of="2023")

    for slug in ("two", "one"):
        client.post(ADD, typed(POSTINGS, "2026", source=make_source(slug=slug).pk, level=slug))

    told = {figure.level: figure.data_set for figure in figures.filter(as_of="2026")}
    assert told == {"two": "", "one": "only"}


def test_drafts_and_withdrawn_figures_name_no_data_set(client, publisher):
    publish(make_role())
    make_place(code="CA")
    source = make_source(slug=POSTINGS.source["slug"])
    make_salary_figure(source=source.slug, data_set="slip", published_at=None)
    make_salary_figure(source=source.slug, data_set="other").withdraw("Of another source")

    client.post(ADD, typed(POSTINGS, "2026"))

    assert figures.get(as_of="2026", corrected_at=None, data_set="").source == source


def told_of(client, **values):
    """What the form says when asked, and what its script is given, which is the same."""
    sent = {**typed(POSTINGS, "2026"), "currency": "USD", **values}
    page = client.post(ADD, {**sent, "_check": "Check what it replaces"})
    assert page.status_code == 200
    form = words(quickly(page).select_one("#succession"))
    assert form == words(quickly(client.get(TELL, sent)))
    return form


def quickly(response):
    """The page, or a part of one, without asking whether it is valid."""
    return BeautifulSoup(response.content, "html.parser")


def stand(**values):
    basics = {"place": "CA", "basis": "posted", "source": POSTINGS.source["slug"], "as_of": "2025"}
    return make_salary_figure(**{**basics, **values})


@pytest.fixture
def name(site):
    return "Product Manager, Canada: base pay"


@pytest.mark.parametrize(
    ("values", "more", "told"),
    [
        ({}, {}, "It takes the place of: {}, 2025, An article"),
        (
            {},
            {"published_at_0": "", "published_at_1": ""},
            "Once public, it takes the place of: {}",
        ),
        ({"data_set": "aijobs"}, {}, "It takes the place of: {}, 2025"),
        ({"as_of": ""}, {}, "It takes the place of: {}, no date"),
        (
            {"as_of": "2026-05"},
            {},
            "It is older than what stands, which takes its place at once.",
        ),
        ({}, {"as_of": ""}, "Without a date it counts as older than what stands"),
        ({"as_of": "2026"}, {}, "It takes the place of none: another is of the same date"),
        ({"source": "other"}, {}, "It takes the place of none. Others of the same role"),
        ({"source": "other"}, {}, "(another source)"),
        ({"basis": "paid"}, {}, "(another way of knowing)"),
        ({"currency": "CAD"}, {}, "(another currency)"),
        ({"level": "L1", "company": "udemy"}, {}, "(another level, company)"),
        ({"data_set": "x"}, {"data_set": "y"}, "(another data set)"),
        ({"place": "US"}, {}, "It takes the place of none: no other figure"),
        ({"component": "bonus"}, {}, "It takes the place of none: no other figure"),
        ({}, {"role": ""}, "Choose the role, the currency and the source"),
        ({}, {"currency": ""}, "Choose the role, the currency and the source"),
        ({}, {"source": ""}, "Choose the role, the currency and the source"),
    ],
)
def test_the_form_says_what_a_new_figure_takes_the_place_of(client, name, values, more, told):
    stand(**values)

    assert told.format(name) in told_of(client, **more)
    assert figures.count() == 1


def test_the_form_says_so_before_anything_is_right_and_of_any_text(client, name):
    stand(source="odd", level="<b>L1</b>")

    assert "(another source, level)" in told_of(client, median="much", as_of="soon")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("value", ["x", "9" * 40, "9" * 5_000, "٣", "\0", "-1", "<b>"])
def test_whatever_the_script_sends_is_no_fault(client, value):
    for name in ("role", "source", "place", "company", "as_of", "without", "component"):
        sent = {**typed(POSTINGS, "2026"), name: value}
        assert client.get(TELL, sent).status_code < 500


def test_after_saving_the_page_says_what_it_took_the_place_of(client, name):
    old = stand()

    page = client.post(ADD, typed(POSTINGS, "2026"), follow=True)

    (told,) = look_into(page).select(".messagelist .info")
    assert words(told) == f"It takes the place of: {name}, 2025, An article"
    assert told.a["href"] == reverse("admin:roles_salaryfigure_change", args=[old.pk])


def test_a_correction_counts_neither_itself_nor_what_it_corrects(client, name):
    wrong, old = stand(as_of="2026"), stand(as_of="2024")
    address = f"{ADD}?corrects={wrong.pk}"
    sent = {**filled_in(client.get(address)), "reason": "Misread"}

    page = client.post(address, {**sent, "_check": "1"})

    place = look_into(page).select_one("#succession")
    assert place["data-without"] == str(wrong.pk)
    # Superseded by the wrong one, it stands for nobody.
    assert "no other figure" in words(place)
    assert not figures.get(pk=wrong.pk).corrected_at
    draft = stand(as_of="2026", level="L1", published_at=None)
    form = client.get(reverse("admin:roles_salaryfigure_change", args=[draft.pk]))
    assert "(another level)" in words(look_into(form).select_one("#succession"))
    assert old.pk


def test_who_only_looks_is_asked_nothing(client, name):
    public = stand()

    page = look_into(client.get(reverse("admin:roles_salaryfigure_change", args=[public.pk])))

    assert page.select("#succession, [name=_check]") == []


values = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["product-manager", "technical-product-manager", None]),
        "occupation": st.sampled_from(["Cooks (35-2014)", "Bakers (51-3011)"]),
        "place": st.sampled_from(["US", ""]),
        "industry": st.sampled_from(["", "Software"]),
        "level": st.sampled_from(["", "L1"]),
        "company": st.sampled_from(["", "udemy"]),
        "component": st.sampled_from(["base", "bonus"]),
        "basis": st.sampled_from(["posted", "paid"]),
        "currency": st.sampled_from(["USD", "EUR"]),
        "data_set": st.sampled_from(["", "a", "b"]),
        "source": st.sampled_from(["one", "two"]),
    }
)


@pytest.mark.slow
@with_database
@given(st.lists(values, min_size=1, max_size=6), values)
def test_what_is_told_of_is_what_the_database_makes_a_series_of(others, asked):
    figures.all().delete()
    make_company()
    for other in others:
        make_salary_figure(as_of="2024", **other)
    figure = new_figure(as_of="2025", **asked)

    told = {each.pk for each in Succession(figure).series}

    figure.save()
    figure.refresh_from_db()
    assert told == {each.pk for each in figures.filter(series=figure.series, as_of="2024")}
