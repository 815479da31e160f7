"""What a draft has one of, on the page of its version."""

from django.contrib import admin

from quiz.models import Explanation, Frame, LookingAgain, ReadinessRules
from roles.admin.plain_form import EmptyRow
from roles.admin.whole_row import WholeRowForm

REASON = "Change these only with a reason: they decide what results say."


class FrameInline(admin.StackedInline):
    form = WholeRowForm
    model = Frame
    # Without its frame a draft can be neither checked nor published.
    min_num = 1
    can_delete = False
    fieldsets = [
        (None, {"fields": ["title", "locale", ("trade_off_scale", "statement_scale")]}),
        (
            "Scoring",
            {
                "classes": ["collapse"],
                "description": REASON,
                "fields": [
                    "engine",
                    ("prior_sd", "prior_df"),
                    ("z_band", "z_tie", "z_gate", "min_gap"),
                    ("min_answered_share", "min_items_per_trait"),
                    ("flag_same_option_run", "flag_contradictions"),
                ],
            },
        ),
    ]


class Engine2Inline(EmptyRow, admin.StackedInline):
    """Constants that a version of engine 2 needs and one of engine 1 does not have."""

    form = WholeRowForm
    extra = 0


class LookingAgainInline(Engine2Inline):
    model = LookingAgain
    fieldsets = [
        (None, {"description": REASON, "fields": [("z_tie", "z_gate", "min_answered_share")]})
    ]


class ExplanationInline(Engine2Inline):
    model = Explanation
    fieldsets = [
        (
            None,
            {
                "description": REASON,
                "fields": [
                    ("reasons_max", "reason_min_lean", "reason_min_points"),
                    ("z_sure", "reason_said_mean"),
                    ("decisive_items", "decisive_traits", "splitting_items", "answer_step"),
                    ("flag_neutral_share", "headline_min_statements", "headline_max_liked"),
                ],
            },
        )
    ]


class ReadinessRulesInline(Engine2Inline):
    model = ReadinessRules
    fieldsets = [
        (
            None,
            {
                "description": REASON,
                "fields": [
                    ("ready_open_help_levels", "reach_open_must_levels", "reach_min_musts_met")
                ],
            },
        )
    ]


INLINES = [FrameInline, LookingAgainInline, ExplanationInline, ReadinessRulesInline]
