"""What a subject leads to and readers would not find: terms, disputes, questions; and what an
answer lacks behind it."""

from roles import content, links
from roles.models import Edition, Inquiry, Listing, Source, Term
from roles.problems import Problem


def problems(subject):
    found = [*_terms(subject)]
    if isinstance(subject, content.Inquiry):
        found += [*_disputes(subject), *_questions(subject), *_interests(subject)]
    return found


def _terms(subject):
    linked = [(where, anchor) for where, anchor in links.to_terms(subject) if anchor]
    # Who links to nothing, which is most, asks for nothing.
    known = _anchors(subject) if linked else ()
    for where, anchor in linked:
        if anchor not in known:
            yield Problem(where, f"links to “{anchor}”, which is no term of the glossary")


def _anchors(subject):
    """Of the terms that are published or drafted: the texts may be public before the term is."""
    public = Edition.objects.current().of("glossary").subjects()
    here = [subject] if isinstance(subject, content.Glossary) else []
    terms = {term.key for glossary in [*public, *here] for term in glossary.terms}
    keys = terms.union(Term.objects.values_list("key", flat=True))
    return {f"terms-{key}" for key in keys}


def _disputes(inquiry):
    public = _public("dispute", inquiry.disputes)
    for slug in inquiry.disputes:
        if slug not in public:
            yield Problem("", f"needs the dispute {slug}, which is not published")


def _questions(inquiry):
    """Two that name each other could not wait for each other; a slug alone is no question yet."""
    drafted = Inquiry.objects.exclude(short_answer="").filter(slug__in=inquiry.related)
    known = _public("inquiry", inquiry.related).union(drafted.values_list("slug", flat=True))
    for slug in inquiry.related:
        if slug not in known:
            yield Problem("", f"names the question {slug}, which is not answered")


def _public(kind, slugs):
    listings = Listing.objects.current().of(kind).filter(slug__in=slugs)
    return set(listings.values_list("slug", flat=True))


def _interests(inquiry):
    """What one side alone says answers no question, unless the page says what is not said."""
    slugs = {slug for _, statement in content.statements(inquiry) for slug in statement.sources}
    sides = {
        # Of whom nobody knows what they sell: whoever publishes it.
        source.interest or source.publisher or source.slug
        for source in Source.objects.filter(slug__in=slugs)
    }
    if len(sides) < 2 and not inquiry.silence:
        yield Problem("", "needs sources of two interests, or words on what they do not say")
