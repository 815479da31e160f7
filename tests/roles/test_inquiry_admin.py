"""Questions and the glossary as staff write and publish them."""

import pytest
from django.urls import reverse

from roles.models import Glossary, Inquiry, Section, Source, Term
from tests.factories import (
    make_comparison,
    make_glossary,
    make_inquiry,
    make_section,
    make_source,
    publish,
    write,
)
from tests.pages import filled_in, look_into, words

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def address(step, row, *args):
    return reverse(f"admin:roles_{row._meta.model_name}_{step}", args=[row.pk, *args])


def publish_by_form(client, row, reason="It says so."):
    page = address("publish", row)
    return client.post(page, filled_in(client.get(page)) | {"reason": reason}, follow=True)


def test_a_question_is_written_with_its_parts_looked_at_and_published(client, publisher):
    make_source()
    source = Source.objects.get().pk
    add = reverse("admin:roles_inquiry_add")
    part = {"heading": "First", "body": "Ask.", "sources": source, "position": 1}
    sent = {"question": "How?", "slug": "how", "short_answer": "So.", "silence": "Much."}
    sent |= {f"parts-0-{name}": value for name, value in part.items()}
    sent |= {"sources": source, "parts-TOTAL_FORMS": 1, "parts-INITIAL_FORMS": 0}

    assert client.post(add, sent).status_code == 302

    row = Inquiry.objects.get()
    assert "First" in words(look_into(client.get(address("preview", row))))
    assert client.get("/questions/how/").status_code == 404
    publish_by_form(client, row)
    assert words(look_into(client.get("/questions/how/")).select_one("#parts-first h2")) == "First"


def test_an_edition_of_a_question_is_loaded_back(client, publisher):
    publish(make_inquiry(silence="Much.", parts=(make_section(),)))
    publish(make_inquiry(silence="Little."))
    row = Inquiry.objects.get()

    client.post(address("restore", row, 1))

    assert Inquiry.objects.get().silence == "Much."
    assert [part.heading for part in row.parts.all()] == ["Where they overlap"]


def test_there_is_one_glossary_and_its_terms_are_written_in_its_form(client, publisher):
    add = reverse("admin:roles_glossary_add")
    make_source()
    term = {"term": "OKR", "gloss": "Goals.", "sources": Source.objects.get().pk, "position": 1}
    sent = {f"terms-0-{name}": value for name, value in term.items()}
    sent |= {"terms-TOTAL_FORMS": 1, "terms-INITIAL_FORMS": 0}

    assert client.post(add, sent).status_code == 302
    row = Glossary.objects.get()
    assert client.get(add)["Location"] == address("change", row)
    client.post(add, sent)
    assert Glossary.objects.count() == 1
    assert Term.objects.get().key == "okr"
    assert "OKR" in words(look_into(client.get(address("preview", row))))
    publish_by_form(client, row)
    assert look_into(client.get("/glossary/")).select_one("#terms-okr")


def test_a_link_to_a_term_that_is_not_there_is_told_and_leads_to_its_part(client, publisher):
    body = "By [luck](/glossary/#terms-luck)."
    write(make_inquiry(silence="Much.", parts=(make_section(), make_section(key="b", body=body))))

    page = look_into(client.get(address("publish", Inquiry.objects.get())))

    found = page.find("a", href=lambda to: to and to.endswith("#parts-1"))
    assert "“terms-luck”, which is no term of the glossary" in words(found.parent)


def test_a_section_found_among_all_leads_to_the_question_or_comparison_it_is_of(client, publisher):
    write(make_inquiry(parts=(make_section(key="a", heading="Of a question"),)))
    write(make_comparison(sections=(make_section(key="b", heading="Of a comparison"),)))

    listed = words(look_into(client.get(reverse("admin:roles_section_changelist"))))

    assert "Of a question" in listed
    assert "Of a comparison" in listed
    for section in Section.objects.all():
        owner = address("change", section.inquiry or section.comparison)
        page = look_into(client.get(address("change", section)))
        assert [link for link in page.select("#content a") if link["href"].startswith(owner)]


@pytest.mark.parametrize("make", [make_inquiry, make_glossary])
def test_who_may_not_publish_writes_and_publishes_nothing(make, client, editor):
    write(make())
    row = Inquiry.objects.first() or Glossary.objects.first()

    assert client.get(address("change", row)).status_code == 200
    assert client.get(address("publish", row)).status_code == 403
    assert client.post(address("withdraw", row), {"reason": "No."}).status_code == 403
