"""A subject in the admin: what its row stands for, its editions, and where its pages are."""

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from roles import publishing
from roles.admin.deletion import OneByOne, SaysWhatKeepsIt
from roles.admin.part import INPUTS, NearFields
from roles.admin.working_copy import State
from roles.models import Edition

STEPS = {
    "preview": "preview/",
    "publish": "publish/",
    "editions": "editions/",
    "withdraw": "withdraw/",
    "restore": "restore/<int:number>/",
}


class SubjectAdmin(OneByOne, SaysWhatKeepsIt, NearFields, admin.ModelAdmin):
    """Lists subjects, each with what readers see of it."""

    kind: str
    autocomplete_fields = ["sources", "company"]
    formfield_overrides = INPUTS
    save_on_top = True

    class Media:
        css = {"all": ["css/admin.css"]}
        js = ["js/unsaved.js"]

    def get_queryset(self, request):
        # In the query of the list, which would otherwise ask for each row.
        mine = Edition.objects.of(self.kind).filter(slug=OuterRef("slug"))
        current, newest = mine.current(), mine.order_by("-number")[:1]
        return (
            super()
            .get_queryset(request)
            .annotate(
                public_number=Subquery(current.values("number")),
                public_at=Subquery(current.values("published_at")),
                newest_number=Subquery(newest.values("number")),
                newest_at=Subquery(newest.values("published_at")),
            )
        )

    @admin.display(description="public", ordering="public_at")
    def public_state(self, row):
        now = "never published" if row.newest_number is None else "withdrawn"
        if row.public_number is not None:
            now = f"edition {row.public_number}, {row.public_at:%Y-%m-%d}"
        if row.newest_number is None or row.newest_at <= timezone.now():
            return now
        now = now if row.public_number else "not yet"
        return f"{now}; edition {row.newest_number} from {row.newest_at:%Y-%m-%d %H:%M} UTC"

    # What a row stands for

    def slug_of(self, row):
        return row.slug

    def name_of(self, row):
        return str(row)

    def working_copy(self, row):
        return publishing.from_tables(self.kind, self.slug_of(row))

    def history(self, row):
        return Edition.objects.of(self.kind).named(self.slug_of(row))

    def current(self, row):
        return self.history(row).current().first()

    def state(self, row, subject=None):
        subject = subject or self.working_copy(row)
        return State(subject, self.current(row), self.history(row).first(), timezone.now())

    # What may be done to it

    def get_readonly_fields(self, request, obj=None):
        """The slug is an address: it is chosen once."""
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_view_on_site_url(self, obj=None):
        # The button would lead to a page that is not there.
        is_public = obj and self.current(obj)
        return super().get_view_on_site_url(obj) if is_public else None

    def has_delete_permission(self, request, obj=None):
        """What readers see or will see is withdrawn first; what was never public may go."""
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and (obj is None or not self.state(obj).is_alive)

    # Where its pages are

    def page_name(self, step):
        return f"roles_{self.opts.model_name}_{step}"

    def page_address(self, step, *args):
        return reverse(f"admin:{self.page_name(step)}", args=args)

    def change_address(self, row):
        return self.page_address("change", row.pk)

    def step_names(self):
        return {f"{step}_name": f"admin:{self.page_name(step)}" for step in STEPS}
