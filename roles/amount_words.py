"""The words and signs that people write around an amount of pay, and what they mean."""

DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")
_CROWNS = ("SEK", "NOK", "DKK", "ISK")
_YEN_OR_YUAN = ("JPY", "CNY")
RUPEES = ("INR", "PKR", "LKR", "NPR")
# What currencies are called beside their codes, and which of them it may mean.
NAMES = {
    **dict.fromkeys(("$", "dollar", "dollars"), DOLLARS),
    **dict.fromkeys(("us$", "us"), ("USD",)),
    **dict.fromkeys(("c$", "ca$", "can$"), ("CAD",)),
    **dict.fromkeys(("a$", "au$"), ("AUD",)),
    "nz$": ("NZD",),
    "hk$": ("HKD",),
    **dict.fromkeys(("s$", "sg$"), ("SGD",)),
    **dict.fromkeys(("mx$", "mex$"), ("MXN",)),
    "nt$": ("TWD",),
    "r$": ("BRL",),
    **dict.fromkeys(("€", "euro", "euros"), ("EUR",)),
    **dict.fromkeys(("£", "pound", "pounds"), ("GBP",)),
    "¥": _YEN_OR_YUAN,
    **dict.fromkeys(("円", "yen"), ("JPY",)),
    **dict.fromkeys(("元", "yuan", "rmb"), ("CNY",)),
    **dict.fromkeys(("₪", "nis", "shekel", "shekels"), ("ILS",)),
    "₹": ("INR",),
    **dict.fromkeys(("rs", "rupee", "rupees"), RUPEES),
    **dict.fromkeys(("kr", "krona", "kronor", "krone", "kroner"), _CROWNS),
    **dict.fromkeys(("fr", "sfr"), ("CHF",)),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "ft": ("HUF",),
    "lei": ("RON",),
    "₺": ("TRY",),
    "₩": ("KRW",),
    "฿": ("THB",),
    "₱": ("PHP",),
    "rm": ("MYR",),
    "rp": ("IDR",),
    "r": ("ZAR",),
    **dict.fromkeys(("₽", "руб", "rouble", "roubles", "ruble", "rubles"), ("RUB",)),
    "₴": ("UAH",),
    "₫": ("VND",),
    "₦": ("NGN",),
    "₸": ("KZT",),
    "₨": RUPEES,
}
# The last of them is lakhs a year.
LAKHS = ("lakh", "lakhs", "lac", "lacs", "l", "lpa")
CRORES = ("crore", "crores", "cr")
TIMES = {
    **dict.fromkeys(("k", "thousand"), 1_000),
    **dict.fromkeys(LAKHS, 100_000),
    **dict.fromkeys(CRORES, 10_000_000),
    **dict.fromkeys(("m", "mn", "mio", "million"), 1_000_000),
}
PERIODS = {
    **dict.fromkeys(("h", "hr", "hour", "hourly", "ph", "p.h"), "hour"),
    **dict.fromkeys(("wk", "week", "weekly", "pw", "p.w"), "week"),
    **dict.fromkeys(("fortnight", "fortnightly"), "fortnight"),
    **dict.fromkeys(("mo", "mth", "month", "monthly", "p.m", "pcm"), "month"),
    **dict.fromkeys(("y", "yr", "year", "yearly", "annum", "annual", "annually"), "year"),
    **dict.fromkeys(("pa", "p.a", "lpa"), "year"),
}
# Each month, or the pay of a PM: a year's, as most amounts are told.
EITHER = {"pm": ("month", "year")}
# Figures of pay are all before tax.
GROSS = frozenset({"gross"})
PER = frozenset({"a", "an", "per", "/"})
DASHES = frozenset("-–—−‐‑‒")
BETWEEN = DASHES | {"to", "or", "and", "/"}
# What makes of an amount one that is about so much, or the least or the most of some.
BEFORE = {
    **dict.fromkeys(("~", "∼", "≈", "about", "around", "roughly", "circa"), "about"),
    **dict.fromkeys(("approx", "approximately"), "about"),
    **dict.fromkeys((">", "≥", "from", "over", "above", "min", "at least", "more than"), "least"),
    **dict.fromkeys(("<", "≤", "under", "below", "max", "at most", "less than", "up to"), "most"),
}
AFTER = {
    **dict.fromkeys(("+", "plus", "or more", "and more", "and up", "min"), "least"),
    **dict.fromkeys(("or less", "at most", "max"), "most"),
}
SHARES = frozenset({"%", "‰", "٪", "percent"})
