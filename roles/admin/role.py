from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet

from roles.admin.other_role import NamesOtherRole, NamesOtherRoleInline, offered
from roles.admin.part import WHOSE, PartAdmin, PartInline
from roles.admin.publish import PublishAdmin
from roles.models import (
    Advice,
    Alias,
    Cell,
    Contrast,
    Level,
    Point,
    Remit,
    Role,
    SkillNeed,
    Transition,
)


class AliasInline(PartInline):
    model = Alias
    fields = ["title", "note", *WHOSE]


class LevelInline(PartInline):
    model = Level
    fields = [
        ("name", "track"),
        "scope",
        ("step", "short"),
        *WHOSE,
    ]


class RemitInline(PartInline):
    model = Remit
    fields = [
        ("question", "is_disputed"),
        "text",
        *WHOSE,
    ]


class CellFormSet(BaseInlineFormSet):
    """Finds what the database would refuse: two cells of one role, row and company."""

    def clean(self):
        super().clean()
        places = set()
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", {})
            place = tuple(cleaned.get(name) for name in ("role", "dimension", "company"))
            # What is incomplete has been told already, and what goes clashes with nothing.
            if None in place[:2] or self._should_delete_form(form):
                continue
            # A row that is saved with its cells has no key yet, and is the same in all of them.
            key = tuple(each and (each.pk or id(each)) for each in place)
            if key in places:
                raise ValidationError(f"{place[0]} has two cells in the row “{place[1]}”.")
            places.add(key)


class CellInline(PartInline):
    model = Cell
    formset = CellFormSet
    fields = [
        ("dimension", "value"),
        "text",
        "short",
        *WHOSE,
    ]
    autocomplete_fields = [*PartInline.autocomplete_fields, "dimension"]


HAVE_ADDRESSES = {Point.Kind.RESOURCE, Point.Kind.SAMPLE_ADVERT}


class PointFormSet(BaseInlineFormSet):
    kind: str

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        # The tab says the kind, so that the form does not ask for it.
        form.instance.kind = self.kind
        return form


class PointInline(PartInline):
    """The points of one kind; the kind of a point changes on its own page."""

    model = Point
    kind: str
    formset = PointFormSet

    def get_fields(self, request, obj=None):
        address = ["address"] if self.kind in HAVE_ADDRESSES else []
        return ["text", "detail", *address, *WHOSE, "label"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(kind=self.kind)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.kind = self.kind
        return formset


def _points_of(kind):
    names = {"verbose_name": kind.label.lower(), "verbose_name_plural": kind.label}
    # A class each, because Django makes inlines of classes and hands them nothing.
    return type(f"{kind.name.title()}Inline", (PointInline,), {"kind": kind.value, **names})


class SkillNeedInline(PartInline):
    model = SkillNeed
    fields = [
        ("skill", "level"),
        "note",
        *WHOSE,
    ]
    autocomplete_fields = [*PartInline.autocomplete_fields, "skill"]


class AdviceInline(PartInline):
    model = Advice
    fields = [
        "kind",
        "prompt",
        "answer",
        "why",
        *WHOSE,
    ]


class TransitionInline(NamesOtherRoleInline, PartInline):
    other_role = "to_role"
    model = Transition
    # Two keys lead to a role: its transitions are those that start from it.
    fk_name = "from_role"
    fields = [
        "to_role",
        "how_common",
        "carries_over",
        "to_learn",
        "first_move",
        "why_not",
        *WHOSE,
    ]
    autocomplete_fields = [*PartInline.autocomplete_fields, "to_role"]


class ContrastInline(PartInline):
    model = Contrast
    fields = ["role", "text", *WHOSE]
    autocomplete_fields = [*PartInline.autocomplete_fields, "role"]


class NeighbourContrastInline(NamesOtherRoleInline, ContrastInline):
    # Of two keys to a role: the other names the role that is spoken of.
    fk_name, other_role = "neighbour", "role"


NEVER_OF_NEIGHBOURS = {"cells", "remits", *Point.Kind.values}


@admin.register(Role)
class RoleAdmin(PublishAdmin):
    kind = "role"
    list_display = ["name", "slug", "is_neighbour", "public_state"]
    list_filter = ["is_neighbour"]
    search_fields = ["name", "slug", "aliases__title"]
    prepopulated_fields = {"slug": ["name"]}
    fields = [
        "name",
        ("emphasis", "glyph"),
        ("slug", "is_neighbour"),
        "one_liner",
        "summary",
        "not_for_you",
        "gist",
        ("depth", "depth_reason"),
        "sources",
        "where",
        "holds_for",
        "seen",
    ]
    tabs = {
        "aliases": ("Aliases", AliasInline),
        "levels": ("Ladder", LevelInline),
        "remits": ("Why, what, how, when", RemitInline),
        "cells": ("Rows of the comparison", CellInline),
        **{kind.value: (kind.label, _points_of(kind)) for kind in Point.Kind},
        "skills": ("Skills", SkillNeedInline),
        "advice": ("Advice", AdviceInline),
        "transitions": ("Transitions", TransitionInline),
        "contrasts": ("Beside the three", NeighbourContrastInline),
    }

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "depth" in form.changed_data and "depth_reason" not in form.changed_data:
            message = (
                "How technical it is has changed, and why has not: does the reason still hold?"
            )
            self.message_user(request, message, messages.WARNING)

    def get_search_results(self, request, roles, term):
        return super().get_search_results(request, offered(request, roles), term)

    def tabs_of(self, subject):
        """A neighbour has no rows and points; only neighbours stand beside the three."""
        never = NEVER_OF_NEIGHBOURS if subject.is_neighbour else {"contrasts"}
        # One that holds parts stays all the same, or nobody could take them out.
        return [tab for tab in super().tabs_of(subject) if tab[0] not in never or tab[2]]


@admin.register(Alias)
class AliasAdmin(PartAdmin):
    search_fields = ["title", "key"]


@admin.register(Level)
class LevelAdmin(PartAdmin):
    columns = ["track"]
    search_fields = ["name", "scope"]


@admin.register(Remit)
class RemitAdmin(PartAdmin):
    columns = ["question", "is_disputed"]
    list_filter = ["question"]
    search_fields = ["text"]


@admin.register(Cell)
class CellAdmin(PartAdmin):
    list_filter = ["dimension"]
    search_fields = ["value", "text", "dimension__name"]
    autocomplete_fields = [*PartAdmin.autocomplete_fields, "dimension"]

    def get_list_select_related(self, request):
        return ["role", "dimension", "company"]


@admin.register(Point)
class PointAdmin(PartAdmin):
    columns = ["kind", "label"]
    list_filter = ["kind"]
    search_fields = ["text", "detail", "key"]

    # Points have a tab for each kind, where other parts have one for all.
    def tab_of(self, part, field):
        return part.kind


@admin.register(SkillNeed)
class SkillNeedAdmin(PartAdmin):
    list_filter = ["level"]
    search_fields = ["skill__name", "note"]
    autocomplete_fields = [*PartAdmin.autocomplete_fields, "skill"]

    def get_list_select_related(self, request):
        return ["role", "skill", "company"]


@admin.register(Advice)
class AdviceAdmin(PartAdmin):
    owners = ("role", "comparison")
    columns = ["kind", "comparison"]
    list_filter = ["kind", "comparison"]
    search_fields = ["prompt", "answer", "why", "key"]
    autocomplete_fields = [*PartAdmin.autocomplete_fields, "comparison"]

    def get_list_select_related(self, request):
        return ["role", "comparison", "company"]


@admin.register(Transition)
class TransitionAdmin(NamesOtherRole, PartAdmin):
    owner = own_role = "from_role"
    other_role = "to_role"
    list_filter = ["to_role"]
    search_fields = ["carries_over", "to_learn", "first_move", "why_not"]
    autocomplete_fields = [*PartAdmin.autocomplete_fields, "to_role"]

    def get_list_select_related(self, request):
        return ["from_role", "to_role", "company"]


@admin.register(Contrast)
class ContrastAdmin(NamesOtherRole, PartAdmin):
    own_role, other_role = "neighbour", "role"
    owners = ("neighbour", "comparison")
    columns = ["neighbour", "comparison"]
    search_fields = ["text"]
    autocomplete_fields = [*PartAdmin.autocomplete_fields, "neighbour", "comparison"]

    def get_list_select_related(self, request):
        return ["role", "neighbour", "comparison", "company"]
