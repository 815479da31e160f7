"""What is shipped for operators says the same as what it stands in front of."""

import re

import pytest
from django.conf import settings

from tests.test_conventions import ROOT

pytestmark = pytest.mark.once

NGINX = (ROOT / "deploy" / "nginx.conf").read_text()
SERVICE = (ROOT / "deploy" / "careerguide.service").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()


def test_the_proxy_lets_every_form_through_and_little_more():
    most = int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1]) * 2**20

    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < most <= 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_the_proxy_says_of_what_is_too_long_that_it_is():
    assert "error_page 413 @too_long;" in NGINX
    assert 'return 413 "That is too long' in NGINX


def test_the_proxy_asks_where_the_server_listens():
    port = re.search(r"sed -n 's/\^PORT=//p'.*?\),(\d+)\)", MAKEFILE)[1]

    assert f"server 127.0.0.1:{port};" in NGINX


def test_the_proxy_lets_no_client_say_where_it_comes_from():
    assert "underscores_in_headers off;" in NGINX
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX


def test_neither_proxy_nor_server_keeps_a_list_of_who_asks_what():
    # In each by itself: around them it would be told to the lists that are there already.
    _, *servers = NGINX.split("\nserver {")

    assert len(servers) == 2
    for server in servers:
        assert re.findall(r"\w+_log .*", server) == [
            "access_log off;",
            "error_log /dev/null emerg;",
        ]
    assert "--no-access-log" in MAKEFILE


def test_the_server_is_started_again_whatever_ended_it():
    assert "Restart=always" in SERVICE
    assert "StartLimitIntervalSec=0" in SERVICE
    assert "ExecStart=/usr/bin/make serve" in SERVICE


def test_what_is_kept_for_a_while_is_forgotten_by_a_timer():
    timer = (ROOT / "deploy" / "careerguide-tidy.timer").read_text()
    tidy = (ROOT / "deploy" / "careerguide-tidy.service").read_text()

    assert "OnCalendar=daily" in timer
    assert "manage.py tidy\n" in tidy
    for shared in ("User", "WorkingDirectory", "EnvironmentFile"):
        assert re.search(f"^{shared}=.*$", SERVICE, re.M)[0] in tidy
