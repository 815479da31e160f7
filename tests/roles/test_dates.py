import pytest

from roles.dates import in_words


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("2022-09-07", "7 September 2022"),
        ("2022-09", "September 2022"),
        ("2022", "2022"),
        ("", ""),
        ("2022-13", "2022-13"),
        ("last year", "last year"),
    ],
)
def test_date_is_told_as_exactly_as_it_is_known(known, words):
    assert in_words(known) == words
