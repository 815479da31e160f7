"""No form of the admin ends in an error of the database: whatever rule a form can break, it says
so in words. One walk over all forms of all registered models."""

from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.db.models import CheckConstraint, F
from django.urls import reverse

from accounts.models import User
from quiz.models import BackgroundFact, Profile
from roles.models import Company, Comparison, Contrast, Role, Transition
from tests.forms import MODELS, pages_of, spots, two_of_each
from tests.pages import filled_in, look_into, words
from tests.shared import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("rows")]

rows = shared(two_of_each)


@pytest.fixture
def chief(client):
    user = User.objects.create_superuser("chief@example.com", "a long enough password")
    client.force_login(user)
    return user


def same(role, *names):
    """That role in all these fields; any role where a new row has none yet."""
    return dict.fromkeys(names, role or Role.objects.first().pk)


# What breaks a rule that is not about two rows: of a row, the values to put into its form.
BREAKING = {
    "advice_has_one_owner": lambda row: {},
    "contrast_has_one_owner": lambda row: {},
    "transition_leads_elsewhere": lambda row: {"to_role": row.from_role_id},
    "route_leads_elsewhere": lambda row: same(row.to_role_id, "from_role", "to_role"),
    "figure_has_one_shape": lambda row: {"low": "1", "point": "1"},
    "low_not_above_high": lambda row: {"low": "2", "high": "1"},
    "percentiles_in_order": lambda row: {"low": "", "high": "", "p10": "2", "median": "1"},
    "amounts_are_positive": lambda row: {"low": "-1"},
    "amounts_can_be_read_back": lambda row: {"high": "9999999999999"},
    "cap_is_for_missing_percentiles": lambda row: {"capped_at": "5"},
    "cap_is_above_percentiles": lambda row: {"low": "", "high": "", "p75": "6", "capped_at": "5"},
    "currency_is_known": lambda row: {"currency": "XXX"},
    "period_is_known": lambda row: {"period": "aeon"},
    "component_is_known": lambda row: {"component": "luck"},
    "basis_is_known": lambda row: {"basis": "rumour"},
    "balanced_percentiles_in_order": lambda row: {
        "low": "",
        "high": "",
        "p10": "1",
        "balanced_p25": "2",
        "balanced_median": "1",
    },
    "balanced_beside_percentiles": lambda row: {"balanced_median": "1"},
    "employers_are_some_and_not_above_n": lambda row: {"n": "1", "employers": "2"},
    "n_at_least_one_when_known": lambda row: {"n": "0"},
    "n_is_one_that_can_be_counted": lambda row: {"n": "100000001"},
    "figure_is_of_a_role_or_an_occupation": lambda row: {"role": "", "occupation": ""},
    "as_of_is_a_date_as_far_as_known": lambda row: {"as_of": "2025-13"},
    "observed_from_is_a_date_as_far_as_known": lambda row: {"observed_from": "2025-13"},
    "observed_from_has_as_of": lambda row: {"observed_from": "2025", "as_of": ""},
    "few_have_a_median_alone": lambda row: {
        **dict.fromkeys(("low", "high", "employers"), ""),
        "n": "2",
        "p25": "1",
        "median": "2",
    },
    "observed_from_before_as_of": lambda row: {"observed_from": "2025", "as_of": "2024"},
    "low_percent_not_above_high": lambda row: {"low_percent": "9", "high_percent": "8"},
    "percent_of_gap_can_be_read_back": lambda row: {"low_percent": "-1"},
    "gap_component_is_known": lambda row: {"component": "luck"},
    "gap_is_between_two_roles": lambda row: same(row.than_id, "role", "than"),
    "gap_as_of_is_a_date_as_far_as_known": lambda row: {"as_of": "2025-13"},
    "regions_lie_in_a_country": lambda row: {"code": "US-NY", "parent": ""},
    "rate_is_believable": lambda row: {"per_euro": "0"},
    "rate_is_of_a_known_currency": lambda row: {"currency": "EUR"},
    "published_on_is_a_date_as_far_as_known": lambda row: {"published_on": "2025-13"},
    # A new one has no key yet to name itself by.
    "no_source_is_made_from_itself": lambda row: {"part_of": row.pk} if row.pk else {},
    "target_is_nought_to_hundred": lambda row: {"target": "101"},
    "importance_is_not_negative": lambda row: {"importance": "-1"},
    "direction_is_a_sign": lambda row: {"direction": "2"},
    "margins_are_shares": lambda row: {"leaning_margin": "1.5"},
    "points_are_positive": lambda row: {"technical_points": "0"},
    "weights_are_bounded": lambda row: {"product": "11"},
    "needed_level_can_be_had": lambda row: {"level": "4"},
    "step_leads_to_a_level": lambda row: {"to": "4"},
    "hours_of_a_step_in_order": lambda row: {"hours_from": "2", "hours_to": "1", "time": ""},
    "step_has_hours_or_a_time_in_words": lambda row: {
        "hours_from": "1",
        "hours_to": "2",
        "time": "A year",
    },
    "block_stands_between_two_roles": lambda row: dict.fromkeys(
        ("one", "other"), Profile.objects.first().pk
    ),
}
# Of which a form holds a field, and yet cannot break them, and why.
CANNOT = {
    "user_email_is_lower_case": "the form brings it to lower case",
    "only_facts_name_a_fact": "only the page of facts has these fields, and it sets the kind",
    "only_trade_offs_have_options": "as above, of trade-offs",
    "only_trade_offs_stand_in_blocks": "as above",
    "one_version_per_assessment_and_number": "the number is counted",
    "one_published_version_per_assessment": "only the first draft of all is added by a form",
    "one_draft_version_per_assessment": "as above",
}


def rules_of(model):
    """Each rule of the table by a name: a check, or the fields that no two rows may share."""
    # Proxies have the rules of the class with the table.
    options = model._meta.concrete_model._meta
    for rule in options.constraints:
        yield rule.name, rule, fields_of(rule)
    for field in options.fields:
        if field.unique and not field.primary_key:
            yield field.name, None, {field.name}


def fields_of(rule):
    if isinstance(rule, CheckConstraint):
        return set(rule.condition.referenced_base_fields)
    return {*rule.fields, *(name for each in rule.expressions for name in names_in(each))}


def names_in(expression):
    if isinstance(expression, F):
        return {expression.name}
    return set().union(*map(names_in, expression.get_source_expressions()))


def is_check(rule):
    return isinstance(rule, CheckConstraint)


def colliding(spot, name, rule, fields):
    """What to put into that form so that it breaks the rule; None where none can."""
    if name in CANNOT or not fields & spot.fields:
        return None
    if isinstance(rule, CheckConstraint):
        values = BREAKING[name](spot.row)
        return {key: value for key, value in values.items() if key in spot.fields}
    return another(spot, rule, fields)


def another(spot, rule, fields):
    """What the form holds of the rule in a row that is like this one in the rest of it."""
    rows = spot.row._meta.concrete_model._default_manager.exclude(pk=spot.row.pk)
    if rule and rule.condition:
        rows = rows.filter(rule.condition)
    rest = {key: getattr(spot.row, key) for key in fields - spot.fields}
    row = None if None in rest.values() else rows.filter(**rest).first()
    return row and {key: value_of(row, key) for key in fields & spot.fields}


def value_of(row, key):
    value = row.serializable_value(key)
    return "" if value is None else value


def breaches(model, client):
    """Each way to break a rule: the page, the rule, and what a browser would send."""
    for address in pages_of(model):
        page = client.get(address)
        # Some have nothing to add by, and the form of some is not for writing.
        for spot in spots(page) if page.status_code == 200 else ():
            for name, rule, fields in rules_of(type(spot.row)):
                if values := colliding(spot, name, rule, fields):
                    yield address, rule, spot.with_values(values)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_what_breaks_a_rule_of_the_database_is_refused_in_words(model, client, chief):
    for address, rule, sent in breaches(model, client):
        answer = client.post(address, sent)
        assert answer.status_code == 200, f"{address}: {rule}"
        told = [words(each) for each in look_into(answer).select(".errorlist")]
        assert told, f"{address}: {rule}"
        assert "Constraint" not in " ".join(told), f"{address}: {rule}"
        assert not rule or rule.violation_error_message != rule.default_violation_error_message


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_a_choice_that_is_no_key_is_refused_in_words(model, client, chief):
    for address in pages_of(model):
        page = client.get(address)
        looked_up = look_into(page).select("select.admin-autocomplete")
        names = [each["name"] for each in looked_up if "__prefix__" not in each["name"]]
        for value in ("NaN", "9" * 20) if names else ():
            answer = client.post(address, filled_in(page) | dict.fromkeys(names, value))
            assert answer.status_code == 200, address
            assert b'class="errorlist' in answer.content, address


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_a_form_of_a_row_that_is_gone_is_shown_again_or_leads_elsewhere(model, client, chief):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    row = model._default_manager.first()
    page = row and client.get(reverse(name, args=[row.pk]))
    sent = filled_in(page) if page and b'method="post" id=' in page.content else {}
    for key in ("987654321", "x"):
        answer = client.post(reverse(name, args=[key]), sent)
        is_again = b"Somebody has deleted this" in answer.content
        assert (answer.status_code, is_again) in [(200, True), (302, False), (403, False)]


def test_lists_are_saved_without_a_field_of_any_rule():
    for model, model_admin in admin.site._registry.items():
        rules = {name for _, _, fields in rules_of(model) for name in fields}
        assert not rules & set(model_admin.list_editable), model


def change(row, query=""):
    return reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk]) + query


def offered(client, page, field):
    """What the choice of this field lists when it is opened."""
    select = look_into(client.get(page)).select_one(f"select[name={field}]")
    asked = {name: select[f"data-{name.replace('_', '-')}"] for name in ASKED}
    address = select["data-ajax--url"]
    # As jQuery does; the client of the tests would throw away what is asked there already.
    mark = "&" if "?" in address else "?"
    answer = client.get(f"{address}{mark}{urlencode(asked)}")
    return {each["text"] for each in answer.json()["results"]}


ASKED = ["app_label", "model_name", "field_name"]


def test_no_transition_to_the_role_itself_is_offered(client, chief):
    part = Transition.objects.first()
    tab = change(part.from_role, "?part=transitions")
    for names in (offered(client, change(part), "to_role"), offered(client, tab, OF_FIRST)):
        assert "Owner" in names
        assert "Product Manager" not in names


OF_FIRST = "transitions-0-to_role"


@pytest.mark.parametrize("role", ["x", "9" * 20, "9" * 5_000])
def test_without_a_role_that_is_none_all_are_offered(client, chief, role):
    sent = {"app_label": "roles", "model_name": "transition", "field_name": "to_role"}

    found = client.get("/admin/autocomplete/", {**sent, "term": "", "without": role})
    every = client.get("/admin/autocomplete/", {**sent, "term": ""})

    assert found.json()["results"] == every.json()["results"] != []


def test_no_contrast_of_a_neighbour_with_itself_is_offered_or_taken(client, chief):
    part = Contrast.objects.exclude(neighbour=None).first()
    tab = change(part.neighbour, "?part=contrasts")
    for page, field in [(change(part), "role"), (tab, "contrasts-0-role")]:
        assert "Scrum Master" not in offered(client, page, field)
        sent = filled_in(client.get(page)) | {field: part.neighbour_id}
        assert "beside another role than itself" in client.post(page, sent).content.decode()


def test_a_comparison_with_too_long_an_address_is_refused(client, chief):
    roles = [Role.objects.create(name=sign, slug=sign * 100) for sign in "abc"]
    sent = filled_in(client.get(reverse("admin:roles_comparison_add")))
    sent |= {"name": "Long", "short_answer": "Long.", "roles": [role.pk for role in roles]}
    sent |= {"company": Company.objects.first().pk}
    page = client.post(reverse("admin:roles_comparison_add"), sent)
    assert "The address would have 315 signs" in page.content.decode()
    assert not Comparison.objects.filter(name="Long").exists()


def test_two_steps_of_a_fact_that_say_the_same_are_refused(client, chief):
    fact = BackgroundFact.objects.exclude(steps=None).first()
    page = reverse("admin:quiz_backgroundfact_change", args=[fact.pk])
    sent, count = filled_in(client.get(page)), fact.steps.count()
    for place in (count, count + 1):
        sent |= {f"steps-{place}-text": "Learn it", f"steps-{place}-position": 1}
    answer = client.post(page, sent | {"steps-TOTAL_FORMS": count + 2})
    assert "Please correct the duplicate data" in answer.content.decode()
    assert fact.steps.count() == count
