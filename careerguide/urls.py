from django.contrib import admin
from django.urls import include, path

from accounts import doors
from careerguide import views
from quiz.sitemap import AssessmentPages
from roles.views.site import sitemap

admin.autodiscover()

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler429 = views.too_many_requests  # allauth's
handler500 = views.server_error

urlpatterns = [
    # Before the admin's own pages, which check a password without counting who tries.
    path("admin/login/", doors.admin_sign_in),
    path("admin/password_change/", doors.admin_password),
    path("admin/password_change/done/", doors.admin_password),
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("favicon.ico", views.favicon, name="favicon"),
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("sitemap.xml", sitemap, {"more": {"assessment": AssessmentPages}}, name="sitemap"),
    path("", include("quiz.urls")),
    path("", include("roles.urls")),
]
