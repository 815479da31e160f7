from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from roles import advert_shown, decoding, locator
from roles.advert import decode
from roles.advert_evidence import TECHNICAL
from roles.advert_signals import FAMILIES
from roles.caching import public_page
from roles.figure_rows import CURRENCY, rates_to_compare
from roles.models import Edition, Listing, SalaryFigure
from roles.slugs import comparison_slug

# Real adverts run to 40,000 signs.
MOST_SIGNS = 60_000
# What that may take in bytes, with three of them a sign and three signs a byte on the way.
MOST_BYTES = 1_000_000
# Of one end as many figures as are read at a glance.
MOST_STANDINGS = 3


# It changes nothing and sets no cookie, so that there is nothing for a token to keep.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def decode_page(request):
    """Which job an advert or a mail is about. What is pasted is answered and forgotten."""
    if request.method != "POST":
        return asking(request)
    book = decoding.phrase_book()
    if book is None:
        return answering(request, {"verdict": "nothing"})
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > MOST_BYTES:
        return answering(request, {"verdict": "too long"}, status=413)
    text = request.POST.get("text", "")
    return answering(request, {"is_cut": len(text) > MOST_SIGNS, **answer(text[:MOST_SIGNS], book)})


@public_page
def asking(request):
    book = decoding.phrase_book()
    context = {"book": book} if book else {"verdict": "nothing"}
    return render(request, "roles/decode.html", context)


@cache_control(private=True, no_store=True)
def answering(request, context, status=200):
    return render(request, "roles/decode.html", context, status=status)


def answer(text, book):
    found = decode(text, book, decoding.reader())
    roles = Listing.objects.current().of("role").by_slug()
    evidence = advert_shown.by_family(found, book)
    named = [roles[slug] for slug in found.roles if slug in roles]
    ends = advert_shown.ends_of(found.pay[0].typed) if found.pay else ()
    return {
        "book": book,
        "decoding": found,
        "verdict": advert_shown.verdict(found, book),
        "is_unread": found.why in advert_shown.UNREAD,
        "pieces": advert_shown.text_pieces(text, found, book),
        "evidence": evidence,
        "families": [each for each in evidence if each.key != TECHNICAL],
        "technical": advert_shown.technical_step(found),
        "roles": named,
        "ends": ends,
        "glyphs": glyphs(book, roles),
        "standings": standings(ends, named),
        **titled(found, book, roles),
    }


def standings(ends, roles):
    """Where both ends of a range stand among what is published for these roles: pairs of bases,
    the strongest first."""
    if not (ends and roles):
        return []
    slugs = [role.slug for role in roles]
    figures = SalaryFigure.objects.published().latest().wide().of_whole_pay().of_the_market()
    # Without their neighbours: those of the role alone have room beside a text.
    figures = [each for each in figures.bases_of(*slugs) if each.role and each.role.slug in slugs]
    rates, _ = rates_to_compare(figures, {ends[0].currency, CURRENCY})
    low, high = ([locator.base(each, "", end, rates) for each in figures] for end in ends)
    pairs = {one: other for one, other in zip(low, high, strict=True) if not one.obstacle}
    return [(one, pairs[one]) for one in locator.by_strength(pairs)[:MOST_STANDINGS]]


def glyphs(book, roles):
    """The sign of each family that has one: that of its first role."""
    first = {key: [slug for slug in book.roles_of(key) if slug in roles] for key in FAMILIES}
    return {key: roles[own[0]].glyph for key, own in first.items() if own}


def titled(found, book, roles):
    """The roles that the title stands for; of several, the reply that tells the first two apart."""
    slugs = [slug for slug in found.title.roles if slug in roles] if found.title else []
    pair = comparison_slug(slugs[:2]) if len(slugs) > 1 else ""
    edited = Edition.objects.current().of("comparison").named(pair).subjects() if pair else []
    reply = edited[0].reply if (edited := list(edited)) else ""
    is_asked = bool(reply) and found.state == "little"
    return {
        "titled": [roles[slug] for slug in slugs],
        "reply": reply if is_asked else "",
        "asked": advert_shown.asked_back(found, book, is_split=is_asked),
    }
