import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from roles import advert_pay_shown, advert_shown, advert_verdict, decoding, locator
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
LONGEST_LENGTH = 20
PARTS = "multipart/form-data"
FORMS = ("application/x-www-form-urlencoded", PARTS)
# Controls, and halves of letters, which some charsets have; and what Django puts where bytes are no
# letters.
NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
UNREADABLE, FEW_STRANGE, MOST_STRANGE = "\N{REPLACEMENT CHARACTER}", 2, 0.05
# Such as fields without number, half a file, a line that is closed, a charset of no letters, a
# length that is no number.
BROKEN = (BadRequest, MultiPartParserError, SuspiciousOperation, OSError, LookupError, ValueError)
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
    try:
        text = text_sent(request)
    except NotText as told:
        return answering(request, {"verdict": told.verdict}, status=told.status)
    return answering(request, {"is_cut": len(text) > MOST_SIGNS, **answer(text[:MOST_SIGNS], book)})


# Not of the middleware: whatever is sent, the page says what to send.
decode_page.any_body = True
# As `asking` says of itself, which answers whoever sends nothing.
decode_page.reads = ()


class NotText(Exception):
    """What holds no text that could be read; `verdict` says why on the page."""

    def __init__(self, verdict, status):
        super().__init__(verdict)
        self.verdict, self.status = verdict, status


def text_sent(request):
    """The text without signs that are none of a text, which stand in files."""
    if bytes_of(request) > MOST_BYTES:
        raise NotText("too long", 413)
    if "HTTP_TRANSFER_ENCODING" in request.META and not bytes_of(request):
        raise NotText("broken", 411)
    if bytes_of(request) and request.content_type not in FORMS:
        raise NotText("no text", 415)
    try:
        is_whole = is_all_there(request)
        fields, files = request.POST, request.FILES
    except BROKEN as error:
        raise NotText("broken", 400) from error
    if not is_whole:
        raise NotText("broken", 400)
    text = fields.get("text", "")
    # Where that is no field, what was sent may be no form at all.
    if files or is_no_text(text or "".join(fields)):
        raise NotText("no text", 415 if files else 400)
    return NO_TEXT.sub(" ", text)


def is_all_there(request):
    """Whether the body is as long as it says, and its parts end as they say that they do."""
    body, mark = request.body, request.content_params.get("boundary")
    is_closed = request.content_type != PARTS or not mark or f"--{mark}--".encode() in body
    return is_closed and len(body) >= bytes_of(request)


def is_no_text(text):
    strange = len(NO_TEXT.findall(text)) + text.count(UNREADABLE)
    return strange > FEW_STRANGE + MOST_STRANGE * len(text)


def bytes_of(request):
    """How long the body says it is; 0 of what is no number, as for Django."""
    length = request.META.get("CONTENT_LENGTH") or ""
    # Python refuses to read a number of thousands of digits.
    return int(length[:LONGEST_LENGTH]) if length.isdecimal() else 0


@public_page
def asking(request):
    book = decoding.phrase_book()
    context = {"book": book} if book else {"verdict": "nothing"}
    return render(request, "roles/decode.html", context)


@cache_control(private=True, no_store=True)
def answering(request, context, status=200):
    return render(request, "roles/decode.html", context, status=status)


def answer(text, book):
    reader = decoding.reader()
    found = decode(text, book, reader)
    roles = Listing.objects.current().of("role").by_slug()
    evidence = advert_shown.by_family(found, book)
    pieces = advert_shown.text_pieces(text, found, book)
    named = [roles[slug] for slug in found.roles if slug in roles]
    pay = advert_pay_shown.pay_said(found.pay)
    verdict = advert_verdict.verdict(found, book)
    return {
        "book": book,
        "decoding": found,
        "verdict": verdict,
        "is_by_title": verdict in advert_verdict.BY_TITLE,
        "title_kind": advert_verdict.title_kind(found, book),
        "duties": advert_verdict.duties(found, book),
        "likely": advert_verdict.likely(found, book),
        "is_unread": found.why in advert_verdict.UNREAD,
        "pieces": pieces,
        "is_technical_marked": any(piece.family == TECHNICAL for piece in pieces),
        "unmarked": advert_shown.unmarked(found, pieces),
        "evidence": evidence,
        "families": [each for each in evidence if each.said and each.key != TECHNICAL],
        "technical": advert_shown.technical_step(found),
        "roles": named,
        "pay": pay,
        "glyphs": glyphs(book, roles),
        **standings(pay[0].ends if pay else (), named),
        **titled(found, book, roles, reader),
    }


def standings(ends, roles):
    """Where an amount or both ends of a range stand among what is published for these roles: bases
    of each figure, one for each end, the strongest first; and by which rates, where any are told
    in another currency."""
    if not (ends and roles):
        return {"standings": []}
    slugs = [role.slug for role in roles]
    figures = SalaryFigure.objects.published().latest().wide().of_whole_pay().of_the_market()
    # Without their neighbours: those of the role alone have room beside a text.
    figures = [each for each in figures.bases_of(*slugs) if each.role and each.role.slug in slugs]
    rates, sources = rates_to_compare(figures, {ends[0].currency, CURRENCY})
    bases = [[locator.base(each, "", end, rates) for each in figures] for end in ends]
    rows = {row[0]: row for row in zip(*bases, strict=True) if not row[0].obstacle}
    shown = locator.by_strength(rows)[:MOST_STANDINGS]
    is_converted = any(each.conversion for each in shown)
    return {
        "standings": [rows[each] for each in shown],
        "is_converted": is_converted,
        "rate_sources": sources if is_converted else [],
    }


def glyphs(book, roles):
    """The sign of each family that has one: that of its first role."""
    first = {key: [slug for slug in book.roles_of(key) if slug in roles] for key in FAMILIES}
    return {key: roles[own[0]].glyph for key, own in first.items() if own}


def titled(found, book, roles, reader):
    """The roles that the title stands for, and what to ask back; of several roles first which of
    them it is, by the reply of an editor where that names all of them."""
    slugs = [slug for slug in found.title.roles if slug in roles] if found.title else []
    is_asked = len(slugs) > 1 and found.state == "little"
    edited = edited_reply(slugs) if is_asked else ""
    names = {
        slug: reader.spelt_out(found.title.meaning, slug) or roles[slug].name for slug in slugs
    }
    return {
        "titled": [roles[slug] for slug in slugs],
        # Else one of them is short for several.
        "is_each_named": bool(slugs) and len(slugs) == len(found.title.meaning.titles),
        "reply": edited,
        "names": names,
        "meanings": list(names.values()) if is_asked and not edited else [],
        "asked": advert_shown.asked_back(found, book, is_split=bool(edited)),
    }


def edited_reply(slugs):
    subjects = Edition.objects.current().of("comparison").named(comparison_slug(slugs)).subjects()
    return next((each.reply for each in subjects), "")
