import io
import json

import pytest
from django.core.management import CommandError, call_command

from roles import content
from roles.advert_signals import FAMILIES
from tests.factories import SOURCE, freeze, make_role, publish
from tests.roles import adverts

TECHNICAL, PROGRAM = "technical-product-manager", "technical-program-manager"

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles():
    for slug in (TECHNICAL, PROGRAM):
        alias = content.Alias(key="tpm", title="TPM", sources=(SOURCE,))
        publish(make_role(slug=slug, aliases=(alias,)))


@pytest.fixture
def signals():
    freeze(adverts.SHIPPED)


@pytest.fixture
def decode(tmp_path, capsys):
    def decode(name, written):
        path = tmp_path / name
        path.write_bytes(written if isinstance(written, bytes) else written.encode())
        call_command("decode", str(path))
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return decode


@pytest.mark.usefixtures("titles", "signals")
def test_a_file_of_text_is_one_advert(decode):
    (line,) = decode("advert.txt", f"TPM\n\n{adverts.TECHNICAL_PROGRAM}")

    assert (line["id"], line["state"], line["family"]) == ("advert.txt", "clear", "delivery")
    assert line["roles"] == [PROGRAM]
    assert line["title"] == {"text": "TPM", "roles": [TECHNICAL, PROGRAM]}
    assert 0 < line["technical"] < 1
    assert set(line["score"]) == set(FAMILIES)
    for family, score in line["score"].items():
        rows = [row for row in line["evidence"] if row["family"] == family]
        assert sum(row["weight"] for row in rows) == score
    row = line["evidence"][0]
    assert set(row) == {"phrase", "signal", "family", "weight", "source"}


@pytest.mark.usefixtures("titles", "signals")
def test_each_json_line_is_an_advert_with_the_title_beside_it(decode):
    texts = [
        {"id": "a", "text": adverts.PRODUCT, "title": "TPM"},
        {"id": 7, "text": adverts.MAIL.replace("TPM", "\u2028"), "title": None},
        {"text": ""},
    ]
    lines = decode("some.jsonl", "\n\n".join(json.dumps(each) for each in texts))

    assert [line["id"] for line in lines] == ["a", 7, "some.jsonl:5"]
    assert [line["family"] for line in lines] == ["product", None, None]
    assert [line["state"] for line in lines] == ["clear", "little", "little"]
    assert lines[0]["title"]["text"] == "TPM"
    assert [line["title"] for line in lines[1:]] == [None, None]
    assert lines[2]["why"] == "empty"


@pytest.mark.usefixtures("titles", "signals")
def test_half_a_sign_in_a_title_is_printed_as_it_came(decode):
    (line,) = decode("x.jsonl", '{"text": "", "title": "TPM \\ud800"}')

    assert line["title"]["text"] == "TPM \ud800"


@pytest.mark.usefixtures("titles", "signals")
def test_bytes_that_are_no_text_are_answered(decode):
    assert [line["state"] for line in decode("x.pdf", bytes(range(256)))] == ["little"]


@pytest.mark.usefixtures("titles", "signals")
@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "x.jsonl, line 2 is no JSON"),
        ("[" * 100_000, "x.jsonl, line 2 is no JSON"),
        ("[]", "x.jsonl, line 2 has no “text”"),
        ('{"text": 5}', "x.jsonl, line 2 has no “text”"),
        ('{"text": "", "title": 5}', "x.jsonl, line 2 has a “title” that is no text"),
    ],
)
def test_a_line_that_is_no_advert_is_named(decode, line, fault):
    with pytest.raises(CommandError, match=fault):
        decode("x.jsonl", f'{{"text": ""}}\n{line}')


@pytest.mark.usefixtures("titles", "signals")
def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.txt: No such file"):
        call_command("decode", str(tmp_path / "nothing.txt"))


def test_without_titles_nothing_is_decoded(decode):
    with pytest.raises(CommandError, match="load_starter"):
        decode("advert.txt", "TPM")


@pytest.mark.usefixtures("titles")
def test_without_signals_nothing_is_decoded(decode):
    with pytest.raises(CommandError, match="No signals are published: run load_starter first"):
        decode("advert.txt", "TPM")


@pytest.mark.usefixtures("titles", "signals")
def test_what_comes_in_is_read_too(monkeypatch, capsys):
    coming = io.TextIOWrapper(io.BytesIO(f"TPM\n\n{adverts.TECHNICAL_PROGRAM}".encode()))
    monkeypatch.setattr("sys.stdin", coming)

    call_command("decode", "-")

    assert json.loads(capsys.readouterr().out)["roles"] == [PROGRAM]


@pytest.mark.usefixtures("titles", "signals")
def test_the_end_of_a_name_counts_in_any_letters_and_a_line_without_an_id_has_its_number(decode):
    lines = [json.dumps({"id": None, "text": ""}), json.dumps({"id": 0, "text": ""})]

    found = decode("ADVERTS.JSONL", "\r\n".join(lines))

    assert [each["id"] for each in found] == ["ADVERTS.JSONL:1", 0]
