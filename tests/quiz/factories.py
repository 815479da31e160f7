"""Valid versions by keyword. A published one here skips the checks, which take a while."""

from dataclasses import fields, is_dataclass, replace

from django.conf import settings
from django.utils import timezone

from quiz import definition, publishing, taking
from quiz.models import Assessment, Attempt, Version
from tests import factories
from tests.quiz.samples import golden_sheet, golden_sheet_2, starter


def make_definition(**changes):
    """The starter definition, with changes to its own fields."""
    return replace(starter(), **changes)


def make_assessment(*, key="pm-fit", title="Which of these roles would you enjoy?"):
    return Assessment.objects.get_or_create(key=key, defaults={"title": title})[0]


def publish_version(*, made=None, reason="First version", is_scoring_compatible=False):
    """The next version of the assessment, published; the one before is retired."""
    made = made or make_definition()
    assessment = make_assessment(key=made.key)
    text = definition.canonical(made)
    assessment.versions.published().update(status=Version.Status.RETIRED)
    return Version.objects.create(
        assessment=assessment,
        number=assessment.versions.count() + 1,
        status=Version.Status.PUBLISHED,
        canonical=text,
        digest=definition.digest(text),
        reason=reason,
        is_scoring_compatible=is_scoring_compatible,
        published_at=timezone.now(),
    )


def make_draft(*, made=None):
    """A draft in the tables; the roles and sources that it names are on the site."""
    made = made or make_definition()
    publish_what_it_names(made)
    return publishing.start(made)


def publish_what_it_names(made):
    for slug in sorted(set(_sources(made))):
        factories.make_source(slug=slug, title=slug)
    for profile in made.profiles:
        factories.publish(factories.make_role(slug=profile.role, name=profile.name))


def _sources(value):
    if isinstance(value, tuple):
        for part in value:
            yield from _sources(part)
    elif is_dataclass(value):
        yield from getattr(value, "sources", ())
        for field in fields(value):
            yield from _sources(getattr(value, field.name))


def make_attempt(*, version=None, user=None, answers=None, client=None, **fields):
    """An attempt with its answers by question, known to the client's browser when there is one."""
    version = version or Version.objects.published().first() or publish_version()
    attempt = Attempt.objects.create(
        assessment=version.assessment,
        version=version,
        user=user,
        **{"last_item": version.definition.item_keys[0], **fields},
    )
    if answers:
        taking.answer(attempt, answers)
    if client:
        remember(client, attempt)
    return attempt


def remember(client, attempt):
    session = client.session
    session[taking.REMEMBERED] = [*session.get(taking.REMEMBERED, []), str(attempt.pk)]
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def answer_all(name="noise-free ideal pm", *, background=2, **answers):
    """A golden sheet with every fact of the background at one level, and changes to both."""
    facts = {} if background is None else {fact.item: background for fact in starter().facts}
    return {**golden_sheet(name), **facts, **answers}


def make_result(*, name="noise-free ideal pm", background=2, **fields):
    """A finished attempt with the answers of a golden sheet."""
    attempt = make_attempt(answers=answer_all(name, background=background), **fields)
    taking.finish(attempt)
    attempt.refresh_from_db()
    return attempt


def make_tied(*, name="tie, four more, clear", **fields):
    """A finished attempt whose result offers further questions, none of them answered."""
    further = {item.key for item in starter().further}
    answers = {key: value for key, value in golden_sheet_2(name).items() if key not in further}
    attempt = make_attempt(answers=answers, **fields)
    taking.finish(attempt)
    return Attempt.objects.with_result().get(pk=attempt.pk)


def make_copy(source, answers=None):
    """A finished attempt on a copy of the answers of another, with changes to them."""
    attempt = Attempt.objects.create(
        assessment=source.assessment,
        version=source.version,
        user=source.user,
        last_item=source.last_item,
        source=source,
        is_copy=True,
    )
    for row in source.answers.all():
        attempt.answers.create(
            item=row.item, value=row.value, said_at=row.said_at or row.answered_at
        )
    if answers:
        taking.answer(attempt, answers)
    taking.finish(attempt)
    attempt.refresh_from_db()
    return attempt


def make_step(attempt, *, number=1, items=("e01",), score_data=None, **fields):
    """What a step of further questions gave: as the first result, unless told."""
    return attempt.steps.create(
        number=number,
        items=list(items),
        engine=attempt.result.engine,
        digest=attempt.result.digest,
        shape=attempt.result.shape,
        score_data=score_data or attempt.result.score_data,
        **fields,
    )


def make_record(attempt, *, levels=None, readiness_data=None, **fields):
    """What was said of the background after the finish: everything at level 3, unless told."""
    facts = attempt.definition.facts
    return attempt.backgrounds.create(
        engine=attempt.result.engine,
        digest=attempt.result.digest,
        shape=attempt.result.shape,
        levels=levels or {fact.key: 3 for fact in facts},
        readiness_data=readiness_data or attempt.result.readiness_data,
        **fields,
    )
