from django.urls import path

from quiz.views import (
    attempt,
    background,
    further,
    history,
    method,
    result,
    share,
    start,
    task,
)

urlpatterns = [
    path("quiz/", start.quiz_start, name="quiz_start"),
    path("quiz/history/", history.attempt_list, name="attempt_list"),
    path("quiz/history/data.json", history.attempt_data, name="attempt_data"),
    path("quiz/history/delete/", history.attempt_delete_all, name="attempt_delete_all"),
    path("quiz/compare/", history.result_comparison, name="result_comparison"),
    path("quiz/method/", method.quiz_method, name="quiz_method"),
    path("quiz/tasks/", task.task_list, name="task_list"),
    path("quiz/tasks/<slug:slug>/", task.task_detail, name="task_detail"),
    path("quiz/shared/<str:token>/", share.shared_result, name="shared_result"),
    path("quiz/<uuid:pk>/", attempt.attempt_detail, name="attempt_detail"),
    path("quiz/<uuid:pk>/all/", attempt.question_list, name="question_list"),
    path("quiz/<uuid:pk>/review/", attempt.attempt_review, name="attempt_review"),
    path("quiz/<uuid:pk>/result/", result.result_detail, name="result_detail"),
    path("quiz/<uuid:pk>/background/", background.background_edit, name="background_edit"),
    path("quiz/<uuid:pk>/share/", share.result_share, name="result_share"),
    path("quiz/<uuid:pk>/delete/", history.attempt_delete, name="attempt_delete"),
    path("quiz/<uuid:pk>/more/<int:number>/", further.further_start, name="further_start"),
    path("quiz/<uuid:pk>/more/<int:number>/all/", further.further_list, name="further_list"),
    path("quiz/<uuid:pk>/more/<int:number>/review/", further.further_review, name="further_review"),
    # Last: the words of the addresses above are slugs, too.
    path("quiz/<uuid:pk>/<slug:item>/", attempt.question_detail, name="question_detail"),
]
