"""Pay ranges that employers print in their adverts, one a row, as somebody has collected them.

Needed are the columns title or role, employer, country, low, high, currency, unit and as_of: the
day or month in which the advert was seen, never the one in which it was first published. Read
where they are there: level, primary, url, component, flag, and repo_licence or licence, that of
the collection in which the advert was seen.

What counts: one row an advert, that with 1 as `primary`, or where there is no such column the first
of an address, employer and title, and of those without an address each, though it says what another
does; the role that is named, or else that of a title that is known
(`matching`); an employer; a country, by its code or its name, and "Remote" is none; both ends of
the range above zero; what is said to be base pay, or not said to be anything, and no more than
that; no flag that begins as one of FLAGS. A range counts at its middle, hours and months as years
of 2,080 and of 12.

The groups are role, country and currency, of all levels, and of one level where five adverts say
it. What only one employer has posted is that employer's figure. Of fewer than TAILS ranges no 10th
and 90th percentile is told: they would lie between the two outermost. Where five employers are in
a group, the percentiles of the median of each stand beside: one of them may have posted a third of
the group, which `leaning` then says. The period of a group is from the first to the last month in
which an advert of it was seen: of some the day is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from roles import dates
from roles.importers import aggregates, employers, matching, samples, spellings, tables
from roles.importers.aggregates import FEWEST, PayGroup, Reading
from roles.importers.places import COUNTRY_CODES
from roles.money import CURRENCIES, PER_YEAR
from roles.same_employer import NO_LEVEL
from roles.slugs import company_slug
from roles.titles import KnownTitle

NEEDED = {
    "employer": ("EMPLOYER",),
    "country": ("COUNTRY",),
    "low": ("LOW",),
    "high": ("HIGH",),
    "currency": ("CURRENCY",),
    "unit": ("UNIT",),
    "seen": ("AS_OF",),
}
COLUMNS = NEEDED | {
    "title": ("TITLE",),
    "job": ("ROLE",),
    "level": ("LEVEL",),
    "primary": ("PRIMARY",),
    "address": ("URL",),
    "component": ("COMPONENT",),
    "flag": ("FLAG",),
    "licence": ("REPO_LICENCE", "LICENCE"),
}
FLAGS = {
    "currency": "currency in doubt",
    "us range": "a range of the US on an advert for elsewhere",
    "range far above": "a range marked in the file as far above all others",
}
AMOUNT = f"^(-?(?:{tables.NUMBER.pattern}))$"
# No advert was collected before there was a web to collect it from.
FIRST_SEEN = "1990"
# What a range is said to be: what it leaves out is named behind such words.
BUT_FOR = r"\b(?:excl[a-z]*|without|before|no|not incl[a-z]*)\b.*$"
BEYOND_BASE = (
    r"\b(?:ote|on.target|total|bonus(?:es)?|commissions?|equity|shares?|stocks?|options?|rsus?|"
    r"incentives?|variable|sign(?:ing|.on)|overtime|allowances?|benefits)\b"
)
BASE = r"\b(?:base|basic|salary|salaries|wages?|pay|range)\b"
# What files write for a level where the title has no word for one, and how readers are told.
UNMARKED = "unmarked"
WITHOUT_LEVEL = "without a level in the title"
LETTERS = re.compile(r"[^\W_]+")
TAILS = 10
GROUP = ["role", "place", "money"]
FACTS = [
    pl.col("month").min().alias("first_seen"),
    pl.col("month").max().alias("last_seen"),
    pl.col("who").n_unique().alias("employers"),
]
# Reasons that name what stands in a column.
UNREAD = {
    "primary is neither 1 nor 0": "primary",
    "no country that is known": "country",
    "no currency that is known": "currency",
    "no unit that is known": "unit",
    "more than base pay": "component",
    "not said to be base pay": "component",
    "no month in which it was seen": "seen",
    "no low end that can be read": "low",
    "no high end that can be read": "high",
}
UNDER = "of collections under the licence "
LICENCE = re.compile(UNDER + r"(.+?)\.(?: Left out: |$)")
QUALIFIER = "middle of the advertised ranges"
NOTE = (
    "What employers offer, without shares and bonus, not what anybody is paid. A range of which an "
    "advert does not say what it is counts as base pay."
)


@dataclass(frozen=True)
class WantedAdverts:
    """Which adverts of a file are wanted: seen in these years, of a collection under this licence;
    empty for all. `leaning` is what is known of them."""

    years: tuple[str, ...] = ()
    licence: str = ""
    leaning: str = ""


def is_one(headers: Mapping[str, str]) -> bool:
    """Whether a file of these headers has the ends of a range in columns of their own."""
    return not headers.keys().isdisjoint({"LOW", "HIGH"})


def read(
    file: tables.File,
    known_titles: Iterable[KnownTitle],
    *,
    years: Iterable[int] = (),
    licence: str = "",
    leaning: str = "",
    progress: matching.Progress = iter,
) -> Reading:
    """The groups of a file, of adverts seen in these years and under this licence, if any are said.

    `leaning` is what is known of the adverts as a whole, for readers. Raises Unreadable when a
    column is missing, for a year that is none, and for what `tables` refuses. `progress` may wrap
    the distinct titles to show progress.
    """
    of_years = tuple(tables.of_year(str(year)) for year in sorted(set(years)))
    wanted = WantedAdverts(of_years, licence.strip(), leaning)
    by_name = _columns(file, wanted)
    rows = _with_values(tables.columns(file, by_name), "primary" in by_name)
    rows = _with_roles(rows, list(known_titles), progress)
    rows = rows.with_columns(reason=aggregates.first_reason(_unwanted(wanted) | _refusals()))
    rows = aggregates.too_few(aggregates.name_values(rows, UNREAD), GROUP)
    return _reading(rows, wanted)


def licence(selection: str) -> str:
    """Of what a figure says that was counted, the licence; empty for adverts under any."""
    found = LICENCE.search(selection)
    return found[1].lower() if found else ""


def _columns(file: tables.File, wanted: WantedAdverts) -> dict[str, str]:
    by_name = tables.choose_headers(tables.headers(file), COLUMNS)
    missing = [headers[0].lower() for name, headers in NEEDED.items() if name not in by_name]
    if not {"title", "job"} & by_name.keys():
        missing.append("title or role")
    if wanted.licence and "licence" not in by_name:
        missing.append("licence")
    if missing:
        raise tables.Unreadable(f"{file.name} has no column of {', '.join(missing)}")
    return by_name


def _with_values(rows: pl.DataFrame, has_primary: bool) -> pl.DataFrame:
    """The rows, with null for what is not in the file, and with what stands in them as values."""
    absent = [pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in rows.columns]
    rows = rows.with_columns(absent)
    times = _each("unit", rows, spellings.period).replace_strict(PER_YEAR, default=None)
    rows = rows.with_columns(
        stands=_stands_for_its_advert() if has_primary else _is_first_of_its_advert(),
        place=pl.col("country").str.to_uppercase().replace_strict(COUNTRY_CODES, default=None),
        money=pl.col("currency").str.to_uppercase(),
        month=_each("seen", rows, _month),
        who=_each("employer", rows, _who),
        name=_each("employer", rows, employers.name_as_written),
        rung=pl.when(~_is_unsaid("level")).then(pl.col("level").str.to_lowercase()),
        bottom=_end("low"),
        top=_end("high"),
    )
    return rows.with_columns(amount=(pl.col("bottom") + pl.col("top")) / 2 * times)


def _stands_for_its_advert() -> pl.Expr:
    text = pl.col("primary").str.to_lowercase()
    return pl.when(text.is_in(spellings.YES + spellings.NO)).then(text.is_in(spellings.YES))


def _is_first_of_its_advert() -> pl.Expr:
    advert = pl.struct("address", "employer", "title", "job")
    return pl.col("address").is_null() | advert.is_first_distinct()


def _each(column: str, rows: pl.DataFrame, value_of: Callable[[str], str | None]) -> pl.Expr:
    """What the texts of a column come to; each is asked for once, since a file repeats them."""
    values = {text: value_of(text) for text in rows[column].drop_nulls().unique()}
    return pl.col(column).replace_strict(values, default=None, return_dtype=pl.String)


def _who(employer: str) -> str | None:
    """Which employer it is: a legal form, case and accents tell none apart."""
    name = employers.name_as_written(employer)
    return company_slug(name) if name else None


def _month(seen: str) -> str | None:
    try:
        known = dates.known(re.sub(spellings.MIDNIGHT, "", seen))
    except ValueError:
        return None
    # Of a year alone nobody knows when in it a period begins or ends.
    return known[:7] if len(known) > 4 and known >= FIRST_SEEN else None


def _end(column: str) -> pl.Expr:
    return pl.col(column).str.extract(AMOUNT).str.replace_all(",", "").cast(pl.Float64)


def _with_roles(
    rows: pl.DataFrame, known_titles: Sequence[KnownTitle], progress: matching.Progress
) -> pl.DataFrame:
    """The rows with `role`: the one that is named, or that of the title; else with `why_none`."""
    slugs = {title.role for title in known_titles}
    titles = rows.filter(pl.col("job").is_null())["title"].drop_nulls().unique(maintain_order=True)
    of_titles = matching.matches(titles, known_titles, progress)
    table = matching.table(of_titles, "title").rename({"reason": "why_none"})
    rows = rows.join(table, on="title", how="left", maintain_order="left")
    named = _each("job", rows, lambda job: slug if (slug := _slug(job)) in slugs else None)
    is_titled = pl.col("job").is_null()
    role = pl.when(is_titled).then("role").otherwise(named)
    of_title = pl.when(is_titled).then("why_none")
    why_none = pl.when(role.is_null()).then(pl.coalesce(of_title, pl.lit(matching.NOT_A_ROLE)))
    return rows.with_columns(role=role, why_none=why_none)


def _slug(role: str) -> str:
    return re.sub(r"[\W_]+", "-", role.lower()).strip("-")


def _unwanted(wanted: WantedAdverts) -> dict[str, pl.Expr]:
    reasons = {"a further range of the same advert": pl.col("stands") == pl.lit(False)}
    if wanted.licence:
        licence = pl.col("licence").str.to_lowercase()
        is_other = licence.ne_missing(pl.lit(wanted.licence.lower()))
        reasons[f"not under the licence {wanted.licence}"] = is_other
    if wanted.years:
        year = pl.col("month").str.slice(0, 4)
        reasons[f"not seen in {' or '.join(wanted.years)}"] = ~year.is_in(wanted.years)
    return reasons


def _refusals() -> dict[str, pl.Expr]:
    flag, why_none = pl.col("flag").str.to_lowercase(), pl.col("why_none")
    said = pl.col("component").str.to_lowercase().str.replace(BUT_FOR, "")
    return {
        "primary is neither 1 nor 0": pl.col("stands").is_null(),
        **{why: flag.str.starts_with(beginning) for beginning, why in FLAGS.items()},
        **{why: why_none == why for why in (matching.NOT_A_ROLE, matching.SEVERAL)},
        "more than base pay": said.str.contains(BEYOND_BASE),
        "not said to be base pay": ~said.str.contains(BASE) & ~_is_unsaid("component"),
        "no employer": pl.col("who").is_null(),
        "no country that is known": pl.col("place").is_null(),
        "no currency that is known": ~pl.col("money").is_in(CURRENCIES).fill_null(False),
        "no month in which it was seen": pl.col("month").is_null(),
        "no low end that can be read": pl.col("bottom").is_null(),
        "no high end that can be read": pl.col("top").is_null(),
        "no unit that is known": pl.col("amount").is_null(),
        "low end at zero or below": pl.col("bottom") <= 0,
        "low end above the high end": pl.col("bottom") > pl.col("top"),
        "implausible a year": ~aggregates.plausible(pl.col("amount"), pl.col("money")),
    }


def _is_unsaid(column: str) -> pl.Expr:
    letters = pl.col(column).str.to_lowercase().str.replace_all(r"[\W_]+", "")
    return letters.is_in(["", *spellings.UNSAID]).fill_null(True)


def _reading(rows: pl.DataFrame, wanted: WantedAdverts) -> Reading:
    unmapped = rows.filter(pl.col("reason") == matching.NOT_A_ROLE)
    return Reading(
        groups=[*_groups(rows, GROUP, wanted), *_groups(rows, [*GROUP, "rung"], wanted)],
        rows=rows.height,
        unused=aggregates.count_values(rows["reason"]),
        unmapped=aggregates.count_values(
            unmapped.select(pl.coalesce("job", "title").alias("title"))["title"]
        ),
        remarks=[*_small_levels(rows), *_alike(rows)],
    )


def _groups(rows: pl.DataFrame, by: Sequence[str], wanted: WantedAdverts) -> Iterator[PayGroup]:
    used = rows.filter(pl.col("reason").is_null())
    of_employers = used.group_by([*by, "who"]).agg(pl.col("amount").median())
    balanced = {
        tuple(row[name] for name in by): row
        for row in aggregates.percentiles(of_employers, by).to_dicts()
    }
    for row in aggregates.percentiles(used, by, also=FACTS).to_dicts():
        key = {name: row[name] for name in by}
        members = used.filter(**key)
        yield PayGroup(
            **_terms(row, members, wanted),
            n=row["n"],
            percentiles=_percentiles(row),
            employers=row["employers"],
            balanced=_balanced(balanced.get(tuple(key.values()))),
            leaning=samples.leaning(wanted.leaning, _shares(members, by)),
            selection=samples.selection(_counted(wanted), samples.left_out(rows, key)),
            qualifier=QUALIFIER,
            note=NOTE,
        )


def _terms(row: Mapping[str, Any], members: pl.DataFrame, wanted: WantedAdverts) -> dict[str, Any]:
    """What and when the figure of a group is of."""
    first, last = row["first_seen"], row["last_seen"]
    return {
        "role": row["role"],
        # Of one employer alone they say nothing of others.
        "company": _names(members)[0] if row["employers"] == 1 else "",
        "place": row["place"],
        "currency": row["money"],
        "level": _level(row["rung"]) if "rung" in row else "",
        "batch": "-".join(wanted.years) or "all",
        "observed_from": first if first < last else "",
        "as_of": last,
    }


def _percentiles(row: Mapping[str, Any]) -> dict[str, Decimal]:
    amounts = aggregates.amounts(row)
    tails = () if row["n"] >= TAILS else ("p10", "p90")
    return {name: amount for name, amount in amounts.items() if name not in tails}


def _balanced(row: Mapping[str, Any] | None) -> dict[str, Decimal]:
    amounts = aggregates.amounts(row) if row else {}
    return {f"balanced_{name}": amounts[name] for name in ("p25", "median", "p75") if amounts}


def _level(rung: str) -> str:
    text = _in_words(rung)
    return NO_LEVEL if rung == UNMARKED else text[:1].upper() + text[1:]


def _in_words(rung: str) -> str:
    """A level as it stands within a sentence: "senior", "PM II", "IC4"."""
    if rung == UNMARKED:
        return WITHOUT_LEVEL
    return LETTERS.sub(lambda match: match[0].upper() if _is_short(match[0]) else match[0], rung)


def _is_short(part: str) -> bool:
    if employers.ORDINAL.fullmatch(part):
        return False
    return any(sign.isdigit() for sign in part) or employers.are_initials(part)


def _names(members: pl.DataFrame) -> pl.Series:
    """The employer of each, under the spelling that comes first of one that tells its capitals."""
    is_cased = pl.col("name") != pl.col("name").str.to_uppercase()
    first = pl.coalesce(pl.col("name").filter(is_cased).first(), pl.col("name").first())
    return members.select(first.over("who"))["name"]


def _shares(members: pl.DataFrame, by: Sequence[str]) -> list[str]:
    """Which employers and, of all levels, which levels hold much of a group."""
    # Of one alone it goes without saying.
    names = _names(members)
    holders = aggregates.count_values(names) if names.n_unique() > 1 else {}
    rungs = members.select(_each("rung", members, _in_words))["rung"]
    levels = {} if "rung" in by else aggregates.count_values(rungs)
    n = members.height
    return [*samples.shares(holders, n, "by "), *samples.shares(levels, n)]


def _counted(wanted: WantedAdverts) -> str:
    seen = f", seen in {' or '.join(wanted.years)}" if wanted.years else ""
    licence = f", {UNDER}{wanted.licence}" if wanted.licence else ""
    return f"Middles of ranges, one for each advert{seen}{licence}."


def _small_levels(rows: pl.DataFrame) -> list[str]:
    """Levels that too few adverts say to be told by themselves."""
    used = rows.filter(pl.col("reason").is_null())
    by = [*GROUP, "rung"]
    counts = used.drop_nulls("rung").group_by(by).len().filter(pl.col("len") < FEWEST).sort(by)
    return [
        f"{role}, {place}, {money}: {count} of the level {_level(rung)}, fewer than {FEWEST}, "
        "count among all levels alone"
        for role, place, money, rung, count in counts.rows()
    ]


def _alike(rows: pl.DataFrame) -> list[str]:
    """How many adverts that count are the same in all that the file says of them."""
    used = rows.filter(pl.col("reason").is_null())
    again = aggregates.counted_twice(used, list(COLUMNS))
    told = "adverts are the same as another in all that is read, and count beside it"
    return [f"{again:,} {told}"] if again else []
