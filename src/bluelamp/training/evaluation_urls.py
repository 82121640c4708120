"""The pages of evaluation and of the equality impact record."""

from django.urls import path

from .views import equality, evaluation, evaluation_results, tests_before

app_name = "evaluation"
urlpatterns = [
    path("", evaluation_results.results, name="results"),
    path("levels/<slug:name>/", evaluation_results.level, name="level"),
    path("levels/<slug:name>/file/", evaluation_results.file, name="file"),
    path("comments/", evaluation_results.comments, name="comments"),
    path("comments/<uuid:comment_id>/", evaluation_results.comment, name="comment"),
    path("tests-before/", tests_before.tell, name="tests_before"),
    path("tests-before/import/", tests_before.load, name="import_tests"),
    path("mine/", evaluation.mine, name="mine"),
    path("mine/about-me/", evaluation.about_me, name="about_me"),
    path("mine/<uuid:course_id>/<slug:name>/", evaluation.give, name="give"),
    path("people/<uuid:learner_id>/<uuid:course_id>/", evaluation.give_of, name="give_of"),
    path("equality/", equality.record, name="equality"),
    path("equality/add/", equality.add_entry, name="add_entry"),
    path("equality/version/", equality.add_version, name="add_version"),
]
