import logging

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.views import EmailView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.deletion import delete_account, gone_page
from accounts.devices import forget_others
from accounts.download import download
from accounts.sign_ins import devices_of, end
from quiz.taking import GoneError
from roles.proof import proof_required

# Of a row; Python reads no number of thousands of digits.
LONGEST_NUMBER = 18


@require_safe
@login_required
@proof_required
def account_data(request):
    get_adapter(request).note_number(logging.INFO, "data downloaded", request.user.pk)
    response = JsonResponse(download(request.user), json_dumps_params={"indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="careerguide.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def account_delete(request):
    if request.method != "POST":
        return render(request, "account/delete.html")
    user = request.user
    # The admin's log of what they did would go with the account.
    if user.is_staff:
        raise PermissionDenied
    try:
        delete_account(user)
    except GoneError:
        return gone_page(request)
    get_adapter(request).note_number(logging.INFO, "account deleted", user.pk)
    # Not before: who is signed out and still has an account was told something else.
    logout(request)
    get_adapter(request).tell_of_deletion(user)
    return HttpResponseRedirect(reverse("account_deleted"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_sessions(request):
    this = request.session.session_key
    if request.method != "POST":
        devices = devices_of(request.user, this)
        return render(request, "account/sessions.html", {"devices": devices})
    chosen = request.user.sign_ins.exclude(session=this)
    if "others" not in request.POST:
        number = request.POST.get("end", "")[:LONGEST_NUMBER]
        chosen = chosen.filter(pk=number if number.isdecimal() else None)
    count = end(chosen)
    get_adapter(request).note_number(logging.INFO, f"sessions ended ({count})", request.user.pk)
    if "others" in request.POST:
        forget_others(request, request.user)
    told = "One device is" if count == 1 else f"{count} devices are"
    messages.success(request, f"{told} signed out." if count else "Signed out already.")
    return HttpResponseRedirect(reverse("account_sessions"), status=303)


class AddressView(EmailView):
    """The page of the account, which tells of a new address as long as it waits for its code."""

    def waiting(self):
        change = EmailVerificationProcess.resume(self.request)
        # A sign-up in the same browser waits for another account.
        return change if change and change.user == self.request.user else None

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, waiting=self.waiting())

    def post(self, request, *args, **kwargs):
        if "action_cancel" not in request.POST:
            return super().post(request, *args, **kwargs)
        if change := self.waiting():
            change.abort()
        messages.success(request, "Your e-mail address stays as it is.")
        return HttpResponseRedirect(reverse("account_email"), status=303)


@require_safe
@login_required
def staff_factor(request):
    """Leads staff through what the administration asks for before it opens."""
    if not request.user.is_staff:
        raise PermissionDenied
    if request.user.has_second_factor:
        return HttpResponseRedirect(reverse("admin:index"))
    return render(request, "mfa/staff.html")


@require_safe
def account_deleted(request):
    return _last_page(request, "account/deleted.html")


@require_safe
def signed_out(request):
    """A page, where a message would need a session: no page for everybody can show one."""
    return _last_page(request, "account/signed_out.html")


def _last_page(request, template):
    # Of nobody who is signed in.
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_email"))
    return render(request, template)
