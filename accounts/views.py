from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.download import download


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
    # Signed out first, a person whose deletion fails would be told nothing.
    with transaction.atomic():
        user.delete()
    logout(request)
    return HttpResponseRedirect(reverse("home"), status=303)
