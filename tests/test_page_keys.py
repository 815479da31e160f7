import pytest

from careerguide.page_keys import encoding_for


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip, br; q=0.0", "gzip"),
        ("br;q=0.1", "br"),
        ("gzip", "gzip"),
        ("identity", ""),
        ("brotli", ""),
    ],
)
def test_the_smallest_encoding_that_is_accepted_is_taken(accepted, encoding):
    assert encoding_for(accepted) == encoding
