"""The form of a subject's working copy; of one with many parts, one tab of them at a time."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.html import format_html

from roles import content
from roles.admin.last_change import last_change, of_parts, of_row
from roles.admin.return_of_parts import way_back
from roles.admin.subject import SubjectAdmin
from roles.admin.working_copy import WorkingCopyForm, beside_tabs, digest, form_place, on_tab
from roles.models import Point
from roles.models.recording import FOLLOWED


class SubjectFormAdmin(SubjectAdmin):
    """Shows the working copy to write in, beside where it stands to its editions."""

    form = WorkingCopyForm
    tabs: Mapping[str, tuple[str, type]] = MappingProxyType({})
    change_form_template = "admin/roles/subject/change_form.html"

    @property
    def labels(self):
        """Of the tabs, by what is on them."""
        return {tab: label for tab, (label, _) in self.tabs.items()}

    def tab(self, request, obj):
        """Of a subject with many parts, one list of parts at a time; empty for its own fields."""
        part = request.GET.get("part", "")
        # Parts need an owner that is stored: what is new has its own fields alone.
        return part if obj and part in self.tabs else ""

    def tabs_of(self, subject):
        """The tabs to choose from, each with the number of parts on it."""
        return [(tab, label, len(on_tab(subject, tab))) for tab, (label, _) in self.tabs.items()]

    def get_inlines(self, request, obj):
        tab = self.tab(request, obj)
        return [self.tabs[tab][1]] if tab else super().get_inlines(request, obj)

    def get_fields(self, request, obj=None):
        # The digest goes along on a tab too, where no other field of the row is.
        return ["seen"] if self.tab(request, obj) else super().get_fields(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.address = request.get_full_path()
        form.subject = self.working_copy(obj) if obj else None
        form.working_copy = digest(self._page_content(request, obj, form.subject)) if obj else ""
        if obj:
            form.last_change = partial(self._last_change, request, obj)
        return form

    def _last_change(self, request, obj):
        """Of what this page shows."""
        if tab := self.tab(request, obj):
            inline = self.tabs[tab][1]
            # Points share a table, and have a tab for each of their kinds.
            kind = tab if inline.model is Point else ""
            others = (
                Point.objects.filter(role=obj.pk).exclude(kind=tab)
                if kind
                else Point.objects.none()
            )
            return last_change(request.user, obj, of_parts(inline.model, others, kind))
        return last_change(request.user, obj, *([of_row(obj)] if self.tabs else []))

    def _page_content(self, request, obj, subject):
        """What one page of the form shows, so that two people may work on two tabs."""
        if tab := self.tab(request, obj):
            return [content.unstructure(part) for part in on_tab(subject, tab)]
        return beside_tabs(subject) if self.tabs else content.unstructure(subject)

    def render_change_form(self, request, context, *args, **kwargs):
        row = context.get("original")
        subject = context["adminform"].form.subject
        more = {
            **self.step_names(),
            "tabs": self.tabs_of(subject) if row and self.tabs else [],
            "has_tabs": bool(self.tabs),
            "tab": self.tab(request, row),
            "state": self.state(row, subject) if row else None,
            "show_save_and_add_another": False,
        }
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.deleted_objects and FOLLOWED[formset.model].comes_back:
            self.message_user(request, way_back(formset.deleted_objects))

    def response_add(self, request, obj, *args, **kwargs):
        """What is new is written on: its parts, its preview and its publication come next."""
        response = super().response_add(request, obj, *args, **kwargs)
        return response if "_popup" in request.POST else redirect(self.change_address(obj))

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        # To the tab that was saved, which Django's address would leave.
        if "_continue" in request.POST:
            return redirect(request.get_full_path())
        if "_popup" not in request.POST and self.state(obj).is_changed:
            self._tell_how_to_publish(request, obj)
        return response

    def _tell_how_to_publish(self, request, row):
        message = f"Readers do not see what {self.name_of(row)} says now until it is published."
        if request.user.has_perm("roles.publish"):
            address = self.page_address("publish", row.pk)
            message = format_html('{} <a href="{}">Publish it</a>', message, address)
        self.message_user(request, message, messages.WARNING)

    def remedy(self, row, subject, problem):
        """What a problem is about, and the address of the form where it is mended."""
        address, place = self.change_address(row), form_place(subject, problem.where)
        if place is None:
            return problem.where or self.name_of(row), address
        label = self.tabs[place.tab][0] if self.tabs else problem.where.split(" / ")[0].capitalize()
        query = f"?part={place.tab}" if self.tabs else ""
        return f"{label}: {content.headline(place.part)}", f"{address}{query}#{place.fragment}"
