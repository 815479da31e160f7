"""Between a draft (the working copy) and a published, frozen version."""

from dataclasses import replace

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from quiz import checking, definition, kept_check
from quiz.draft_reading import VersionRefusal, block, from_tables
from quiz.draft_writing import clear, to_tables
from quiz.frozen import SHAPES
from quiz.models import Assessment, Version
from quiz.simulation import PERSONS
from roles import plain
from roles.models import Listing
from roles.models.recording import FOLLOWED, Deed, aside, recorded, tell


def no_progress(done, total):
    """Shows no progress."""


# Drafts


def start(content):
    """A draft of the assessment that `content` names, which is made when there is none."""
    title = {"title": content.title}
    assessment, _ = Assessment.objects.get_or_create(key=content.key, defaults=title)
    return _draft(assessment, content)


def new_draft(version):
    """A draft that says what a frozen version says. Raises VersionRefusal if there is one."""
    return _draft(version.assessment, version.definition)


def load(content, *, command, reason, kept=None, persons=PERSONS, progress=no_progress):
    """Publish `content` as the first version of its assessment. Raises VersionRefusal.

    It is checked before anything is written: checking takes long, and others want to write. A check
    that was `kept` is used where it is of `content` and nothing else stands against that.
    """
    # As it will be read back from the tables, or the digest that was checked is another.
    content = definition.normal(content)
    others, check = _problems_elsewhere(content), kept
    if others or not kept_check.fits(kept, content, persons):
        check = run(checking.steps(content, persons, others), progress)
    if check.blocks:
        raise VersionRefusal(check.blocks)
    with recorded(command=command):
        return freeze(start(content), check, by=None, reason=reason)


def offer(content, *, command):
    """A draft that says what `content` says, for staff to check and publish. Raises VersionRefusal
    if there is one."""
    with recorded(command=command):
        return start(content)


def is_frozen(content):
    """Whether a version, published or retired, says what `content` says."""
    frozen = Version.objects.of(content.key).frozen()
    return any(_said(version.definition) == _said(content) for version in frozen)


def _said(content):
    # A version has the names of its roles from the site, where they may be called otherwise.
    profiles = tuple(replace(profile, name="") for profile in content.profiles)
    return definition.normal(replace(content, profiles=profiles))


def _draft(assessment, content):
    try:
        with transaction.atomic(), aside():
            draft = Version.objects.create(assessment=assessment, number=next_number(assessment))
            to_tables(draft, content)
    # The constraint decides, not a look before: of two who begin at once one has to be told.
    except IntegrityError as error:
        raise VersionRefusal(
            [block("has a draft already; publish or delete that one first")]
        ) from error
    tell(FOLLOWED[Version].thing(draft), Deed.BEGUN)
    return draft


def next_number(assessment):
    last = assessment.versions.aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


# Checking


def checking_steps(version, *, persons=PERSONS):
    """Check the draft bit by bit, yielding the progress; the report is stored at the end."""
    content = from_tables(version)
    check = yield from checking.steps(content, persons, _problems_elsewhere(content))
    # An update of drafts alone: somebody may have published it while people were made up.
    draft = Version.objects.drafts().filter(pk=version.pk)
    draft.update(report=plain.unstructure(check), shape=SHAPES.newest)
    return check


def check_draft(version, *, persons=PERSONS, progress=no_progress):
    """Check the draft and store the report."""
    return run(checking_steps(version, persons=persons), progress)


def run(steps, progress=no_progress):
    """Take all steps of a check at once; returns the check."""
    while True:
        try:
            step = next(steps)
        except StopIteration as stop:
            return stop.value
        progress(step.done, step.total)


def _problems_elsewhere(content):
    # Takers are led from their result to the page of the role.
    public = {row.slug for row in Listing.objects.current().of("role")}
    problems = [
        block("is a role that is not published", profile.role)
        for profile in content.profiles
        if profile.role not in public
    ]
    former = Version.objects.of(content.key).published().first()
    if former and former.definition == content:
        problems.append(block(f"says what version {former.number} says, which is published"))
    return problems


# Publishing


def publish(version, *, by=None, reason="", persons=PERSONS, progress=no_progress):
    """Check the draft unless that was done, then freeze it and retire the former version.

    Raises VersionRefusal for a block, or for a warning without a reason that says why it may stand.
    """
    check = current_check(version) or check_draft(version, persons=persons, progress=progress)
    if check.blocks:
        raise VersionRefusal(check.blocks)
    if not reason.strip():
        raise VersionRefusal([*check.warnings, block("needs a reason")])
    return freeze(version, check, by=by, reason=reason.strip())


def current_check(version):
    """The stored check, when it is of what the draft says now."""
    # Read anew: the check may have been stored since this object was read.
    check = Version.objects.get(pk=version.pk).last_check
    return check if check and check.digest == digest(version) else None


def digest(version):
    return definition.digest(definition.canonical(from_tables(version)))


@transaction.atomic
@aside()
def freeze(version, check, *, by, reason):
    """Publish exactly what was checked. Of two at once, the second is refused."""
    # Read behind the lock: the tables may say something else by now than what was checked.
    draft = Version.objects.select_for_update().drafts().filter(pk=version.pk).first()
    if draft is None:
        raise VersionRefusal([block("was published by somebody else just now")])
    content = from_tables(draft)
    text = definition.canonical(content)
    if definition.digest(text) != check.digest:
        raise VersionRefusal([block("has changed since it was checked; check it again")])
    # Looked up while it is published still: retired, it is one of many.
    former = draft.assessment.versions.published().first()
    # First, because at most one version may be published at any moment.
    draft.assessment.versions.published().update(status=Version.Status.RETIRED)
    draft.status = Version.Status.PUBLISHED
    draft.canonical, draft.digest = text, check.digest
    draft.report, draft.shape = plain.unstructure(check), SHAPES.newest
    draft.reason, draft.published_by, draft.published_at = reason, by, timezone.now()
    draft.is_scoring_compatible = bool(former) and definition.is_scoring_compatible(
        former.definition, content
    )
    draft.save()
    clear(draft)
    # As one: its rows say nothing else than the text that is frozen.
    tell(FOLLOWED[Version].thing(draft), Deed.PUBLISHED, reason=reason)
    return draft
