"""The rules of accessibility, as axe knows them."""

# To tell of what is right, too, took half of the time.
FAULTS = {"resultTypes": ["violations"]}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    **FAULTS,
}
# In the dark nothing else is another.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    **FAULTS,
}
