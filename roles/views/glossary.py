from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import content, lexicon
from roles.caching import public_page
from roles.models import Edition, Listing

# More than are seen at a glance: then letters lead to them.
MOST_AT_A_GLANCE = 12


@require_safe
@public_page
def glossary(request):
    published = Edition.objects.current().of("glossary").subjects()
    return render_glossary(request, next(iter(published), content.Glossary()))


def render_glossary(request, glossary):
    roles = Listing.objects.current().of("role").by_slug()
    letters = [
        (letter, [(term, [roles[slug] for slug in term.roles if slug in roles]) for term in terms])
        for letter, terms in lexicon.by_letter(glossary.terms)
    ]
    context = {
        "glossary": glossary,
        "letters": letters,
        "has_letters": len(glossary.terms) > MOST_AT_A_GLANCE,
    }
    return render(request, "roles/glossary.html", context)
