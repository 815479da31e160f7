import re
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db.models import FileField
from django.test import Client
from django.urls import URLResolver, get_resolver

from accounts.models import User
from quiz.views.plan_sources import plan_advert
from roles.views.decode import decode_page
from tests.pages import TOKEN, look_into, with_token

UNREADABLE = ["%00", "%ff%fe", "%c0%af", "%ed%a0%80", "a%00b"]
ANSWERS = [
    ("/health/live", 200),
    ("/nowhere/", 404),
    ("/nowhere", 404),
    ("/nowhere/?q=%00", 400),
    ("/admin/", 302),
    ("/admin", 301),
    ("/accounts/login/", 200),
    ("/static/css/site.css", 200),
    ("/static/nothing.css", 404),
]
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
HIDDEN = [
    "/.git/config",
    "/.env",
    "/static/../careerguide/settings.py",
    "/static/%2e%2e/manage.py",
    "/static/",
    "/media/",
    "/__debug__/",
    "/metrics",
    "/manage.py",
    "/db.sqlite3",
]


def policy(response):
    directives = response["Content-Security-Policy"].split(";")
    return dict(directive.strip().split(" ", 1) for directive in directives)


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_kind_of_answer_carries_the_security_headers(client, address, status):
    response = client.get(address)
    response.close()

    assert response.status_code == status
    assert policy(response) == POLICY
    assert HEADERS.items() <= dict(response.items()).items()
    assert "Permissions-Policy" in response
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("sent", UNREADABLE)
@pytest.mark.parametrize("address", ["/?q={}", "/titles/?q={}", "/roles/{}/", "/health/live?{}=1"])
def test_input_that_is_no_text_is_refused_before_any_query(client, address, sent):
    assert client.get(address.format(sent)).status_code == 400


def test_a_nul_in_a_cookie_is_refused(client):
    client.cookies["sessionid"] = "abcdefgh\0"

    assert client.get("/accounts/login/").status_code == 400


def test_a_nul_in_a_form_is_refused(client):
    sent = {"login": "a\0@example.org", "password": "x"}

    assert client.post("/accounts/login/", sent).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", ["NaN", "", "9" * 19, "9" * 5_000, "१", "-1"])
def test_a_row_that_cannot_be_is_refused_where_rows_are_chosen(client, chosen):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))

    for page in ("accounts/user", "auth/group", "roles/report"):
        sent = {"action": "delete_selected", "_selected_action": [chosen, "1"]}
        assert client.post(f"/admin/{page}/", sent).status_code == 400


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain"])
def test_a_body_longer_than_any_form_is_refused_unread(client, kind):
    for length in (str(2**30), "9" * 5_000):
        assert client.generic("POST", "/", b"", kind, CONTENT_LENGTH=length).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["100%", "%E2%82%AC", "€", "a+b", "%25%32%66", "%F0%9F%A6%A6"])
def test_input_that_is_text_is_not_refused(client, text):
    assert client.get(f"/accounts/login/?q={text}").status_code == 200
    assert client.get(f"/nowhere/{text}/").status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "EVIL"])
def test_methods_nobody_needs_are_refused(client, method):
    response = client.generic(method, "/health/live")

    assert response.status_code == 405
    assert response["Allow"]


def test_the_method_cannot_be_overridden(client):
    response = client.get(
        "/health/live?_method=DELETE", headers={"x-http-method-override": "DELETE"}
    )

    assert response.status_code == 200


def test_head_has_the_headers_and_no_body(client):
    response = client.head("/health/live")

    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1:99999",
        f"127.0.0.1:{'9' * 5_000}",
        "127.0.0.1:0",
        "127.0.0.1:٣",
        "a b",
        "localhost.evil.example",
    ],
)
def test_a_host_that_is_not_ours_is_refused(client, host):
    response = client.get("/accounts/login/", headers={"host": host})

    assert response.status_code == 400
    assert host not in response.content.decode()


def test_a_host_that_is_not_ours_is_refused_with_all_headers_where_https_is_on(settings):
    settings.SECURE_SSL_REDIRECT = True

    response = Client().get("/about/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert policy(response) == POLICY
    assert HEADERS.items() <= dict(response.items()).items()


def test_forwarded_headers_are_ignored_without_a_trusted_proxy(rf):
    headers = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    request = rf.get("/", headers=headers)

    assert request.get_host() == "testserver"
    assert not request.is_secure()


@pytest.mark.parametrize("address", HIDDEN)
def test_what_is_not_published_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_list_of_collected_files_is_not_published(settings, tmp_path):
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    settings.STATIC_ROOT = tmp_path
    for name in ("staticfiles.json", "other.json"):
        (tmp_path / name).write_text("{}")
    client = Client()

    assert client.head("/static/other.json").status_code == 200
    assert client.get("/static/staticfiles.json").status_code == 404


def test_a_missing_page_offers_a_way_on(client):
    page = client.get("/nowhere/").content.decode()

    assert {"/compare/", "/roles/", "/titles/"} <= set(
        re.findall(r'(?:href|action)="([^"]+)"', page)
    )


def test_a_missing_page_does_not_repeat_what_was_asked_for(client):
    assert b"alert(1)" not in client.get("/<script>alert(1)</script>/").content


def test_scripts_cannot_read_the_token_of_a_form(client):
    cookie = client.get("/accounts/login/").cookies["csrftoken"]

    assert cookie["httponly"]


def test_a_form_without_its_token_is_refused_in_plain_words():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/accounts/login/", {})

    assert response.status_code == 403
    assert b"Nothing was changed" in response.content
    assert policy(response) == POLICY


def views(patterns):
    for each in patterns:
        yield from views(each.url_patterns) if isinstance(each, URLResolver) else [each.callback]


def test_only_a_page_that_is_only_read_asks_for_no_token(rf):
    exempt = {view for view in views(get_resolver().url_patterns) if hasattr(view, "csrf_exempt")}
    # One is sent a text, the other what was found in one: tests/roles/test_decode_views.py and
    # tests/quiz/test_plan_views.py show that nothing is kept without a token.
    sent_something = {decode_page, plan_advert}
    assert sent_something <= exempt

    assert {view(rf.post("/")).status_code for view in exempt - sent_something} == {405}


def test_no_table_has_room_for_a_file():
    """Were there one, what is sent would need a size, a type and a name of ours."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]

    assert not [field for field in fields if isinstance(field, FileField)]


STRANGE = [
    {"accept-language": "../../etc/passwd," * 5_000},
    {"accept": "application/json"},
    {"range": "bytes=0-1,5-900000000000000000000"},
    {"if-none-match": '"x", ' * 2_000},
    {"if-modified-since": "Fri, 31 Dec 9999 23:59:59 GMT"},
    {"if-modified-since": "yesterday"},
    {"cookie": "a b=c; =; \x7f; sessionid"},
    {"content-type": "text/x"},
    {"hx-request": "true", "hx-current-url": "javascript:alert(1)"},
    {"forwarded": "host=evil.example;proto=https"},
    {f"x-{number}": "y" for number in range(200)},
]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", STRANGE, ids=lambda sent: next(iter(sent)))
@pytest.mark.parametrize("address", ["/about/", "/accounts/login/"])
def test_headers_that_no_browser_sends_get_the_page_all_the_same(client, address, sent):
    plain, strange = client.get(address), client.get(address, headers=sent)

    assert (plain.status_code, strange.status_code) == (200, 200)
    assert "evil.example" not in strange.content.decode()
    assert "javascript:" not in strange.content.decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "address",
    ["/", "/roles/", "/compare/", "/titles/", "/health/live", "/health/ready", "/favicon.ico"],
)
def test_a_page_that_is_only_read_says_so_to_other_methods(address, method):
    response = Client(enforce_csrf_checks=True).generic(method, address)

    assert response.status_code == 405
    assert response["Allow"]


def test_the_icon_is_where_browsers_ask_for_it(client):
    assert client.get("/favicon.ico")["Location"] == "/static/icons/careerguide.svg"


def test_a_fault_of_ours_shows_no_detail(settings):
    settings.ROOT_URLCONF = "tests.faults"

    response = Client(raise_request_exception=False).get("/fault/")

    assert response.status_code == 500
    assert b"hunter2" not in response.content
    assert policy(response) == POLICY


@pytest.mark.parametrize("charset", ["rot13", "hex", "zlib", "undefined", "idna"])
@pytest.mark.parametrize("page", ["/health/live", "/accounts/login/", "/corrections/report/"])
def test_a_form_in_no_way_to_write_letters_is_refused(client, page, charset):
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"

    assert client.generic("POST", page, body, kind).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("charset", "sent"),
    [("utf-7", "+2AA-"), ("utf-7", "+AAA-"), ("unicode_escape", "\\ud800"), ("utf-16", "ab")],
)
@pytest.mark.parametrize(
    "page", ["/accounts/login/?next=", "/titles/?q=", "/salaries.csv?role=", "/compare/?roles="]
)
def test_addresses_and_forms_are_in_utf_8_whatever_a_request_says(client, page, charset, sent):
    # In these charsets it would be NUL, half a letter, or another letter.
    address = page + quote(sent)
    body = f'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n{sent}\r\n--x--\r\n'
    form = f"multipart/form-data; boundary=x; charset={charset}"

    asked = client.get(address, CONTENT_TYPE=f"text/plain; charset={charset}")
    assert words_of(asked) == words_of(client.get(address))
    assert client.generic("POST", page, body, form).status_code in (400, 405)
    named = body.replace('name="login"', f"name*={charset}''{quote(sent)}")
    assert client.generic("POST", page, named, "multipart/form-data; boundary=x").status_code < 500


def words_of(response):
    # A token is written in other letters each time.
    text = re.sub(rf'(name="{TOKEN}" value=)"\w+"', r"\1", response.content.decode())
    return response.status_code, text


def test_what_was_typed_into_a_form_without_its_token_is_given_back_to_its_writer_alone():
    client = Client(enforce_csrf_checks=True)
    sent = {"text": "It is the other way round."}
    own = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}

    for headers, is_shown in [(own, True), ({"origin": "https://evil.example"}, False)]:
        page = client.post("/corrections/report/", sent, headers=headers)
        assert page.status_code == 403
        assert (sent["text"] in page.content.decode()) is is_shown


@pytest.mark.django_db
def test_a_form_with_an_outdated_token_is_sent_once_more_by_its_writer():
    client = Client(enforce_csrf_checks=True)
    own = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    here = "/corrections/report/?page=/roles/"
    sent = with_token(look_into(client.get(here)).main.form)
    sent |= {"text": "It says 'right', and\n\"left\" <b>is</b>.", "email": "a@example.org"}

    page = client.post(here, sent | {TOKEN: "x" * 64}, headers=own)

    assert page.status_code == 403
    form = look_into(page).main.form
    again = with_token(form)
    assert form["action"] == here
    assert again == sent | {TOKEN: again[TOKEN]}
    assert client.post(here, again, headers=own).status_code == 303


def test_what_is_given_back_stands_under_the_names_of_its_fields_and_nothing_that_is_empty():
    client = Client(enforce_csrf_checks=True)
    sent = {"one_liner": "It is so.", "points-0-why_not": "For that reason.", "why": " " * 30}
    sent["_continue"] = "Save and continue editing"

    page = client.post("/corrections/report/", sent, headers={"origin": "http://testserver"})

    labels = {label["for"]: label.text for label in look_into(page).main.select("label")}
    assert list(labels.values()) == ["One liner", "Why not (points 1)"]
    boxes = [look_into(page).find(id=name) for name in labels]
    assert [box["value"] for box in boxes] == ["It is so.", "For that reason."]
    assert all(box.has_attr("readonly") for box in boxes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["http://testserver/admin/roles/role/1/change/", "https://evil.example/a", ""]
)
def test_who_wrote_in_a_form_of_the_staff_is_led_back_to_it(page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("ada@example.org"))
    here = "/admin/roles/role/1/publish"
    headers = {"origin": "http://testserver", "referer": page}

    refused = client.post(here, {"reason": "It is better so."}, headers=headers)

    assert refused.status_code == 403
    led = look_into(refused).main.find("a", string=re.compile("Open the form again"))["href"]
    assert led == (page if page.startswith("http://testserver/") else here)


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}])
def test_what_another_site_sends_is_not_offered_to_be_sent_once_more(headers):
    client = Client(enforce_csrf_checks=True)

    page = client.post("/corrections/report/", {"text": "Planted here."}, headers=headers)

    assert page.status_code == 403
    assert look_into(page).main.form is None


def test_a_secret_is_not_given_back_to_be_sent_once_more():
    client = Client(enforce_csrf_checks=True)
    sent = {"login": "ada@example.org", "password": "quiet otter pours tea"}

    page = client.post("/accounts/login/", sent, headers={"origin": "http://testserver"})

    assert page.status_code == 403
    assert look_into(page).main.form is None
    assert "otter" not in page.content.decode()
