"""The small rows that lists, the look-up of titles, source pages and maps read."""

from django.utils.text import Truncator, slugify

from roles import content
from roles.markdown import to_text
from roles.models import Citation, Edition, ListedRole, ListedTitle, Listing, Source
from roles.passages import passages


def write(edition):
    """The index rows of an edition; they count while the edition is current."""
    subject = edition.subject
    listing = Listing.objects.create(
        edition=edition, kind=edition.kind, slug=edition.slug, **_columns(subject)
    )
    ListedRole.objects.bulk_create(
        ListedRole(listing=listing, slug=slug, relation=relation)
        for relation, slug in _listed_roles(subject)
    )
    if isinstance(subject, content.Role):
        ListedTitle.objects.bulk_create(_listed_titles(listing, subject))
    Citation.objects.bulk_create(_citations(listing, subject))


def _columns(subject):
    match subject:
        case content.Role():
            return _columns_of_role(subject)
        case content.Comparison():
            return {
                "name": subject.name,
                "line": _first_line(subject.short_answer),
                "company": subject.company,
            }
        case (
            content.Dispute(question=name, explanation=text)
            | content.Inquiry(question=name, short_answer=text)
        ):
            return {"name": name, "line": _first_line(text)}
        case content.Route():
            return {
                "name": subject.name,
                "line": _first_line(subject.summary),
                "label": subject.kind,
                "background": subject.background,
                "company": subject.company,
            }
        # The outline has no page but a listing, because citations of its skills hang on one.
        case content.Glossary() | content.Signals() | content.Outline():
            return {"name": Edition.Kind(content.kind_of(subject)).label}


def _columns_of_role(role):
    return {
        "name": role.name,
        "emphasis": role.emphasis,
        "glyph": role.glyph,
        "line": role.one_liner,
        "is_neighbour": role.is_neighbour,
    }


def _first_line(text):
    # Cut to what the column holds: SQLite would store more, PostgreSQL refuses it.
    return Truncator(to_text(text).split("\n", 1)[0]).chars(300)


def _listed_roles(subject):
    match subject:
        case content.Comparison() | content.Dispute() | content.Inquiry():
            return [("about", slug) for slug in subject.roles]
        case content.Route():
            ends = [("to", subject.to_role), ("from", subject.from_role)]
            return [end for end in ends if end[1]]
    return []


def _listed_titles(listing, role):
    # A name without a plain letter has no slug, and then the role's own stands for it.
    own = ListedTitle(listing=listing, slug=slugify(role.name) or role.slug, title=role.name)
    others = [
        ListedTitle(listing=listing, slug=alias.key, title=alias.title, note=alias.note)
        for alias in role.aliases
    ]
    return [own, *others]


def _citations(listing, subject):
    # All at once, in place of a query for each of hundreds of statements.
    sources = {source.slug: source for source in Source.objects.all()}
    for anchor, statement in content.statements(subject):
        text = Truncator(content.headline(statement)).chars(300)
        places = passages(statement.where, statement.sources)
        for slug in statement.sources:
            yield Citation(
                listing=listing,
                source=sources[slug],
                anchor=anchor,
                text=text,
                passage=places.get(slug, ""),
            )
