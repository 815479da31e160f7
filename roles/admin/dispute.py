from django.contrib import admin

from roles.admin.part import WHOSE, PartAdmin, PartInline
from roles.admin.publish import PublishAdmin
from roles.models import Claim, Dispute


class ClaimInline(PartInline):
    model = Claim
    fields = [
        "stance",
        "text",
        "context",
        *WHOSE,
    ]


@admin.register(Dispute)
class DisputeAdmin(PublishAdmin):
    kind = "dispute"
    list_display = ["question", "public_state"]
    list_filter = ["roles"]
    search_fields = ["question", "explanation", "claims__text"]
    prepopulated_fields = {"slug": ["question"]}
    autocomplete_fields = ["roles", "dimensions"]
    fields = ["question", "slug", "explanation", "roles", "dimensions", "seen"]
    inlines = [ClaimInline]


@admin.register(Claim)
class ClaimAdmin(PartAdmin):
    owner = "dispute"
    search_fields = ["stance", "text", "context"]
