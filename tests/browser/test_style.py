"""What is sent of our style sheets says to a browser what was written."""

from pathlib import Path

import pytest
from django.conf import settings

from careerguide.static_files import lightened

RULES = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [...sheet.cssRules].map((rule) => rule.cssText);
}"""
SHEETS = sorted((Path(settings.BASE_DIR) / "static" / "css").glob("*.css"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_without_its_blanks_has_the_same_rules(page, path):
    written = path.read_bytes()
    sent = lightened(written)

    rules = page.evaluate(RULES, written.decode())
    assert len(sent) < len(written)
    assert rules
    assert page.evaluate(RULES, sent.decode()) == rules
