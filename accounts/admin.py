from contextlib import suppress
from functools import partial

# Read first, so that what they register can be taken back.
from allauth.account.adapter import get_adapter
from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    UserChangeForm,
)
from django.contrib.auth.models import Group
from django.db import transaction
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from accounts.deletion import delete_account, end_sessions
from accounts.forms import AddressField
from accounts.models import IN_CHARGE, User
from accounts.reports import take_along
from quiz.taking import GoneError
from roles.admin.optimistic_lock import OptimisticLock
from roles.admin.working_copy import WorkingCopyForm
from roles.proof import proof_required, proof_required_to_send

ONESELF = (
    "You cannot take these rights from yourself or delete your own account: another superuser "
    "does, so that nobody shuts themselves out."
)
ALONE = (
    "Nobody else may do everything here. Make another account a superuser first, or nobody could "
    "let anybody in."
)


class AddressOfNobodyElse:
    def clean_email(self):
        email = self.cleaned_data["email"]
        # More than the unique column: somebody may sign in by an address that is about to change.
        if User.objects.of_address(email) not in (None, self.instance):
            raise forms.ValidationError(User._meta.get_field("email").error_messages["unique"])
        return email


class UserForm(AddressOfNobodyElse, WorkingCopyForm, UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes = {"email": AddressField}

    def clean(self):
        stays = all(self.cleaned_data.get(name, True) for name in IN_CHARGE)
        if not stays and self.instance.is_alone_in_charge():
            raise forms.ValidationError(ALONE)
        return super().clean()


class SaysWhatNoPasswordMeans:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django's own words are of single sign-on, which there is none of here.
        if field := self.fields.get("usable_password"):
            field.help_text = (
                "Without a password they sign in by a code sent to their address, or by a passkey."
            )


class UserCreationForm(SaysWhatNoPasswordMeans, AddressOfNobodyElse, AdminUserCreationForm):
    # Django's own Meta names a field username, which these accounts do not have.
    class Meta:
        model = User
        fields = ["email"]
        field_classes = {"email": AddressField}


class UserPasswordForm(SaysWhatNoPasswordMeans, AdminPasswordChangeForm):
    def save(self, commit=True):
        user = super().save(commit)
        tell(user, "password_changed")
        return user


# Of whom people learn no more than that it was the staff.
BY_STAFF = {"ip": "that of the staff", "user_agent": "that of the staff"}


def tell(user, what, **context):
    """Writes to a person that somebody else has changed their account."""
    get_adapter().send_notification_mail(
        f"account/email/{what}", user, {**BY_STAFF, **context}, context.get("from_email")
    )


def tell_when_done(user, tell):
    """What ends the account is told when it holds, and to those who have been in it."""
    # Others may never have shown that the address is theirs.
    if user.last_login:
        transaction.on_commit(tell)


# All that gives somebody rights, and so is for those who have them all.
RIGHTS = ["is_staff", "is_superuser", "groups", "user_permissions"]


class ProvedAdmin:
    """Whoever changes people or their rights has shown lately who they are."""

    @method_decorator(proof_required)
    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs)

    @method_decorator(proof_required)
    def delete_view(self, request, *args, **kwargs):
        return super().delete_view(request, *args, **kwargs)

    # It takes the deletion of many.
    @method_decorator(proof_required_to_send)
    def changelist_view(self, request, *args, **kwargs):
        return super().changelist_view(request, *args, **kwargs)


class UserAdmin(ProvedAdmin, OptimisticLock, DjangoUserAdmin):
    form = UserForm
    # The owner signs in meanwhile, and may set another password.
    guarded = ["email", "is_active", *RIGHTS]
    add_form = UserCreationForm
    change_password_form = UserPasswordForm
    list_display = ["email", "is_staff", "is_active", "joined_at", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active", "groups"]
    search_fields = ["email"]
    ordering = ["email"]
    actions = ["delete_selected"]
    readonly_fields = ["joined_at", "last_login"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (
            "Permissions",
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        ("Dates", {"fields": ["joined_at", "last_login"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"classes": ["wide"], "fields": ["email", "usable_password", "password1", "password2"]},
        )
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj == request.user:
            fieldsets = [explained(*each) for each in fieldsets]
        may_save = obj and self.has_change_permission(request, obj)
        return [*fieldsets, (None, {"fields": ["seen"]})] if may_save else fieldsets

    def get_queryset(self, request):
        return super().get_queryset(request).people()

    def get_deleted_objects(self, objs, request):
        # The log of what they did stays, as that of somebody who is gone.
        shown, counts, *rest = super().get_deleted_objects(objs, request)
        counts.pop(LogEntry._meta.verbose_name_plural, None)
        return without_log(shown), counts, *rest

    def get_readonly_fields(self, request, obj=None):
        fields = [*self.readonly_fields, *([] if request.user.is_superuser else RIGHTS)]
        # One's own address has to be confirmed first, which the page of the account asks for.
        return [*fields, "email", *IN_CHARGE] if obj == request.user else fields

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            # Or they would be signed in again when it is opened again.
            end_sessions(obj)
            if "is_active" in form.changed_data and change:
                tell_when_done(obj, partial(tell, obj, "account_closed", from_email=obj.email))
        if form.initial.get("email") != obj.email and "email" in form.fields:
            # Nobody has shown yet that it is theirs; signing in by it asks for that.
            obj.keep_one_address(verified=False)
            if change:
                take_along(obj, form.initial["email"])
                tell(obj, "email_changed", from_email=form.initial["email"], to_email=obj.email)

    def has_change_permission(self, request, obj=None):
        # Whoever sets a password or an address can sign in with it.
        return super().has_change_permission(request, obj) and is_within_rights(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_delete(request, obj) and not why_kept(request, obj)

    def may_delete(self, request, user):
        return super().has_delete_permission(request, user) and is_within_rights(request, user)

    def delete_view(self, request, object_id, extra_context=None):
        user = self.get_object(request, unquote(object_id))
        why = user and self.may_delete(request, user) and why_kept(request, user)
        if why:
            messages.error(request, why)
            return redirect("admin:accounts_user_change", user.pk)
        return super().delete_view(request, object_id, extra_context)

    @admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
    def delete_selected(self, request, queryset):
        why = next(filter(None, (why_kept(request, user) for user in queryset)), None)
        if why:
            messages.error(request, f"{why} Nothing was deleted.")
            return None
        return delete_selected(self, request, queryset)

    def delete_model(self, request, obj):
        # With all that is held of the person, as by themselves; who was quicker did the same.
        with suppress(GoneError):
            delete_account(obj)
            tell_when_done(obj, partial(get_adapter().tell_of_deletion, obj, **BY_STAFF))

    def delete_queryset(self, request, queryset):
        for user in queryset:
            self.delete_model(request, user)

    @method_decorator(proof_required)
    def user_change_password(self, request, id, form_url=""):
        # One's own is changed where the old one is asked for and wrong ones are counted.
        if self.get_object(request, unquote(id)) == request.user:
            return redirect("account_change_password")
        return super().user_change_password(request, id, form_url)


def why_kept(request, user):
    """Why nobody may delete the account; None where somebody may."""
    if user is None:
        return None
    if user == request.user:
        return ONESELF
    # Whoever deletes may have lost their own rights since they were asked for.
    return ALONE if user.is_alone_in_charge() else None


def explained(name, options):
    is_about_rights = "is_active" in options["fields"]
    return name, {**options, "description": ONESELF} if is_about_rights else options


def without_log(shown):
    kept = [each for each in shown if not str(each).startswith("Log entry: ")]
    return [without_log(each) if isinstance(each, list) else each for each in kept]


def is_within_rights(request, user):
    return user is None or request.user.has_rights_of(user)


class RightsAdmin(ProvedAdmin, OptimisticLock, GroupAdmin):
    """A group gives its members rights, and whoever may change it can be one of them."""

    def has_add_permission(self, request):
        return request.user.is_superuser and request.user.is_active

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_add_permission(request)


admin.site.register(User, UserAdmin)
# A second factor is its owner's alone: whoever could add one to an account could sign in to it.
admin.site.unregister([Authenticator, Group, EmailAddress])
admin.site.register(Group, RightsAdmin)
