"""Forms of the admin as they are drawn."""

import pytest
from django.urls import reverse

from quiz.models import BackgroundFact, EntryRoute, Requirement, Trait
from roles.models import SalaryFigure, Source
from tests.factories import make_salary_figure
from tests.quiz.factories import make_draft

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# Of two fields in a row, which do so when one is drawn over the other.
OVERLAPS = """() => [...document.querySelectorAll(".form-row")].flatMap((row) => {
  const kinds = "label, input:not([type=hidden]), select, textarea, .readonly";
  const all = [...row.querySelectorAll(kinds)];
  const boxes = all.map((each) => [each, each.getBoundingClientRect()]).filter(([, b]) => b.width);
  return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
    .filter(([two, b]) => !one.contains(two) && !two.contains(one)
      && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([two]) => `${one.textContent || one.id} / ${two.textContent || two.id}`));
})"""


def test_no_field_is_drawn_over_another(admin_page, live_server):
    page = admin_page
    make_draft()
    make_salary_figure()
    for width in (1440, 1100, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for model in (Source, SalaryFigure, Trait, BackgroundFact, EntryRoute, Requirement):
            name = f"admin:{model._meta.label_lower.replace('.', '_')}_change"
            page.goto(live_server.url + reverse(name, args=[model.objects.first().pk]))
            assert page.evaluate(OVERLAPS) == [], (model, width)
