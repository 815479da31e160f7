from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from careerguide import views
from quiz.sitemap import AssessmentPages
from roles.views.site import sitemap

admin.autodiscover()
# allauth counts failed sign-ins; the admin's own page does not.
admin.site.login = secure_admin_login(admin.site.login)

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler429 = views.too_many_requests  # allauth's
handler500 = views.server_error

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("favicon.ico", views.favicon, name="favicon"),
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("sitemap.xml", sitemap, {"more": {"assessment": AssessmentPages}}, name="sitemap"),
    path("", include("quiz.urls")),
    path("", include("roles.urls")),
]
