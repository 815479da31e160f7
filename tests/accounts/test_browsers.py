import pytest

from accounts.browsers import in_words

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox on Linux",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/126.0 Safari/537.36 Edg/126.0",
            "Edge on Windows",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {KIT} Chrome/126.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) {KIT} Version/17.5 Safari/604.1",
            "Safari on an iPhone",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {KIT} Version/17.5 Safari/605.1.15",
            "Safari on a Mac",
        ),
        ("curl/8.5.0", "A browser"),
        ("", "A browser"),
        ("<script>\r\nBcc: x", "A browser"),
    ],
)
def test_a_browser_is_told_in_words(user_agent, told):
    assert in_words(user_agent) == told
