from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.urls import path

from accounts import doors, views
from accounts.factors import set_up_once

urlpatterns = [
    # Before allauth's own, which it leads to.
    path("login/", doors.sign_in),
    path("2fa/staff/", views.staff_factor, name="staff_factor"),
    # Before allauth's own, which two tabs at once make fail.
    path("2fa/totp/activate/", set_up_once(activate_totp)),
    path("2fa/webauthn/add/", set_up_once(add_webauthn)),
    # Before allauth's own, of which it is a kind.
    path("email/", views.AddressView.as_view()),
    path("data/", views.account_data, name="account_data"),
    path("delete/", views.account_delete, name="account_delete"),
    path("deleted/", views.account_deleted, name="account_deleted"),
    path("signed-out/", views.signed_out, name="account_signed_out"),
    path("sessions/", views.account_sessions, name="account_sessions"),
]
