"""What the files to download hold, field by field, as the page about them tells it.

A new column gets a line here: a test compares both with what is served.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """How a value is written: in words, and as a pattern that all of it fits."""

    words: str
    pattern: str


@dataclass(frozen=True)
class Field:
    """A column of a table, or a name in JSON; `example` is a value of it as a file has it."""

    name: str
    meaning: str
    form: Form
    example: str


@dataclass(frozen=True)
class Parameter:
    """What an address may ask for behind its question mark."""

    name: str
    meaning: str
    example: str


_AMOUNT = r"\d+(\.\d+)?"
TEXT = Form("text", r"(?s).+")
SLUG = Form("slug: lower-case letters, digits and hyphens", r"[a-z0-9]+(-[a-z0-9]+)*")
WORD = Form("one word of a closed list", r"[a-z]+( [a-z]+)?")
YES = Form("yes or no", r"yes|no")
TRUTH = Form("true or false", r"true|false")
NUMBER = Form("whole number", r"\d+")
AMOUNT = Form("amount in currency, a period", _AMOUNT)
COMPUTED = Form("amount in computed_currency, a computed_period", _AMOUNT)
RATE = Form("units of computed_currency for one of currency", _AMOUNT)
CURRENCY = Form("code of ISO 4217", r"[A-Z]{3}")
PLACE = Form(
    "code of ISO 3166; of a metropolitan area, country and CBSA", r"[A-Z]{2}(-[A-Z0-9]{1,5})?"
)
DATE = Form("year, month or day, as far as it is known", r"\d{4}(-\d\d(-\d\d)?)?")
DAY = Form("day", r"\d{4}-\d\d-\d\d")
MOMENT = Form("moment by ISO 8601, in UTC", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
ADDRESS = Form("address", r"https?://\S+")
TEXTS = Form("list of texts", r"\[.*\]")
SLUGS = Form("list of slugs", r"\[.*\]")
PAIRS = Form("list of objects with filter and value", r"\[.*\]")
RECORDS = Form("list of objects", r"\[.*\]")

# In the order of the columns, which newer ones follow.
FIGURE_FIELDS = (
    Field("role", "Whose pay; empty of an occupation that is none", SLUG, "product-manager"),
    Field("role_name", "The role as the site calls it now", TEXT, "Product Manager"),
    Field("occupation", "What statistics count", TEXT, "Marketing Managers (11-2021)"),
    Field("component", "Which part of pay", WORD, "base"),
    Field("basis", "How the source knows", WORD, "posted"),
    Field("level", "Level as the source names it; empty: all levels", TEXT, "Level 4"),
    Field("company", "The employer, where it is the pay of one alone", TEXT, "Udemy"),
    Field("place", "Where; empty when the source does not say", PLACE, "US"),
    Field("place_name", "The place in English", TEXT, "United States"),
    Field("currency", "Of every amount that is not computed", CURRENCY, "USD"),
    Field("period", "How often it is paid", WORD, "year"),
    Field("low", "Low end of a range", AMOUNT, "155000"),
    Field("high", "High end of a range; alone it means “up to”", AMOUNT, "172000"),
    Field("point", "One amount, where that is all that is known", AMOUNT, "120000"),
    Field("p10", "A tenth is paid less", AMOUNT, "136392.30"),
    Field("p25", "A quarter is paid less", AMOUNT, "156500"),
    Field("median", "Half are paid less", AMOUNT, "185500"),
    Field("p75", "A quarter is paid more", AMOUNT, "219564.50"),
    Field("p90", "A tenth is paid more", AMOUNT, "271395"),
    Field(
        "missing_percentiles_from",
        "From this amount up the publisher prints none, as OEWS did up to May 2024: empty"
        " percentiles at the high end are it or more",
        AMOUNT,
        "239200",
    ),
    Field(
        "n",
        "How many people, adverts or filings it rests on; of one or two no percentile stands beside"
        " a median",
        NUMBER,
        "479",
    ),
    Field(
        "as_of",
        "When it was seen; of a period its end, never the day a file came out; empty: undated",
        DATE,
        "2025-01",
    ),
    Field("is_current", "Whether that is within the last 24 months", YES, "yes"),
    Field("computed_currency", "Of the computed amounts", CURRENCY, "EUR"),
    Field("computed_period", "Of the computed amounts", WORD, "year"),
    Field("computed_low", "As low", COMPUTED, "148000"),
    Field("computed_high", "As high", COMPUTED, "164000"),
    Field("computed_point", "As point", COMPUTED, "115000"),
    Field("computed_p10", "As p10", COMPUTED, "130200"),
    Field("computed_p25", "As p25", COMPUTED, "149400"),
    Field("computed_median", "As median", COMPUTED, "177100"),
    Field("computed_p75", "As p75", COMPUTED, "209700"),
    Field("computed_p90", "As p90", COMPUTED, "259200"),
    Field("hours_a_year", "By how many hours, where hours were computed with", NUMBER, "2080"),
    Field("rate", "What was converted by", RATE, "0.9549"),
    Field("rate_day", "The day of that rate, the older one of two", DAY, "2025-01-24"),
    Field("not_converted", "Why amounts stay in their currency: undated, no rate", WORD, "undated"),
    Field("note", "What to know before relying on it", TEXT, "The usual upper limit."),
    Field("source", "What the source is called now", TEXT, "aijobs.net salaries"),
    Field("source_slug", "Which source: its page is /sources/…/", SLUG, "aijobs-net-salaries"),
    Field("publisher", "Who stands behind the source", TEXT, "aijobs.net"),
    Field(
        "source_address",
        "Where to open the source; empty of one made from several, which its page names",
        ADDRESS,
        "https://github.com/foorilla/ai-jobs-net-salaries",
    ),
    Field("licence", "The licence of the source, where one is known", TEXT, "CC0 1.0"),
    Field("file", "Name of the file that was imported", TEXT, "salaries.csv"),
    Field("observed_from", "When what it rests on began to be seen", DATE, "2024"),
    Field("evidence", "How strong what it rests on is", WORD, "adverts"),
    Field("evidence_in_words", "The same with counts", TEXT, "479 advertised ranges"),
    Field("employers", "How many employers these are of", NUMBER, "29"),
    Field("balanced_p25", "As p25, where each employer counts once", AMOUNT, "148000"),
    Field("balanced_median", "As median, where each employer counts once", AMOUNT, "171000"),
    Field("balanced_p75", "As p75, where each employer counts once", AMOUNT, "198500"),
    Field("qualifier", "Words without which it would be misread", TEXT, "usual upper limit"),
    Field("leaning", "Which way the sample leans", TEXT, "mostly data and machine learning"),
    Field("selection", "What was counted, and what left out", TEXT, "middles of the ranges"),
    Field("industry", "The industry that it is of alone", TEXT, "Software Publishers (513200)"),
    Field("why_neighbour", "Whose neighbour it is", TEXT, "Product managers are counted here."),
    Field("address", "The page of this one figure", ADDRESS, "https://example.org/advert/"),
    Field(
        "key",
        "Which figure: of one that is corrected the next has the same",
        TEXT,
        "lca/2025/product-manager/US/USD",
    ),
)
FIGURE_PARAMETERS = (
    Parameter("role", "Figures of one role, by its slug", "product-manager"),
    Parameter("country", "Of one country", "US"),
    Parameter("level", "Of one level, as its source names it", "Level 4"),
    Parameter("company", "Of one employer, by its slug", "udemy"),
    Parameter("component", "Of one part of pay", "base"),
    Parameter("state", "Of one part of a country; else of whole countries", "US-CA"),
    Parameter("metro", "Of one metropolitan area; else of none alone", "US-41860"),
    Parameter("industry", "Of one industry; else of all", "Software Publishers (513200)"),
    Parameter("source", "From one source, by its slug", "aijobs-net-salaries"),
    Parameter("year", "Of one year, also what newer figures superseded; else the newest", "2025"),
    Parameter("currency", "Computed in this one; else in USD", "EUR"),
    Parameter("period", "Computed for hour, week, fortnight, month; else year", "month"),
    Parameter("sort", "newest, oldest, highest or lowest first; else the surest", "highest"),
)
FIGURES_AROUND = (
    Field("most", "How many figures an answer holds at most", NUMBER, "10000"),
    Field("is_cut", "Whether there are more than that", TRUTH, "false"),
    Field("ignored", "What was asked for and is no choice", PAIRS, "[]"),
    Field("figures", "The figures, each with the columns above", RECORDS, "[…]"),
)
ROLE_FIELDS = (
    Field("slug", "The role, in every address and file", SLUG, "product-manager"),
    Field("name", "What the site calls it", TEXT, "Product Manager"),
    Field("line", "Its work in one line", TEXT, "Decides what to build, and why"),
    Field("address", "Its page", ADDRESS, "https://example.org/roles/product-manager/"),
    Field(
        "is_neighbour", "Whether it stands beside the others and is not compared", TRUTH, "false"
    ),
    Field("aliases", "Other titles and acronyms for it, by the alphabet", TEXTS, "[“PM”]"),
    Field(
        "published_at", "Since when its page says what it says", MOMENT, "2026-11-21T10:00:00+00:00"
    ),
)
TITLE_FIELDS = (
    Field("slug", "The title, in its address", SLUG, "tpm"),
    Field("title", "As people write it", TEXT, "TPM"),
    Field("kind", "name of a role, acronym or alias", WORD, "acronym"),
    Field("roles", "What it stands for; with more than one it is ambiguous", SLUGS, "[“…”, “…”]"),
    Field("address", "Its page", ADDRESS, "https://example.org/titles/tpm/"),
)
TABLE_PARAMETERS = (
    Parameter("show", "Only rows of one kind: telling, different or shared; else all", "different"),
)
# The last three come once for each role, which they are named by.
ROLE = "Product Manager"
TABLE_FIELDS = (
    Field("Group", "The part of the comparison that the row stands in", TEXT, "What the job is"),
    Field("Row", "Name of the row", TEXT, "Focus"),
    Field("Question", "What the row answers", TEXT, "What does it look after?"),
    Field(
        "State",
        "different: two values differ; shared: all are equal; open: one is silent",
        WORD,
        "different",
    ),
    Field(ROLE, "The value of this role; empty: no source we read says", TEXT, "Outcomes"),
    Field(f"{ROLE}: more", "The same at more length, as plain text", TEXT, "Sets goals."),
    Field(f"{ROLE}: sources", "The names of the sources, parted by semicolons", TEXT, "An article"),
)
