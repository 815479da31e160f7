from dataclasses import replace
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.urls import reverse

from quiz import background, publishing, steps, taking
from quiz.definition import normal
from quiz.models import Result, Version
from quiz.scoring import score
from roles import plain
from tests.quiz.factories import (
    make_attempt,
    make_definition,
    make_draft,
    make_result,
    make_step,
    make_tied,
    publish_version,
    publish_what_it_names,
)
from tests.quiz.samples import first_version, golden_sheet, make_statement

pytestmark = pytest.mark.django_db
FEW = 10


def told(command, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_starter_assessment_is_published_where_there_is_none():
    publish_what_it_names(make_definition())

    told("load_assessment", persons=FEW)

    version = Version.objects.get()
    assert (version.number, version.status) == (1, "published")
    assert version.last_check.simulation.persons == FEW
    assert version.definition == normal(make_definition())
    assert publishing.from_tables(publishing.new_draft(version)) == version.definition


def test_loading_the_assessment_again_changes_nothing():
    publish_version()

    assert "there already" in told("load_assessment", persons=FEW)
    assert Version.objects.count() == 1


def test_loading_over_an_earlier_version_offers_a_draft_and_says_what_to_do():
    former = publish_version(made=first_version())
    publish_what_it_names(make_definition())

    words = told("load_assessment", persons=FEW)

    draft = Version.objects.drafts().get()
    assert publishing.from_tables(draft) == normal(make_definition())
    assert Version.objects.published().get() == former
    assert "is version 2 now, a draft" in words
    assert f"publish it at {reverse('admin:quiz_version_change', args=[draft.pk])}" in words


def test_what_was_offered_is_not_offered_twice():
    publish_version(made=first_version())
    publish_what_it_names(make_definition())
    told("load_assessment", persons=FEW)

    assert "left alone" in told("load_assessment", persons=FEW)
    assert Version.objects.count() == 2


def test_a_starter_that_staff_have_gone_on_from_is_not_offered_again():
    publish_version()
    publish_version(made=make_definition(title="Ours"))

    assert "there already" in told("load_assessment", persons=FEW)
    assert not Version.objects.drafts().exists()


def test_a_role_by_another_name_makes_no_other_assessment():
    one, *others = make_definition().profiles
    renamed = (replace(one, name="Product Lead"), *others)
    publish_version(made=make_definition(profiles=renamed))

    assert "there already" in told("load_assessment", persons=FEW)


def test_loading_leaves_a_draft_of_staff_alone():
    publish_version(made=first_version())
    draft = make_draft(made=make_definition(title="Ours"))

    assert "left alone" in told("load_assessment", persons=FEW)

    assert list(Version.objects.drafts()) == [draft]
    assert publishing.from_tables(draft).title == "Ours"


def test_an_attempt_begun_on_an_earlier_version_ends_on_it():
    former = publish_version(made=first_version())
    sheet = golden_sheet("noise-free ideal pm")
    attempt = make_attempt(version=former, answers=sheet)
    publish_what_it_names(make_definition())
    told("load_assessment", persons=FEW)

    publishing.publish(Version.objects.drafts().get(), reason="Engine 2", persons=FEW)
    taking.finish(attempt)

    result = Result.objects.get(attempt=attempt)
    assert Version.objects.published().get().definition == normal(make_definition())
    assert (result.engine, result.digest) == (1, former.digest)
    assert result.score == score(first_version(), sheet)
    assert told("rescore") == "1 attempts scored again, 0 differences.\n"


def test_an_assessment_whose_sources_are_missing_is_not_loaded():
    with pytest.raises(CommandError, match="was not loaded"):
        told("load_assessment", persons=FEW)

    assert not Version.objects.exists()


def written(folder, **changes):
    path = folder / "assessment.yaml"
    path.write_text(
        yaml.safe_dump(plain.unstructure(make_definition(**changes)), allow_unicode=True)
    )
    return path


def test_a_file_with_a_block_ends_with_1(tmp_path):
    with pytest.raises(CommandError, match="cannot be published") as error:
        told("check_assessment", written(tmp_path, statements=()), persons=FEW)

    assert error.value.returncode == 1


def test_a_file_with_a_warning_ends_with_2(tmp_path):
    lines = (make_statement(text="I never would."), make_statement(key="s2", direction=-1))
    path = written(tmp_path, statements=(*make_definition().statements, *lines))

    with pytest.raises(CommandError, match="needs a written reason") as error:
        told("check_assessment", path, persons=FEW)

    assert error.value.returncode == 2


def test_a_file_that_holds_no_assessment_is_told(tmp_path):
    (tmp_path / "other.yaml").write_text("key: x")

    with pytest.raises(CommandError, match="holds no assessment"):
        told("check_assessment", tmp_path / "other.yaml")


def test_checking_the_draft_stores_what_was_found():
    make_draft()

    with pytest.raises(CommandError, match="needs a written reason"):
        told("check_assessment", persons=FEW)

    assert Version.objects.get().last_check.simulation.persons == FEW


def test_checking_without_a_draft_is_told():
    with pytest.raises(CommandError, match="There is no draft"):
        told("check_assessment")


class Terminal(StringIO):
    def isatty(self):
        return True


def test_a_terminal_is_shown_the_progress():
    publish_what_it_names(make_definition())
    terminal = Terminal()

    call_command("load_assessment", persons=FEW, stdout=StringIO(), stderr=terminal)

    assert "32/32" in terminal.getvalue()


def test_rescoring_finds_no_difference():
    make_result(version=publish_version())
    make_result(version=publish_version(made=make_definition(title="Another")))

    assert told("rescore") == "2 attempts scored again, 0 differences.\n"


def test_rescoring_finds_a_result_that_was_changed():
    attempt = make_result()
    Result.objects.update(score_data={"engine": 1})

    with pytest.raises(CommandError, match="not what the answers give"):
        told("rescore")
    assert Result.objects.get(attempt=attempt).score_data == {"engine": 1}


def test_rescoring_looks_at_backgrounds_that_were_said_later():
    attempt = make_result(background=1)
    background.record(attempt, {"engineering": 3})
    assert told("rescore") == "1 attempts scored again, 0 differences.\n"
    record = attempt.backgrounds.get()

    record.levels["engineering"] = 0
    record.save()
    with pytest.raises(CommandError, match="not what the answers give"):
        told("rescore")


def test_rescoring_looks_at_steps_of_further_questions():
    attempt = make_tied()
    steps.answer(attempt, 1, {q.key: 1 for q in attempt.offered.questions})
    assert steps.finish(attempt, 1)
    assert told("rescore") == "1 attempts scored again, 0 differences.\n"

    attempt.answers.filter(item=attempt.steps.get().items[0]).update(value=5)
    with pytest.raises(CommandError, match="not what the answers give"):
        told("rescore")


def test_rescoring_tells_of_a_step_that_was_not_offered():
    attempt = make_result()
    make_step(attempt)

    with pytest.raises(CommandError, match="not what the answers give"):
        told("rescore")
