"""Taking down in the trail what is changed, in the transaction that changes it.

Whoever lets somebody write opens a recording: the admin for each page that is sent something, and
commands for a run. Before a row is written a signal has what it says read; at the end what it says
then is set beside that. So an entry tells what has become of a row in all, however often it was
written, and what was taken back leaves none. Outside of a recording nothing is asked or written:
what readers and takers do is not in the trail.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from itertools import groupby

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from roles import plain
from roles.models.portrait import Following, Thing
from roles.models.trail import TrailEntry
from roles.trail import SHAPES, FieldChange, differences

Deed = TrailEntry.Deed
FOLLOWED = {}
# Of the request or the command that runs in this thread.
_open = ContextVar("recorder", default=None)


@contextmanager
def recorded(*, by=None, command="", reason="", follows=True):
    """What happens within stands in the trail, as done by an account or a command. One that writes
    whole files does not follow their rows, and tells what it did."""
    recorder = Recorder(by, command, reason, follows)
    with transaction.atomic():
        token = _open.set(recorder)
        try:
            yield
        finally:
            _open.reset(token)
        recorder.write()


@contextmanager
def aside():
    """What is written within is no change of its own: it is told as a whole."""
    recorder = _open.get()
    before = recorder and recorder.follows
    try:
        if recorder:
            recorder.follows = False
        yield
    finally:
        if recorder:
            recorder.follows = before


def is_recording():
    return _open.get() is not None


def tell(thing, deed, *, subject=None, reason="", changes=()):
    """An entry about more than the fields of a row."""
    if recorder := _open.get():
        recorder.told.append(_entry(thing, subject or thing, deed, changes, reason))


def tell_file(name, model, **counts):
    """One entry for a whole file, which may have thousands of rows."""
    changes = [
        FieldChange(field=what, after=f"{count:,}") for what, count in counts.items() if count
    ]
    if changes:
        tell(Thing(model._meta.label_lower, "", name), Deed.LOADED, changes=changes)


def name_deed(row, deed):
    """What a change of the row is called, where it is more than a change."""
    if recorder := _open.get():
        recorder.deeds[_key(row)] = deed


def explain(reason):
    """Why all this happens, where nobody was asked."""
    if recorder := _open.get():
        recorder.reason = recorder.reason or reason


def about_to_write(model, pks):
    """These rows are changed past the signals, or all at once."""
    recorder = _open.get()
    if recorder and recorder.follows:
        recorder.note(model, pks)


def follow(model, **how):
    """From now on what is done to rows of the model stands in the trail."""
    following = FOLLOWED[model] = Following(model, **how)
    for sender in (model, *following.kinds):
        pre_save.connect(_before_save, sender=sender)
        post_save.connect(_after_save, sender=sender)
        pre_delete.connect(_before_delete, sender=sender)
    for field in model._meta.many_to_many:
        m2m_changed.connect(_before_links, sender=field.remote_field.through)


class Recorder:
    """What rows said before they were written, and what else was told."""

    def __init__(self, by, command, reason, follows):
        self.by, self.command, self.reason, self.follows = by, command, reason, follows
        # None for what was not there.
        self.befores = {}
        self.deeds = {}
        self.told = []
        self.wholes = set()

    def note(self, model, pks):
        """Remembers what these rows say, unless it does already."""
        model = model._meta.concrete_model
        new = [pk for pk in pks if (model, pk) not in self.befores]
        found = FOLLOWED[model].portraits(new) if new else {}
        self.befores |= {(model, pk): found.get(pk) for pk in new}

    def note_parts(self, whole):
        """What goes with a subject that is deleted, read a table at a time."""
        if (key := _key(whole)) in self.wholes:
            return
        self.wholes.add(key)
        for model, following in FOLLOWED.items():
            for path in following.paths_from(key[0]):
                parts = model._base_manager.filter(**{path: whole.pk})
                self.note(model, parts.values_list("pk", flat=True))

    def write(self):
        entries = [*self._changes(self._afters()), *self.told]
        for entry in entries:
            # Nobody deletes their own account in a recording: the admin refuses it.
            entry.by, entry.by_name = self.by, self.command
            entry.reason = entry.reason or self.reason
        TrailEntry.objects.bulk_create(entries)

    def _afters(self):
        """What the rows say now, a table at a time."""
        afters = dict.fromkeys(self.befores)
        for model, keys in groupby(sorted(afters, key=_by_table), key=lambda key: key[0]):
            found = FOLLOWED[model].portraits([pk for _, pk in keys])
            afters |= {(model, pk): portrait for pk, portrait in found.items()}
        return afters

    def _changes(self, afters):
        for key, before in self.befores.items():
            after = afters[key]
            sides = [each.values if each else {} for each in (before, after)]
            if changes := differences(*sides, FOLLOWED[key[0]].untold):
                deed = Deed.ADDED if before is None else self.deeds.get(key, Deed.CHANGED)
                # As it was called when it was last there.
                known = after or before
                deed = deed if after else Deed.DELETED
                entry = _entry(known.thing, known.subject, deed, changes)
                entry.kept = None if after else before.kept
                yield entry


def _entry(thing, subject, deed, changes, reason=""):
    return TrailEntry(
        deed=deed,
        kind=thing.kind,
        key=thing.key,
        name=thing.name,
        subject_kind=subject.kind,
        subject_key=subject.key,
        subject_name=subject.name,
        changes=[plain.unstructure(change) for change in changes],
        shape=SHAPES.newest,
        reason=reason,
    )


def _key(row):
    # Not by its type: the account of a request is one that is read when it is needed.
    return row._meta.concrete_model, row.pk


def _by_table(key):
    return key[0]._meta.label


def _before_save(sender, instance, raw, **_):
    if instance.pk is not None and not raw:
        about_to_write(sender, [instance.pk])


def _after_save(sender, instance, created, raw, **_):
    recorder = _open.get()
    if created and not raw and recorder and recorder.follows:
        recorder.befores.setdefault(_key(instance), None)


def _before_delete(sender, instance, origin, **_):
    recorder = _open.get()
    if recorder and recorder.follows:
        # Or each of its parts, which may come before it, would be read by itself.
        if isinstance(origin, Model):
            recorder.note_parts(origin)
        recorder.note(sender, [instance.pk])


def _before_links(sender, instance, action, reverse, pk_set, model, **_):
    # From the other end too, where the rows that change are the others.
    if action.startswith("pre_"):
        about_to_write(*((model, pk_set or []) if reverse else (type(instance), [instance.pk])))
