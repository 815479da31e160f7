from django.contrib import admin

from roles.admin.comparison import SectionInline
from roles.admin.publish import PublishAdmin
from roles.models import Inquiry


class InquirySectionInline(SectionInline):
    fk_name = "inquiry"


@admin.register(Inquiry)
class InquiryAdmin(PublishAdmin):
    kind = "inquiry"
    list_display = ["question", "for_hiring", "place", "public_state"]
    list_filter = ["for_hiring", "roles"]
    search_fields = ["question", "short_answer", "parts__heading", "parts__body"]
    prepopulated_fields = {"slug": ["question"]}
    autocomplete_fields = [*PublishAdmin.autocomplete_fields, "roles", "disputes", "related"]
    fields = [
        "question",
        ("slug", "place", "for_hiring"),
        "short_answer",
        "silence",
        "roles",
        "disputes",
        "related",
        "sources",
        "where",
        ("company", "holds_for"),
        ("is_anecdotal", "is_our_reading"),
        "seen",
    ]
    inlines = [InquirySectionInline]
