"""Looking into a page as a browser would."""

import html5lib
from bs4 import BeautifulSoup
from bs4.builder import HTML5TreeBuilder

TOKEN = "csrfmiddlewaretoken"


class StrictTreeBuilder(HTML5TreeBuilder):
    """Raises at what is no valid HTML, where its base reads on; to check it first takes as long as
    reading it."""

    def feed(self, markup):
        html5lib.HTMLParser(tree=self.create_treebuilder, strict=True).parse(markup)


def look_into(response):
    """The page, which has to be valid HTML."""
    return BeautifulSoup(response.content.decode(), builder=StrictTreeBuilder())


def words(element):
    return " ".join(element.get_text().split())


def cited_by(element):
    """Addresses of the sources in the sets of the page that an element's marks lead to."""
    page = [element, *element.parents][-1]
    sets = [page.select_one(mark["href"]) for mark in element.select("a.cite")]
    return [link["href"] for each in sets for link in each.select("li a")]


def filled_in(page):
    """What a browser would send of the form of the admin, as the page fills it in."""
    form = look_into(page).select_one("#content form[method=post], #changelist-form")
    return {
        name: values[0] if len(values) == 1 else values for name, values in values_of(form).items()
    }


def values_of(form):
    """What a browser would send of a form, without its token."""
    values = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        values.setdefault(field["name"], []).extend(_value(field))
    # Buttons and unticked boxes send nothing.
    return {name: sent for name, sent in values.items() if sent and name != TOKEN}


def with_token(form):
    """The same with its token; of several values of one name the last."""
    values = {name: sent[-1] for name, sent in values_of(form).items()}
    return values | {TOKEN: form.select_one(f"input[name={TOKEN}]")["value"]}


def _value(field):
    if field.name == "textarea":
        return [field.get_text().removeprefix("\n")]
    if field.name == "select":
        return [each.get("value", "") for each in field.select("option[selected]")]
    kind = field.get("type", "text")
    if kind in ("submit", "button", "file") or (
        kind in ("checkbox", "radio") and not field.has_attr("checked")
    ):
        return []
    return [field.get("value", "on" if kind == "checkbox" else "")]
