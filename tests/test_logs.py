import logging
import re
import sys

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from careerguide.logs import OneLine
from tests.accounts.people import PASSWORD, make_user, set_up_app, sign_in


@pytest.fixture
def security(caplog):
    caplog.set_level(logging.INFO, logger="careerguide.security")
    return lambda: [r.getMessage() for r in caplog.records if r.name == "careerguide.security"]


@pytest.mark.django_db
def test_a_failed_sign_in_is_logged_with_the_account_and_without_the_password(client, security):
    client.post("/accounts/login/", {"login": "Ada@example.org", "password": "hunter2-hunter2"})

    assert security() == ["failed sign-in /accounts/login/ account=ada@example.org from=127.0.0.1"]


@pytest.mark.django_db
def test_a_limited_sign_in_is_logged_with_the_account(client, security):
    for _ in range(6):
        client.post("/accounts/login/", {"login": "ada@example.org", "password": "hunter2-hunter2"})

    assert security()[5:] == [
        "limited sign-in /accounts/login/ account=ada@example.org from=127.0.0.1",
        "429 POST /accounts/login/ user=-",
    ]


@pytest.mark.django_db
def test_each_door_of_sign_in_logs_its_limited_tries(client, security):
    for n in range(40):
        fields = {"login": f"a{n}@example.org", "password": "hunter2-hunter2"}
        client.post("/accounts/login/", fields)

    about = [line for line in security() if "account=" in line]
    assert [line.split("@")[0].split("=a")[1] for line in about] == [str(n) for n in range(40)]
    assert "hunter2" not in str(security())


@pytest.mark.django_db
def test_a_wrong_code_and_a_wrong_old_password_are_logged_with_the_account(client, security):
    client.post("/accounts/login/code/", {"email": "bob@example.org"})
    client.post("/accounts/login/code/confirm/", {"code": "BCDF-GHJK"})
    client.force_login(make_user())
    client.post("/accounts/password/change/", {"oldpassword": "hunter2-hunter2"})

    assert security() == [
        "failed sign-in /accounts/login/code/confirm/ account=bob@example.org from=127.0.0.1",
        "failed sign-in /accounts/password/change/ account=ada@example.org from=127.0.0.1",
    ]


@pytest.mark.django_db
def test_a_sign_in_is_logged_with_the_account(client, security):
    make_user()

    sign_in(client)

    assert security() == ["sign-in /accounts/login/ account=ada@example.org from=127.0.0.1"]
    assert settings.LOGGING["loggers"]["careerguide.security"]["level"] == "INFO"


@pytest.mark.django_db
def test_what_is_told_by_mail_has_a_line(client, security):
    user = make_user()
    client.force_login(user)
    new = {"password1": "warm-heron-9-lands", "password2": "warm-heron-9-lands"}

    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})

    line = "told account/email/password_changed /accounts/password/change/"
    assert f"{line} account={user.email} from=127.0.0.1" in security()


@pytest.mark.django_db
def test_what_somebody_does_with_all_of_an_account_is_logged_by_number_alone(client, security):
    user, other = make_user(), Client()
    sign_in(other)
    sign_in(client)
    before = len(security())

    client.get("/accounts/data/")
    client.post("/accounts/sessions/", {"others": "1"})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/delete/")

    assert not User.objects.exists()
    assert security()[before:] == [
        f"data downloaded /accounts/data/ user={user.pk} from=127.0.0.1",
        f"sessions ended (1) /accounts/sessions/ user={user.pk} from=127.0.0.1",
        f"account deleted /accounts/delete/ user={user.pk} from=127.0.0.1",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["webauthn/login/", "authenticate/"])
def test_a_wrong_key_is_logged_without_what_it_says(client, security, door):
    user = make_user()
    set_up_app(user)
    if door == "authenticate/":
        sign_in(client)
    client.get(f"/accounts/2fa/{door}", headers={"accept": "application/json"})
    before = len(security())

    client.post(f"/accounts/2fa/{door}", {"credential": '{"id": "hunter2"}'})
    client.post(f"/accounts/2fa/{door}", {"credential": ""})

    told = {
        "webauthn/login/": "failed sign-in by key /accounts/2fa/webauthn/login/ user=-",
        "authenticate/": f"failed sign-in /accounts/2fa/authenticate/ account={user.email}",
    }
    assert security()[before:] == [f"{told[door]} from=127.0.0.1"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ['"a from=9.9.9.9 "@example.org', '"a\x0bb"@example.org'])
def test_an_address_cannot_forge_what_else_the_line_says(client, security, typed):
    client.post("/accounts/login/", {"login": typed, "password": "hunter2-hunter2"})

    assert all(re.fullmatch(r"[!-~ ]+", line) for line in security())
    assert all(line.count(" from=") <= 1 for line in security())


@pytest.mark.django_db
@pytest.mark.parametrize("forwarded", ["", "nonsense", "203.0.113.1"])
def test_who_comes_past_the_proxies_is_counted_by_the_connection(
    client, security, settings, forwarded
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    fields = {"login": "ada@example.org", "password": "hunter2-hunter2"}

    client.post("/accounts/login/", fields, headers={"x-forwarded-for": forwarded})

    assert security()[0].endswith("from=127.0.0.1")


@pytest.mark.parametrize(("status", "lines"), [(400, 1), (403, 1), (500, 5)])
def test_what_a_visitor_sent_wrongly_is_logged_without_a_trace(status, lines):
    try:
        raise BadRequest("no such port")
    except BadRequest:
        error = sys.exc_info()
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "no such port", (), error)
    record.status_code = status

    assert len(OneLine().format(record).splitlines()) == lines
    assert record.exc_info == error


@pytest.mark.django_db
def test_a_refusal_is_logged_with_the_user(client, security):
    user = User.objects.create_user("ada@example.org", "quiet-otter-pours-tea")
    client.force_login(user)

    client.get("/admin/", follow=True)

    assert security() == [f"403 GET /admin/login/ user={user.pk}"]


@pytest.mark.django_db
def test_what_cannot_be_read_is_logged_without_what_was_typed(client, security):
    user = User.objects.create_user("ada@example.org", "quiet-otter-pours-tea")
    client.force_login(user)

    client.get("/titles/?q=hunter2%00")
    client.get("/titles/", headers={"host": "hunter2.example"})
    client.post("/quiz/", {"keep": "hunter2"})

    assert security() == [
        "400 GET /titles/ user=-",
        "400 GET /titles/ user=-",
        f"400 POST /quiz/ user={user.pk}",
    ]


@pytest.mark.parametrize("typed", ["185k", "%E2%82%AC60.000", "150-180k", "-5", "185,000+USD"])
def test_an_amount_that_somebody_asks_about_is_in_no_line_of_the_log(typed):
    address = f"/salaries/?role=chef&amount={typed}&amount_currency=EUR"
    line = f'"GET {address} HTTP/1.1" 500 9 "https://careers.example{address}" {{"amount={typed}"}}'
    try:
        raise ValueError(line)
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("django.server", logging.ERROR, "", 0, "%s", (line,), error)

    told = OneLine().format(record)

    assert typed not in told
    assert told.count("role=chef&amount=…&amount_currency=EUR HTTP") == 2


@pytest.mark.parametrize(
    "said",
    [
        *("/?AMOUNT=185123", "/salaries/?Amount=185123", "/salaries/?role=chef&amonut=185123"),
        *("/salaries/?am%6Funt=185123", "/salaries/?amount[]=185123", "/salaries/?pay=185123"),
        *("/salaries/?185123", "/salaries/?amount_currency=185123", "/salaries/?role=185123"),
        *("/?next=/salaries/%3Famount%3D185123", "/salaries/?185123=amount", "/?a=1?amount=185123"),
        *("to %2Fsalaries%2F%3Famount%3D185123%26role%3Dchef", "AMOUNT=185123", "amounts=185123"),
        *("%252Fsalaries%252F%253FAmount%253D185123", "?amount_asked=185123", "/amount=185123/"),
    ],
)
def test_a_line_of_the_log_has_no_amount_under_whichever_name(said):
    record = logging.LogRecord("django.server", logging.INFO, "", 0, '"GET %s 1.1"', (said,), None)

    assert "185123" not in OneLine().format(record)


@pytest.mark.parametrize(
    "said",
    [
        *("level=185k", "level=5m", "level=USD+45", "level=USD%2045", "level=%31%38%35k"),
        *("year=25k%20a%20month", "year=1850", "page=185k", "page=1850", "company=45", "from=9k"),
        *("country=US-185", "sort=25k+a+month", "role=185k", "show=185"),
    ],
)
def test_an_amount_in_the_place_of_a_choice_is_in_no_line_of_the_log(said):
    record = logging.LogRecord(
        "django.server", logging.INFO, "", 0, f"/salaries/?{said}&role=chef", (), None
    )

    name = said.partition("=")[0]
    assert f"/salaries/?{name}=…&role=chef" in OneLine().format(record)


@pytest.mark.parametrize("typed", ["185000/", "185000", "%E2%82%AC60.000/", "by-place/185k/"])
def test_an_amount_in_a_path_below_pay_is_in_no_line_of_the_log(typed):
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, f'"/salaries/{typed} 1.1"', (), None
    )

    assert "/salaries/… 1.1" in OneLine().format(record).replace("by-place/", "")


@pytest.mark.parametrize("path", ["/salaries/ 1", "/salaries/by-place/ 1", "/admin/x/18500/ 1"])
def test_a_path_that_there_is_stays_in_the_log(path):
    record = logging.LogRecord("django.server", logging.INFO, "", 0, path, (), None)

    assert path in OneLine().format(record)


@given(st.text("amountAMOUNT_-.[]", min_size=1, max_size=12), st.booleans())
def test_no_name_of_a_parameter_brings_what_was_typed_into_the_log(name, is_escaped):
    name = "".join(f"%{ord(letter):02X}" for letter in name) if is_escaped else name
    record = logging.LogRecord(
        "django.server", logging.INFO, "", 0, f"GET /?{name}=185123 1.1", (), None
    )

    assert "185123" not in OneLine().format(record)


def test_the_choices_that_an_address_makes_stay_in_the_log():
    query = "role=product-manager&level=Level+4&year=2025&currency=EUR&page=12&level=L5"
    query += "&country=US-CA&sort=oldest&level=IC4-5&level=Level%204&page=107"
    record = logging.LogRecord(
        "django.server", logging.INFO, "", 0, f"/salaries/?{query}", (), None
    )

    assert query in OneLine().format(record)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["AMOUNT", "Amount", "amounts"])
def test_a_misspelt_question_about_an_amount_is_kept_by_nobody_either(client, name):
    for address in ("/salaries/", "/salaries.csv"):
        response = client.get(address, {name: "185123"})

        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/salaries/", "/salaries.csv", "/salaries/?q=%00", "/nowhere/"]
)
def test_asking_about_an_amount_logs_nothing_of_it(client, caplog, address):
    caplog.set_level(logging.DEBUG)

    for typed in ("185123", "%E2%82%AC60.321", "185123-190k", "185123%00"):
        client.get(f"{address}{'&' if '?' in address else '?'}amount={typed}")

    lines = [OneLine().format(record) for record in caplog.records]
    assert not [line for line in lines if "185123" in line or "60.321" in line or "60321" in line]


@pytest.mark.django_db
def test_a_missing_token_is_logged(security):
    Client(enforce_csrf_checks=True).post("/accounts/login/", {})

    assert security() == ["403 POST /accounts/login/ user=-"]


def test_a_line_of_the_log_cannot_be_forged():
    record = logging.LogRecord("a", logging.INFO, "", 0, "%s", ("x\r\n2026 forged",), None)

    assert "\n" not in OneLine().format(record)


def test_what_the_development_server_says_reaches_the_terminal():
    assert logging.getLogger("django.server").propagate
