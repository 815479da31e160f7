"""The nouns of a draft. Only drafts are edited here: a published version has no rows."""

from django.contrib import admin, messages
from django.shortcuts import redirect

from quiz.models import (
    Action,
    BackgroundFact,
    EntryRoute,
    ExtensionBlock,
    Key,
    LikertStatement,
    Need,
    Option,
    Phrase,
    Profile,
    Requirement,
    RubricLine,
    SearchTitle,
    Target,
    TradeOff,
    Trait,
    TrialTask,
    Version,
    Word,
    WorkTrial,
)
from quiz.models.draft_items import action_key
from roles.admin.autocomplete import AsksForKeysAlone
from roles.admin.deletion import OneByOne
from roles.admin.optimistic_lock import OptimisticLock
from roles.admin.part import HasSource
from roles.admin.plain_form import EmptyRow, PlainChoices
from roles.admin.whole_row import WholeRowForm


class Inline(EmptyRow, AsksForKeysAlone, admin.StackedInline):
    form = WholeRowForm
    extra = 0


class TableInline(EmptyRow, AsksForKeysAlone, admin.TabularInline):
    form = WholeRowForm
    extra = 0


class SearchTitleInline(Inline):
    model = SearchTitle
    autocomplete_fields = ["sources"]
    fields = [("title", "position"), "sources"]


class TargetInline(Inline):
    model = Target
    autocomplete_fields = ["trait", "sources"]
    fields = [("trait", "target", "importance"), "why", "sources", "position"]


class KeyInline(TableInline):
    """What a statement says about traits."""

    model = Key
    autocomplete_fields = ["trait"]
    fields = ["trait", "direction", "weight", "position"]


class SidedKeyInline(KeyInline):
    """What the options of a trade-off say about traits."""

    fields = ["side", *KeyInline.fields]

    def formfield_for_choice_field(self, field, request, **kwargs):
        formfield = super().formfield_for_choice_field(field, request, **kwargs)
        if field.name == "side":
            # Empty in the table for the keys of statements, which have no sides.
            formfield.required = True
        return formfield


class WordInline(TableInline):
    model = Word
    fields = ["term", "meaning", "position"]


class OptionInline(TableInline):
    model = Option
    fields = ["level", "label", "position"]


class ActionForm(WholeRowForm):
    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        # Made here already, or two steps of one text would meet in the database only.
        cleaned["key"] = cleaned.get("key") or action_key(cleaned.get("text", ""))
        return cleaned


class ActionInline(Inline):
    model = Action
    form = ActionForm
    autocomplete_fields = ["sources"]
    fields = [
        "text",
        "done_when",
        ("to", "hours_from", "hours_to"),
        "time",
        "sources",
        ("key", "position"),
    ]


class RequirementInline(TableInline):
    model = Requirement
    fields = ["key", "kind", "position"]
    show_change_link = True


class NeedInline(TableInline):
    model = Need
    autocomplete_fields = ["fact"]
    fields = ["fact", "level", "position"]


class RubricLineInline(Inline):
    model = RubricLine
    fields = [("name", "key", "position"), "levels"]


class DraftAdmin(PlainChoices, AsksForKeysAlone, OneByOne, OptimisticLock, admin.ModelAdmin):
    """A part of the draft. Its version is chosen once; as a rule there is only one draft."""

    version_path = "version"
    list_filter = [HasSource]
    list_per_page = 50
    save_on_top = True

    class Media:
        css = {"all": ["css/admin.css"]}

    def get_queryset(self, request):
        draft = {f"{self.version_path}__status": Version.Status.DRAFT}
        return super().get_queryset(request).filter(**draft)

    def lookup_allowed(self, lookup, value, request):
        """The page of a draft leads to its own parts, by a filter that no list offers."""
        is_own = lookup == self.version_path
        return is_own or super().lookup_allowed(lookup, value, request)

    def add_view(self, request, *args, **kwargs):
        if Version.objects.drafts().exists():
            return super().add_view(request, *args, **kwargs)
        message = "There is no draft to add to. Begin one from the newest version."
        self.message_user(request, message, messages.WARNING)
        return redirect("admin:quiz_version_changelist")

    def get_changeform_initial_data(self, request):
        # Two are enough to know that there is not just one.
        drafts = Version.objects.drafts()[:2]
        only = {"version": drafts[0].pk} if len(drafts) == 1 else {}
        return {**only, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request, obj=None):
        # What a part names, such as a trait, would stay behind in its former version.
        return [*super().get_readonly_fields(request, obj), *([self.version_path] if obj else [])]


@admin.register(Trait)
class TraitAdmin(DraftAdmin):
    list_display = ["name", "key", "is_shared", "position"]
    list_filter = ["is_shared", *DraftAdmin.list_filter]
    search_fields = ["name", "key", "work", "low", "high"]
    autocomplete_fields = ["sources"]
    fields = [
        ("name", "key"),
        "work",
        "low",
        "high",
        "why",
        "sources",
        ("is_shared", "position"),
        "version",
    ]


@admin.register(Profile)
class ProfileAdmin(DraftAdmin):
    list_display = ["role", "position"]
    list_select_related = ["role"]
    # A profile names no sources; its targets do.
    list_filter = []
    search_fields = ["role__name", "role__slug", "also_called", "search_titles__title"]
    autocomplete_fields = ["role"]
    fields = [("role", "position"), "also_called", "version"]
    inlines = [SearchTitleInline, TargetInline]


@admin.register(ExtensionBlock)
class ExtensionBlockAdmin(DraftAdmin):
    list_display = ["key", "one", "other", "position"]
    list_select_related = ["one__role", "other__role"]
    # Its questions name sources.
    list_filter = []
    search_fields = ["key", "why"]
    autocomplete_fields = ["one", "other"]
    fields = [("key", "position"), ("one", "other"), "why", "version"]


class ItemAdmin(DraftAdmin):
    list_display = ["key", "text", "position"]
    list_filter = ["keys__trait", *DraftAdmin.list_filter]
    search_fields = ["key", "text", "rationale"]
    autocomplete_fields = ["sources"]
    fields = [("key", "position"), "text", "rationale", "sources", "version"]
    inlines = [KeyInline, WordInline]


@admin.register(TradeOff)
class TradeOffAdmin(ItemAdmin):
    list_display = ["key", "block", "text", "a", "b", "position"]
    list_select_related = ["block"]
    list_filter = ["block", *ItemAdmin.list_filter]
    search_fields = [*ItemAdmin.search_fields, "a", "b"]
    autocomplete_fields = ["block", *ItemAdmin.autocomplete_fields]
    fields = [("key", "position"), "block", "text", "a", "b", "rationale", "sources", "version"]
    inlines = [SidedKeyInline, WordInline]


@admin.register(LikertStatement)
class LikertStatementAdmin(ItemAdmin):
    pass


@admin.register(BackgroundFact)
class BackgroundFactAdmin(ItemAdmin):
    list_display = ["key", "name", "text", "position"]
    # A fact speaks for no trait.
    list_filter = DraftAdmin.list_filter
    search_fields = [*ItemAdmin.search_fields, "name", "fact"]
    fields = [
        ("key", "position"),
        ("name", "fact"),
        "text",
        "rationale",
        "sources",
        "version",
    ]
    inlines = [OptionInline, ActionInline, WordInline]

    def formfield_for_dbfield(self, field, request, **kwargs):
        formfield = super().formfield_for_dbfield(field, request, **kwargs)
        # Empty in the table for questions of the other kinds.
        if field.name in {"fact", "name"}:
            formfield.required = True
        return formfield


@admin.register(EntryRoute)
class EntryRouteAdmin(DraftAdmin):
    list_display = ["name", "profile", "position"]
    list_filter = ["profile", *DraftAdmin.list_filter]
    list_select_related = ["profile__role"]
    search_fields = ["name", "key", "note"]
    autocomplete_fields = ["profile", "sources"]
    fields = [("name", "key"), ("profile", "position"), "note", "sources", "version"]
    inlines = [RequirementInline]


class PartOfPart(DraftAdmin):
    """On a page of its own, because Django has no inline within an inline.

    It has no field for the version: that of its `owner` is meant.
    """

    owner = ""

    def get_readonly_fields(self, request, obj=None):
        return [self.owner] if obj else []

    def get_changeform_initial_data(self, request):
        return admin.ModelAdmin.get_changeform_initial_data(self, request)


@admin.register(Requirement)
class RequirementAdmin(PartOfPart):
    """What a way in asks for: any one of its needs will do."""

    version_path = "route__version"
    owner = "route"
    list_display = ["key", "route", "kind", "position"]
    list_filter = ["kind", "route"]
    list_select_related = ["route"]
    search_fields = ["key", "route__name"]
    autocomplete_fields = ["route"]
    fields = ["route", ("key", "kind", "position")]
    inlines = [NeedInline]


@admin.register(WorkTrial)
class WorkTrialAdmin(DraftAdmin):
    """The incident; its tasks have a page each."""

    list_display = ["title", "minutes"]
    # It names no sources; its tasks do.
    list_filter = []
    search_fields = ["title", "text"]
    fields = ["title", "text", "facts", "before", "minutes", "levels", "after", "version"]


@admin.register(TrialTask)
class TrialTaskAdmin(PartOfPart):
    version_path = "trial__version"
    owner = "trial"
    list_display = ["title", "profile", "position"]
    list_select_related = ["profile__role"]
    search_fields = ["title", "they_notice"]
    autocomplete_fields = ["trial", "profile", "sources"]
    fields = [
        "trial",
        ("profile", "position"),
        "title",
        "hand_in",
        "steps",
        "they_notice",
        "sources",
    ]
    inlines = [RubricLineInline]


@admin.register(Phrase)
class PhraseAdmin(DraftAdmin):
    list_display = ["key", "text", "position"]
    list_filter = []
    search_fields = ["key", "text"]
    fields = [("key", "position"), "text", "version"]
