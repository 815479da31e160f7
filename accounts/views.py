from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.deletion import delete_account, gone_page
from accounts.download import download
from quiz.taking import GoneError


@require_safe
@login_required
def account_data(request):
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
    # Not before: who is signed out and still has an account was told something else.
    logout(request)
    return HttpResponseRedirect(reverse("account_deleted"), status=303)


@require_safe
def account_deleted(request):
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_email"))
    return render(request, "account/deleted.html")
