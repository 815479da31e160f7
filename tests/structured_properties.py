"""What schema.org and search engines ask of the data in a page, by type.

`required` and `recommended` as Google documents them for rich results, where it does; `known` is
what else schema.org has for the type and this site tells. Nothing else may stand in a page.
"""

# Google asks a place and an amount of every occupation. Here one without current pay is told all
# the same: other readers of the data take it, and an old amount would pass for today's.
OCCUPATION = {
    "required": {"name", "description"},
    "recommended": {"occupationLocation", "estimatedSalary"},
    "known": {"responsibilities", "skills"},
}
PROPERTIES = {
    "Occupation": OCCUPATION,
    "MonetaryAmountDistribution": {
        "required": {"name", "currency", "median"},
        "recommended": {"duration", "percentile10", "percentile25", "percentile75", "percentile90"},
        "known": {"description"},
    },
    "Country": {"required": {"name"}, "recommended": set(), "known": set()},
    "FAQPage": {"required": {"mainEntity"}, "recommended": set(), "known": set()},
    "Question": {"required": {"name", "acceptedAnswer"}, "recommended": set(), "known": set()},
    "Answer": {"required": {"text"}, "recommended": set(), "known": set()},
    "BreadcrumbList": {"required": {"itemListElement"}, "recommended": set(), "known": set()},
    # The last may do without its address; every one here has it.
    "ListItem": {"required": {"position", "name", "item"}, "recommended": set(), "known": set()},
}
# What a property holds: values of this type, or plain ones.
HOLDS = {
    "occupationLocation": "Country",
    "estimatedSalary": "MonetaryAmountDistribution",
    "mainEntity": "Question",
    "acceptedAnswer": "Answer",
    "itemListElement": "ListItem",
}


def faults(told):
    """What is wrong with a value from a page, as sentences."""
    if isinstance(told, list):
        return [fault for each in told for fault in faults(each)]
    if not isinstance(told, dict):
        return []
    kind = told.get("@type")
    if kind not in PROPERTIES:
        return [f"{kind} is no type that this site tells"]
    names = {name for name in told if not name.startswith("@")}
    found = [f"{kind} lacks {name}" for name in PROPERTIES[kind]["required"] - names]
    found += [f"{kind} has no {name}" for name in names - set().union(*PROPERTIES[kind].values())]
    for name in names:
        found += _faults_of(f"{kind} {name}", told[name], HOLDS.get(name))
    return found


def _faults_of(where, value, kind):
    if value in ("", [], {}, None):
        return [f"{where} is empty"]
    values = value if isinstance(value, list) else [value]
    types = [each["@type"] if isinstance(each, dict) else None for each in values]
    wrong = [f"{where} holds {each}" for each in types if each != kind]
    return wrong + faults(value)
