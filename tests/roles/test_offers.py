from types import SimpleNamespace

from roles import offers


def figure(**facts):
    named = SimpleNamespace(slug="udemy")
    usual = {"role": SimpleNamespace(slug="product-manager"), "country": "US", "level": ""}
    usual |= {"company": None, "component": "base", "source": named, "industry": ""}
    usual |= {"place": SimpleNamespace(code="US-CA")}
    return SimpleNamespace(**{**usual, **facts})


def test_each_value_is_counted_by_the_filter_that_finds_it():
    rows = [figure(), figure(level="Senior"), figure(role=None, place=None, country="")]

    found = offers.counts(rows, is_narrow=False)

    assert found["role"] == {"product-manager": 2, "": 1}
    assert found["country"] == {"US": 2, "": 1}
    assert found["level"] == {"": 2, "Senior": 1}
    assert found["source"] == {"udemy": 3}


def test_parts_of_a_country_and_industries_are_counted_where_one_is_asked_for():
    rows = [figure(industry="Software"), figure()]

    assert not offers.counts(rows, is_narrow=False).keys() & set(offers.NARROW)
    found = offers.counts(rows, is_narrow=True)
    assert (found["state"]["US-CA"], found["industry"]["Software"]) == (2, 1)
