"""Requests that no browser sends, drawn by chance from a seed. Nothing here asks Django or a
database: where the doors are, and what the form behind one would send, is handed in."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote_from_bytes

# What no page may show as it was sent, and no template may work out.
SCRIPT = b"<script>alert(7)</script>"
SUM = b"{{ 7919*7907 }}{% debug %}{% include '/etc/passwd' %}"
WORKED_OUT = "62615533"

VALUES = (
    b"",
    b" ",
    b"x" * 100_000,
    b"\n" * 5_000,
    b"\0",
    b"a\0b",
    b"\xff\xfe",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf5\x90\x80\x80",
    b"%2500",
    b"%252e%252e%252f",
    "\u202egnp.exe\u2066".encode(),
    "\u200b\ufeff\u200d".encode(),
    ("e" + "\u0301" * 500).encode(),
    "ıİß１２３ﬃ🦦\u2028".encode(),
    "१२".encode(),
    b"0",
    b"-1",
    b"-0",
    b"1.5",
    b"1e3",
    b"1_000",
    b"0x10",
    b"2147483648",
    b"9223372036854775807",
    b"9223372036854775808",
    b"-9223372036854775809",
    b"18446744073709551616",
    b"9" * 400,
    b"9" * 5_000,
    b"0." + b"1" * 400,
    b"NaN",
    b"-Infinity",
    b"1e309",
    b"1E+999999999",
    b"0001-01-01",
    b"9999-12-31",
    b"10000-01-01",
    b"2025-02-30",
    b"2024-02-29T25:61:61",
    b"-001-13-45",
    b"31/12/2025",
    b"24:00:60",
    b"null",
    b"true",
    b"on",
    b"[]",
    b"[1, 2]",
    b'{"a": {"$gt": ""}}',
    b"[" * 2_000,
    b"{",
    b"1",
    b"2",
    b"999999",
    b"00000000-0000-0000-0000-000000000000",
    b"no-such-slug",
    b"=1+1",
    b"+cmd|' /C calc'!A0",
    b"@SUM(1)",
    b"\t=1",
    SCRIPT,
    b"\"'><img src=x onerror=alert(7)>",
    b"</title></textarea>" + SCRIPT,
    b"javascript:alert(7)",
    b"[x](javascript:alert(7)) <svg/onload=alert(7)>",
    b"https://evil.example/",
    b"//evil.example",
    b"\\\\evil.example",
    b"https://[::1",
    b"http://a:99999999/",
    b"a@b.c\r\nBcc: d@e.f",
    b'"a b"@example.org',
    b"x" * 400 + b"@example.org",
    b"a@" + b"b" * 70 + b".org",
    "ä@exämple.org".encode(),
    SUM,
    b"${7919*7907}%(x)s%s%n{0.__class__}",
    b"' OR 1=1--",
    b"1;DROP TABLE quiz_attempt",
    b"%' AND (SELECT 1)",
    b"../../../../etc/passwd",
    b"\r\nSet-Cookie: evil=1",
    b"__all__",
    b"_popup",
)
PARAMETERS = (
    *("q", "to", "from", "kind", "page", "roles", "show", "p", "sent", "role", "country", "level"),
    *("company", "component", "source", "year", "currency", "period", "sort", "next", "a", "b"),
    *("again", "keep", "item", "value", "id", "id__in", "user__password__regex", "o", "e", "all"),
    *(
        "_popup",
        "without",
        "action",
        "_selected_action",
        "index",
        "select_across",
        "company__in",
        "role",
        "_to_field",
        "_changelist_filters",
        "app_label",
        "model_name",
        "field_name",
        "term",
    ),
    *("page[]", "page.x", "_method", "number", "edition", "url", "process", "code", "key"),
)
LOCAL = (b"127.0.0.1", b"localhost")
HEADERS: Mapping[bytes, Sequence[bytes]] = {
    b"Host": (
        *(b"evil.example", b"", b"a b", b"127.0.0.1:0", b"127.0.0.1:99999", b"[::1", b"[::1]:x"),
        *(b"127.0.0.1:" + b"9" * 5_000, b"127.0.0.1@evil.example", b"\xff", b"localhost."),
    ),
    b"Range": (b"bytes=0-1,5-900000000000000000000", b"bytes=-", b"x"),
    b"If-None-Match": (b"*", b'"x", ' * 1_000, b'W/"', b"\xff"),
    b"If-Match": (b"*", b'"x"', b""),
    b"If-Modified-Since": (
        b"Fri, 31 Dec 9999 23:59:59 GMT",
        b"yesterday",
        b"Fri, 31 Feb 0000 99:99:99 GMT",
    ),
    b"If-Unmodified-Since": (b"Thu, 01 Jan 1970 00:00:00 GMT", b"9" * 500),
    b"Accept": (b"application/json", b"*/*;q=NaN", b"x", b"," * 3_000),
    b"Accept-Language": (b"../../etc/passwd", b"en-" * 3_000, b"zh;q=9", b"\xff\xfe"),
    b"Accept-Encoding": (b"gzip;q=0, *;q=0", b"x" * 3_000, b"br, gzip, identity;q=0"),
    b"Accept-Charset": (b"utf-7", b"\xff"),
    b"X-Forwarded-For": (
        b"1.2.3.4, evil",
        b"",
        b"," * 500,
        b"::1%eth0",
        b"999.999.999.999",
        b"\xff",
    ),
    b"X-Forwarded-Proto": (b"https", b"https, http", b"gopher"),
    b"X-Forwarded-Host": (b"evil.example",),
    b"X_Forwarded_For": (b"9.9.9.9",),
    b"Forwarded": (b"host=evil.example;proto=https;for=_x", b";;;"),
    b"HX-Request": (b"true", b"false", b"\xff"),
    b"HX-Current-URL": (
        b"javascript:alert(7)",
        b"http://[::1",
        b"//evil.example/",
        b"%ff",
        b"x" * 5_000,
    ),
    b"HX-Target": (b"\xff", SCRIPT),
    b"HX-Boosted": (b"true",),
    b"Referer": (b"http://[", b"https://evil.example/", b"\xff", b"javascript:alert(7)"),
    b"Origin": (b"null", b"https://evil.example", b"http://[::1", b"http://a:b:c"),
    b"Cookie": (
        *(b"a b=c; =; sessionid", b"sessionid=\xff; csrftoken=\xff", b'sessionid="\\000"'),
        *(b"sessionid=" + b"x" * 3_000, b"csrftoken=" + SCRIPT, b";" * 2_000, b"messages=[[1]]"),
        b"; ".join(b"c%d=1" % number for number in range(300)),
    ),
    b"Authorization": (b"Basic \xff", b"Bearer " + b"x" * 2_000),
    b"Content-Type": (
        *(b"text/plain", b"application/json", b"", b";;;", b"a; b*=foo''bar", b"a/b; c*=utf-99''d"),
        *(b"application/x-www-form-urlencoded; charset=utf-7", b"multipart/form-data"),
        *(b"application/x-www-form-urlencoded; charset=\xff", b"text/html; charset=nonsense"),
        b"application/x-www-form-urlencoded; charset=utf-16",
    ),
    b"Content-Encoding": (b"gzip", b"x"),
    b"X-HTTP-Method-Override": (b"DELETE", b"PUT"),
    b"X-CSRFToken": (b"", b"\xff", b"x" * 64),
    b"User-Agent": (b"", b"() { :;}; /bin/false", b"x" * 5_000, b"\xff"),
    b"Expect": (b"200-maybe",),
    b"Upgrade": (b"websocket", b"h2c"),
}
METHODS = (b"HEAD", b"OPTIONS", b"PUT", b"PATCH", b"DELETE", b"TRACE", b"CONNECT", b"EVIL", b"get")
URLENCODED = b"application/x-www-form-urlencoded"
BODIES = (
    (URLENCODED, b"%"),
    (URLENCODED, b"%zz=%u0041&&&=&===&a"),
    (URLENCODED, b"&".join(b"a%d=1" % number for number in range(1_200))),
    (URLENCODED, b"\xff\xfe\x00=\x80"),
    (URLENCODED + b"; charset=nonsense", b"a=1"),
    (URLENCODED + b"; charset=utf-16", b"v\0a\0l\0"),
    (URLENCODED, b"x=" + b"y" * 3_000_000),
    (b"application/json", b"{" * 3_000),
    (b"application/json", b'{"value": NaN}'),
    (b"text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    (b"multipart/form-data", b"--x--"),
    (b"multipart/form-data; boundary=", b"----"),
    (b"multipart/form-data; boundary=" + b"x" * 300, b"--x"),
    (b"multipart/form-data; boundary=\xff", b"--\xff\r\n"),
    (b"multipart/form-data; boundary=x", b""),
    (
        b"multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
    ),
    (
        b"multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="value"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n",
    ),
    (
        b"multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=\"f\"; filename*=utf-99''%ff\r\n\r\n"
        b"\xff\r\n--x--\r\n",
    ),
    (
        b"multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="f\0"; filename="../../x"\r\n'
        b"Content-Type: a; charset=nonsense\r\n\r\nb\r\n--x--\r\n",
    ),
    (
        b"multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nc\r\n' * 150
        + b"--x--",
    ),
)
# What no server should hand on; each line is closed at once, with an answer or without.
LINES = (
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET  /  HTTP/1.1\r\n\r\n",
    b"\0\0\0\0\r\n\r\n",
    b"GET http://evil.example/about/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET //evil.example/%2e%2e HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET /?q=\xff\xfe\xed\xa0\x80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /\xc3\xa4 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /?" + b"q" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 300 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"x" * 70_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-\0: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n folded\r\nConnection: close\r\n\r\n",
    b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nshort",
    b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\nx",
    b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
    b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\nx",
    b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n",
    b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n",
    b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"ffffffffffffffffff\r\nx",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
)


@dataclass(frozen=True)
class Door:
    """An address, who comes to it, and whether a form that is right would end something there that
    others come for, such as an attempt or a session."""

    address: str
    visitors: tuple[str, ...]
    is_final: bool = False


@dataclass(frozen=True)
class Sent:
    """A request as it goes over the line; `headers` without length and cookies of the visitor."""

    method: bytes
    target: bytes
    visitor: str = "anonymous"
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""
    has_token: bool = True
    is_final: bool = False


FieldsOf = Callable[[str, str], Mapping[str, Sequence[str]]]


def requests(seed: int, doors: Sequence[Door], fields_of: FieldsOf) -> Iterator[Sent]:
    """Without end, the same for the same seed. `fields_of` gives what the form at an address would
    send for a visitor."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    while True:
        door = chance.choice(doors)
        visitor = chance.choice(door.visitors)
        address = door.address.encode()
        sent = Sent(b"GET", address, visitor, is_final=door.is_final)
        kinds = (posted, posted, posted, asked, asked, strange_body, elsewhere, another_method)
        sent = chance.choice(kinds)(chance, sent, fields_of)
        if chance.random() < 0.3:
            sent = replace(sent, headers=sent.headers + strange_headers(chance))
        if chance.random() < 0.1:
            sent = replace(sent, has_token=False)
        yield sent


def posted(chance: random.Random, sent: Sent, fields_of: FieldsOf) -> Sent:
    """The form of the page, with a few of its fields replaced, repeated, missing or made up."""
    given = fields_of(sent.target.decode(), sent.visitor)
    fields = [(name, value.encode()) for name, values in given.items() for value in values]
    for _ in range(chance.choice((1, 1, 2, 5))):
        fields = spoilt(chance, fields)
    return with_body(sent, URLENCODED, encoded(chance, fields))


def spoilt(chance: random.Random, fields: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    value = chance.choice(VALUES)
    if not fields or chance.random() < 0.1:
        return [*fields, (chance.choice(PARAMETERS), value)]
    # How many forms there are is asked of a page's parts before anything else.
    counts = [place for place, (name, _) in enumerate(fields) if name.endswith("_FORMS")]
    place = chance.choice(counts if counts and chance.random() < 0.2 else range(len(fields)))
    name = fields[place][0]
    how = chance.random()
    if how < 0.1:
        return fields[:place] + fields[place + 1 :]
    if how < 0.2:
        return [*fields, (name, value)]
    if how < 0.25:
        name = f"{name}{chance.choice(('[]', '-0', '__in', '.x', chr(0)))}"
    return [*fields[:place], (name, value), *fields[place + 1 :]]


def asked(chance: random.Random, sent: Sent, fields_of: FieldsOf) -> Sent:
    """The page with parameters, some of them those of its form."""
    own = tuple(fields_of(sent.target.decode(), sent.visitor)) + PARAMETERS
    count = chance.choice((1, 1, 2, 6))
    names = [chance.choice(own if chance.random() < 0.5 else PARAMETERS) for _ in range(count)]
    # What is longer never comes through a server.
    values = [value for value in VALUES if len(value) <= 5_000]
    query = encoded(chance, [(name, chance.choice(values)) for name in names])
    return replace(sent, target=sent.target + b"?" + query)


def encoded(chance: random.Random, fields: Sequence[tuple[str, bytes]]) -> bytes:
    return b"&".join(
        quote_from_bytes(name.encode("utf-8", "surrogatepass"), safe="[]").encode()
        + b"="
        + chance.choice((b"", b"", b"", b"%", b"%u0041%zz") if chance.random() < 0.05 else (b"",))
        + quote_from_bytes(value, safe="").encode()
        for name, value in fields
    )


def strange_body(chance: random.Random, sent: Sent, fields_of: FieldsOf) -> Sent:
    return with_body(sent, *chance.choice(BODIES))


def elsewhere(chance: random.Random, sent: Sent, fields_of: FieldsOf) -> Sent:
    """One piece of the address replaced by what it never is."""
    pieces = sent.target.split(b"/")
    values = [value for value in VALUES if len(value) <= 5_000]
    place = chance.randrange(1, len(pieces))
    pieces[place] = quote_from_bytes(chance.choice(values), safe="").encode()
    return replace(sent, target=b"/".join(pieces), method=chance.choice((b"GET", b"POST")))


def another_method(chance: random.Random, sent: Sent, fields_of: FieldsOf) -> Sent:
    return replace(sent, method=chance.choice(METHODS))


def strange_headers(chance: random.Random) -> tuple[tuple[bytes, bytes], ...]:
    names = chance.sample(sorted(HEADERS), chance.choice((1, 1, 2, 4)))
    return tuple((name, chance.choice(HEADERS[name])) for name in names)


def with_body(sent: Sent, kind: bytes, body: bytes) -> Sent:
    headers = (*sent.headers, (b"Content-Type", kind))
    return replace(sent, method=b"POST", headers=headers, body=body)


def headers_of(sent: Sent, cookies: bytes, token: bytes) -> dict[bytes, bytes]:
    """All headers of the request, those of the visitor before those that were drawn."""
    headers = {b"Host": LOCAL[0], b"Cookie": cookies}
    if sent.has_token:
        headers[b"X-CSRFToken"] = token
    if sent.body or sent.method == b"POST":
        headers[b"Content-Length"] = str(len(sent.body)).encode()
    return {**headers, **dict(sent.headers)}
