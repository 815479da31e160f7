from django.urls import path

from roles.views import (
    comparison,
    dispute,
    home,
    page,
    role,
    route,
    site,
    source,
    styleguide,
    title,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("roles/", role.role_list, name="role_list"),
    path("roles/<slug:slug>/", role.role_detail, name="role_detail"),
    path("compare/", comparison.comparison_picker, name="comparison_picker"),
    path("compare/<slug:path>/", comparison.comparison_detail, name="comparison_detail"),
    path("compare/<slug:path>/table.csv", comparison.comparison_table, name="comparison_table"),
    path(
        "compare/<slug:path>/at/<slug:company>/",
        comparison.company_comparison,
        name="company_comparison",
    ),
    path("titles/", title.title_search, name="title_search"),
    path("titles/<slug:slug>/", title.title_detail, name="title_detail"),
    path("routes/", route.route_list, name="route_list"),
    path("routes/<slug:slug>/", route.route_detail, name="route_detail"),
    path("sources/", source.source_list, name="source_list"),
    path("sources/<slug:slug>/", source.source_detail, name="source_detail"),
    path("disputes/", dispute.dispute_list, name="dispute_list"),
    path("about/", page.about, name="about"),
    path("privacy/", page.privacy, name="privacy"),
    path("corrections/", page.corrections, name="corrections"),
    path("corrections/report/", page.report_mistake, name="report_mistake"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("sitemap.xml", site.sitemap, name="sitemap"),
    path("robots.txt", site.robots, name="robots"),
    path(".well-known/security.txt", site.security_txt, name="security_txt"),
]
