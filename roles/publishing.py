"""Between the tables (the working copy), the content (plain values) and the editions (public)."""

import datetime as dt
from dataclasses import fields, is_dataclass
from functools import cache
from typing import get_args, get_type_hints

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from roles import content, dangling, decoding, indexing
from roles.models import (
    OUTLINE,
    Company,
    Comparison,
    Dimension,
    Dispute,
    Edition,
    Glossary,
    Group,
    Inquiry,
    Listing,
    Role,
    Route,
    Signals,
    Skill,
    Source,
)
from roles.models.portrait import Thing
from roles.models.recording import (
    FOLLOWED,
    Deed,
    about_to_write,
    explain,
    is_recording,
    tell,
)
from roles.problems import Problem, problems_of
from roles.social.making import make_pictures_quietly
from roles.title_words import fold
from roles.trail import FieldChange

# Short of the last year there is, which a time zone could carry it over.
WHEN_ALL_IS_DUE = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)
# The outline is missing: it is all groups and skills there are, and has no row of its own.
SUBJECTS = (Role, Comparison, Dispute, Route, Inquiry, Glossary, Signals)
TABLES = {model._meta.model_name: model for model in SUBJECTS}


class Refused(Exception):
    """The subject cannot be published; `problems` says why."""

    def __init__(self, problems):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


# Tables to content


def from_tables(kind, slug):
    """The working copy of a subject as content. Raises the model's DoesNotExist."""
    if kind == "outline":
        return _outline_from_tables()
    cls = content.KINDS[kind]
    model = TABLES[kind]
    return _read(cls, model.objects.prefetch_related(*_relations(cls, model)).get(slug=slug))


def working_copies():
    """All subjects as (kind, row, content), at a query a table; the outline has no row."""
    for kind, model in TABLES.items():
        cls = content.KINDS[kind]
        for row in model.objects.prefetch_related(*_relations(cls, model)):
            yield kind, row, _read(cls, row)
    if has_draft("outline", "outline"):
        yield "outline", None, _outline_from_tables()


def has_draft(kind, slug):
    """Whether staff have written anything about the subject, published or not."""
    if kind == "outline":
        return Group.objects.exists() or Skill.objects.exists()
    return TABLES[kind].objects.filter(slug=slug).exists()


def _outline_from_tables():
    groups = Group.objects.prefetch_related("dimensions")
    skills = Skill.objects.prefetch_related("sources", "company")
    return content.Outline(
        groups=tuple(_read(content.Group, row) for row in groups),
        skills=tuple(_read(content.Skill, row) for row in skills),
    )


def _read(cls, row):
    return cls(**{name: _value(getattr(row, name), item) for name, item in _fields(cls).items()})


def _value(attribute, item):
    if isinstance(attribute, models.Model):
        # Content names others as addresses do, so that it can be read without their rows.
        return attribute.natural_key()[0]
    if not hasattr(attribute, "all"):
        return "" if attribute is None else attribute
    if is_dataclass(item):
        return tuple(_read(item, row) for row in attribute.all())
    # Sorted, because the database gives them in any order and equal content has to be equal.
    return tuple(sorted(row.natural_key()[0] for row in attribute.all()))


@cache
def _fields(cls):
    """The names of a dataclass's fields, each with the type of its items when it is a tuple."""
    hints = get_type_hints(cls)
    return {field.name: next(iter(get_args(hints[field.name])), None) for field in fields(cls)}


@cache
def _relations(cls, model):
    """What to fetch beforehand so that reading a subject costs a query a table."""
    paths = []
    for name, item in _fields(cls).items():
        if model._meta.get_field(name).is_relation:
            paths.append(name)
            if is_dataclass(item):
                part_model = model._meta.get_field(name).related_model
                paths += [f"{name}__{path}" for path in _relations(item, part_model)]
    return paths


# Content to tables


def to_tables(subject, *, keep_shared=False):
    """Make the working copy say what `subject` says, part by part.

    Roles and companies that are only named are made; a source, row or skill has to exist. With
    `keep_shared` the rows and skills that exist stay as staff worded them. Raises ContentError.
    """
    try:
        with transaction.atomic():
            _write(subject, keep_shared)
    except IntegrityError as error:
        raise content.ContentError(f"{subject.slug}: two parts are one and the same") from error


def _write(subject, keep_shared):
    write = _ContentWriter()
    if isinstance(subject, content.Outline):
        write.outline(subject, keep_shared)
    else:
        write.subject(subject)


class _ContentWriter:
    """One pass from content to tables; remembers the rows it has looked up.

    Tables have the fields of the content under the same names, so the type hints of the content
    say all there is to write, and a field that is added cannot be forgotten here. The tables of the
    assessment are laid out otherwise than its definition: those are written one by one.
    """

    def __init__(self):
        self.rows = {}

    def subject(self, subject):
        model = TABLES[content.kind_of(subject)]
        old = model.objects.filter(slug=subject.slug).first()
        row = old or model(slug=subject.slug)
        # Before its parts, which need an owner that is stored.
        self.row(row, subject, "")
        self.links([(row, subject)])
        for name, item in _fields(type(subject)).items():
            # What is new has no parts yet that would have to go.
            if is_dataclass(item) and (old or getattr(subject, name)):
                self.parts(getattr(row, name), item, getattr(subject, name))

    def outline(self, outline, keep_shared):
        for model in (Group, Dimension, Skill):
            about_to_write(model, model.objects.values_list("pk", flat=True))
        for position, group in enumerate(outline.groups):
            row = self.outline_row(Group, group, position, keep_shared)
            for place, dimension in enumerate(group.dimensions):
                self.outline_row(Dimension, dimension, place, keep_shared, group=row)
        rows = [
            (self.outline_row(Skill, skill, position, keep_shared), skill)
            for position, skill in enumerate(outline.skills)
        ]
        self.links(rows)

    def outline_row(self, model, part, position, keep_shared, **owner):
        row = model.objects.filter(key=part.key).first()
        if row and keep_shared:
            return row
        row = row or model(key=part.key)
        for name, value in owner.items():
            setattr(row, name, value)
        row.position = position
        self.row(row, part, part.key)
        return row

    def parts(self, manager, cls, parts):
        """Rows whose part is gone go first, so that nothing new can clash with them."""
        rows = manager.prefetch_related(*_relations(cls, manager.model))
        by_identity = {content.identity(_read(cls, row)): row for row in rows}
        identities = {content.identity(part) for part in parts}
        # All at once, where each would be asked for by itself.
        about_to_write(manager.model, [row.pk for row in rows])
        gone = [row.pk for identity, row in by_identity.items() if identity not in identities]
        # Even of no rows Django first looks up what would go with them.
        if gone:
            manager.filter(pk__in=gone).delete()
        model_name = manager.model._meta.verbose_name
        pairs = []
        for position, part in enumerate(parts):
            row = by_identity.get(content.identity(part)) or _new(manager)
            row.position = position
            self.row(row, part, f"{model_name} / {content.identity(part)}")
            pairs.append((row, part))
        self.links(pairs)

    def row(self, row, part, where):
        for name in _fields(type(part)):
            field = row._meta.get_field(name)
            if field.many_to_one:
                setattr(row, name, self.named_row(field.related_model, getattr(part, name), where))
            elif not field.is_relation:
                setattr(row, name, getattr(part, name))
        _clean(row, where)
        row.save()

    def links(self, pairs):
        """Sets the many-to-many fields of all rows with two queries a field."""
        if not pairs:
            return
        model, cls = type(pairs[0][0]), type(pairs[0][1])
        for name in _fields(cls):
            field = model._meta.get_field(name)
            if not field.many_to_many:
                continue
            through = field.remote_field.through
            near, far = field.m2m_field_name(), field.m2m_reverse_field_name()
            # Through the table of the pairs: set() would ask and write for each row.
            through.objects.filter(**{f"{near}__in": [row for row, _ in pairs]}).delete()
            through.objects.bulk_create(
                through(**{near: row, far: self.named_row(field.related_model, key, name)})
                for row, part in pairs
                # A source that is named twice is linked once; a pair may not stand twice.
                for key in dict.fromkeys(getattr(part, name))
            )

    def named_row(self, model, key, where):
        if not key:
            return None
        if (model, key) not in self.rows:
            self.rows[model, key] = _named_row(model, key, where)
        return self.rows[model, key]


def _named_row(model, key, where):
    # Two subjects may name each other, and one of them is written first.
    if model in (Role, Inquiry):
        name = key.replace("-", " ").title()
        defaults = {"name" if model is Role else "question": name}
        return model.objects.get_or_create(slug=key, defaults=defaults)[0]
    if model is Company:
        # An edition may name one that staff have never entered here.
        return Company.objects.named(key)
    try:
        return model.objects.get_by_natural_key(key)
    except model.DoesNotExist:
        raise content.ContentError(f"{where}: no {model._meta.verbose_name} “{key}”") from None


def _new(manager):
    return manager.model(**{manager.field.name: manager.instance})


def _clean(row, where):
    """Fields only: relations are looked up already, uniqueness is the database's to say."""
    relations = [field.name for field in row._meta.fields if field.is_relation]
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        faults = [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
        raise content.ContentError(f"{where}: {'; '.join(faults)}".removeprefix(": ")) from error


# Content to editions


def check(subject):
    """Every reason against publishing `subject` now: its own, and those that lie elsewhere."""
    return problems_of(subject) + _unreadable(subject) + _problems_elsewhere(subject)


def publish(subject, *, by=None, reason="", at=None, is_correction=False):
    """Freeze `subject` as its next edition, public from `at` on. Raises Refused."""
    # Here too, whatever a page has checked: commands publish without one.
    if problems := check(subject):
        raise Refused(problems)
    return _append(
        content.kind_of(subject),
        subject.slug,
        content=content.unstructure(subject),
        shape=content.SHAPES.newest,
        published_by=by,
        reason=reason,
        published_at=at or timezone.now(),
        is_correction=is_correction,
    )


def withdraw(kind, slug, *, by=None, reason=""):
    """Take a subject off the site; its editions stay as its history."""
    return _append(kind, slug, content=None, published_by=by, reason=reason)


def dependants(role):
    """The comparisons of a role and the ways into it that are public or will be: without the role
    they have no page."""
    current, waiting = Edition.objects.current(), Edition.objects.current(WHEN_ALL_IS_DUE)
    is_alive = Q(edition__in=current.values("pk")) | Q(edition__in=waiting.values("pk"))
    return Listing.objects.filter(is_alive).dependants(role)


def publish_tables(kind, slug, **how):
    return publish(from_tables(kind, slug), **how)


def restore(edition):
    """Load an edition back into the tables, to be looked at and published again.

    Raises ContentError when it cannot be read, or names what is not there any more.
    """
    to_tables(content.thawed(edition.kind, edition.content, edition.shape))
    explain(f"Edition {edition.number} was loaded back.")
    _tell(edition, Deed.RESTORED)


def _append(kind, slug, **values):
    try:
        # Within the transaction of a page, an error undoes this alone, and the page can tell of it.
        with transaction.atomic():
            edition = Edition.objects.create(
                kind=kind, slug=slug, number=_next_number(kind, slug), **values
            )
            # A withdrawal is current for nobody, so that no list asks for rows of it.
            if edition.content is not None:
                indexing.write(edition)
    except IntegrityError as error:
        raise Refused([Problem("", "was published by somebody else just now")]) from error
    _tell(edition, _deed(edition), edition.reason)
    # Behind the commit: drawing takes a while, and its failure takes nothing back.
    transaction.on_commit(make_pictures_quietly)
    return edition


def _deed(edition):
    if edition.content is None:
        return Deed.WITHDRAWN
    return Deed.SCHEDULED if edition.published_at > timezone.now() else Deed.PUBLISHED


def _tell(edition, deed, reason=""):
    """In the trail, where what staff do is taken down."""
    if is_recording():
        thing = Thing(Edition._meta.label_lower, str(edition.pk), str(edition))
        subject = _subject_of(edition)
        moment = FieldChange(
            field="published_at", after=f"{edition.published_at:%Y-%m-%d %H:%M} UTC"
        )
        changes = (moment,) if deed == Deed.SCHEDULED else ()
        tell(thing, deed, subject=subject, reason=reason, changes=changes)


def _subject_of(edition):
    if edition.kind == "outline":
        return OUTLINE
    model = TABLES[edition.kind]
    row = model.objects.filter(slug=edition.slug).first()
    # Files are published from the tables too, but content alone could be.
    return FOLLOWED[model].thing(row) if row else Thing(model._meta.label_lower, "", edition.slug)


def _next_number(kind, slug):
    last = Edition.objects.of(kind).named(slug).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


def _unreadable(subject):
    """What tables may hold and content may not, such as a kind that has been given up."""
    try:
        # There and back once, before it is frozen for ever.
        content.structure(content.kind_of(subject), content.unstructure(subject))
    except content.ContentError as error:
        return [Problem("", f"could not be read again: {error}")]
    return []


def _problems_elsewhere(subject):
    problems = [*_unknown_sources(subject), *dangling.problems(subject)]
    match subject:
        case content.Role():
            problems += [*_clashing_titles(subject), *_unnamed_rows(subject)]
            problems += [*_clashing_signs(subject), *_left_without_a_page(subject)]
        case content.Comparison():
            problems += _not_compared(subject.roles)
        case content.Dispute() | content.Inquiry():
            problems += _not_public(subject.roles)
        case content.Glossary():
            problems += _not_public(dict.fromkeys(s for term in subject.terms for s in term.roles))
        case content.Signals():
            problems += [*_not_public(p.role for p in subject.families), *decoding.faults(subject)]
        case content.Route():
            problems += _not_public(filter(None, (subject.from_role, subject.to_role)))
    return problems


def _public_roles():
    return set(Edition.objects.current().of("role").values_list("slug", flat=True))


def _not_public(roles):
    public = _public_roles()
    return [_unpublished(role) for role in roles if role not in public]


def _not_compared(roles):
    # As the editions say, by which readers' pages go: a draft may say otherwise.
    public = _public_roles()
    compared = set(Listing.objects.current().compared().values_list("slug", flat=True))
    for role in roles:
        if role not in public:
            yield _unpublished(role)
        elif role not in compared:
            yield Problem("", f"compares {role}, which is a neighbour and never compared")


def _unpublished(role):
    return Problem("", f"needs {role}, which is not published")


def _unknown_sources(subject):
    slugs = {slug for _, statement in content.statements(subject) for slug in statement.sources}
    existing = set(Source.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    missing = slugs - existing
    return [Problem("", f"names the source {slug}, which does not exist") for slug in missing]


def _clashing_titles(role):
    """An alias may stand for several roles, but never be another role's own name."""
    others = Listing.objects.current().of("role").exclude(slug=role.slug)
    # By what is public, not the tables: nobody is held up by a draft of somebody else.
    names = {_words(name): name for name in others.values_list("name", flat=True)}
    if _words(role.name) in names:
        yield Problem("", f"has the name of another role, {names[_words(role.name)]}")
    for alias in role.aliases:
        where = f"aliases / {alias.key}"
        if _words(alias.title) in names:
            yield Problem(where, f"is the name of another role, {names[_words(alias.title)]}")


def _clashing_signs(role):
    others = Listing.objects.current().of("role").exclude(slug=role.slug)
    same = others.filter(glyph=role.glyph).first() if role.glyph else None
    if same:
        yield Problem("", f"has the sign of another role, {same.name}")


def _left_without_a_page(role):
    """A neighbour is never compared, nor is what readers have of it compared any more."""
    compared = dependants(role.slug).of("comparison") if role.is_neighbour else ()
    for listing in compared:
        yield Problem("", f"is a neighbour, and “{listing.name}” compares it: withdraw that first")


def _words(title):
    """Titles of the same words are the same title, whatever their order."""
    return tuple(sorted(fold(title).split()))


def _unnamed_rows(role):
    # The outline is large, and a role that is about to be written has neither.
    if not role.cells and not role.skills:
        return
    outline = Edition.objects.current().outline()
    rows = {dimension.key for group in outline.groups for dimension in group.dimensions}
    skills = {skill.key for skill in outline.skills}
    for cell in role.cells:
        if cell.dimension not in rows:
            yield Problem(f"cells / {cell.dimension}", "is in a row that is not published")
    for need in role.skills:
        if need.skill not in skills:
            yield Problem(f"skills / {need.skill}", "needs a skill that is not published")
