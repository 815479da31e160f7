from roles import lexicon
from tests.factories import make_term


def test_terms_stand_under_their_letters_in_the_order_of_the_alphabet():
    words = ["SLO", "canary release", "Épic", "error budget", "“churn”", "99th percentile", "GTM"]
    terms = [make_term(key=f"t-{n}", term=word) for n, word in enumerate(words)]

    found = [(letter, [term.term for term in of]) for letter, of in lexicon.by_letter(terms)]

    assert found == [
        ("0–9", ["99th percentile"]),
        ("C", ["canary release", "“churn”"]),
        ("E", ["Épic", "error budget"]),
        ("G", ["GTM"]),
        ("S", ["SLO"]),
    ]


def test_no_terms_have_no_letters():
    assert lexicon.by_letter([]) == []
