from django.urls import path

from accounts import views

urlpatterns = [
    path("data/", views.account_data, name="account_data"),
    path("delete/", views.account_delete, name="account_delete"),
    path("deleted/", views.account_deleted, name="account_deleted"),
    path("sessions/", views.account_sessions, name="account_sessions"),
]
