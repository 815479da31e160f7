"""Which figure a new one takes the place of, told to whoever writes it before it is saved."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from roles.models import SalaryFigure
from roles.models.pay import EVERY_AMOUNT
from roles.models.series import SHARED

CHECK = "_check"
TEMPLATE = "admin/roles/salaryfigure/_succession.html"
# No key is longer, and Python reads no number of thousands of digits.
KEY = re.compile("[0-9]{1,18}")
# As many as are told; somebody who is told of more looks at none.
MOST = 5
# What may keep apart two figures of one role, place and part of pay, with its words.
APART = {
    "source_id": "source",
    "data_set": "data set",
    "basis": "way of knowing",
    "level": "level",
    "company_id": "company",
    "industry": "industry",
    "currency": "currency",
}

# What is the same, in one series, of a figure that somebody has typed twice.
SAME = ["observed_from", "as_of", "period", "n", *EVERY_AMOUNT]
WHOLE = [*SAME, *SHARED, "occupation", "source_id"]


def twin_in_words(figure, old):
    """That one stands which says the same, with a link to it; None where none does, or where this
    says in all of that what `old` does: itself before, or the one that it corrects."""
    if old and all(getattr(old, name) == getattr(figure, name) for name in WHOLE):
        return None
    same = {name: getattr(figure, name) for name in SAME}
    standing = SalaryFigure.objects.filter(corrected_at=None, **same)
    twin = standing.exclude(pk=old and old.pk).in_series_of(figure).first()
    if twin is None:
        return None
    return format_html(
        'This figure stands already: <a href="{}" target="_blank">{}, {}</a>. Nothing was saved.',
        reverse("admin:roles_salaryfigure_change", args=[twin.pk]),
        twin,
        twin.date_in_words or "no date",
    )


@dataclass(frozen=True)
class Succession:
    """What becomes of a figure among those that stand; `without` is the key of one that does not
    count: itself, or the one that it corrects."""

    figure: SalaryFigure
    without: int | None = None

    @property
    def can_be_told(self):
        named = self.figure.role_id or self.figure.occupation
        return bool(named and self.figure.currency and self.figure.source_id)

    @cached_property
    def standing(self):
        figures = SalaryFigure.objects.live().filter(corrected_at=None).latest()
        return figures.exclude(pk=self.without).with_names()

    @cached_property
    def series(self):
        return list(self.standing.in_series_of(self.figure).newest_first())

    @property
    def older(self):
        return [each for each in self.series if each.as_of < self.figure.as_of]

    @property
    def newer(self):
        return [each for each in self.series if each.as_of > self.figure.as_of]

    @property
    def beside(self):
        return [each for each in self.series if each.as_of == self.figure.as_of]

    @cached_property
    def alike(self):
        """Others of its role, place and part of pay, where none of its series stands."""
        if self.series:
            return []
        same = {name: getattr(self.figure, name) for name in ("role_id", "place_id", "component")}
        if self.figure.role_id is None:
            same["occupation"] = self.figure.occupation
        return list(self.standing.filter(**same).newest_first()[:MOST])

    @property
    def told(self):
        """Those that are told of, each with what keeps the two apart."""
        return [(other, self.apart(other)) for other in (self.series or self.alike)[:MOST]]

    def apart(self, other):
        if self.series:
            return []
        differs = {name for name in APART if getattr(other, name) != getattr(self.figure, name)}
        # Of one data set the source may be another each year.
        if self.figure.data_set and "data_set" not in differs:
            differs.discard("source_id")
        return [words for name, words in APART.items() if name in differs]

    def in_words(self):
        return mark_safe(render_to_string(TEMPLATE, {"succession": self}).strip())  # noqa: S308


class NeverStored:
    """Of a form: what was sent is judged and shown again, and nothing comes of it."""

    def is_valid(self):
        super().is_valid()
        return False


class TellsItsSuccession:
    """Of the admin of figures: the form says what its figure takes the place of, when asked and,
    with scripts, after each change; so does the page after saving."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        is_check = CHECK in request.POST
        return type(form.__name__, (NeverStored, form), {}) if is_check else form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        figure = form.instance
        may_save = self.has_change_permission(request, obj) if obj else True
        without = obj.pk if obj else getattr(form.wrong, "pk", None)
        is_told = may_save and (form.is_bound or obj)
        context |= {
            "may_check": may_save,
            "without": without,
            "succession": Succession(figure, without) if is_told else None,
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        without = obj.pk if change else getattr(form.wrong, "pk", None)
        # Before it is stored: then the older one stands no more.
        told = Succession(obj, without).in_words()
        super().save_model(request, obj, form, change)
        self.message_user(request, told, messages.INFO)

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(require_safe(self.succession)))
        return [
            path("succession/", view, name="roles_salaryfigure_succession"),
            *super().get_urls(),
        ]

    def succession(self, request):
        """What the form says of what is filled in so far, for its script."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = super().get_form(request)(request.GET)
        form.is_valid()
        without = request.GET.get("without", "")
        told = Succession(form.instance, int(without) if KEY.fullmatch(without) else None)
        return render(request, TEMPLATE, {"succession": told})
