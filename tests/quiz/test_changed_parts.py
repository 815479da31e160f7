from dataclasses import replace

from quiz.changed_parts import changed_parts
from quiz.definition import changes
from roles.changes import Change
from tests.quiz.samples import first_version, starter


def parts_of(**changed):
    return changed_parts(starter(), replace(starter(), **changed))


def test_changes_stand_by_the_part_that_they_are_of():
    trait, *others = starter().traits
    renamed = replace(trait, name="Customers")

    parts = parts_of(title="A better title", traits=(renamed, *others))

    assert [(part.name, part.altered, part.new, part.gone) for part in parts] == [
        ("title", 1, 0, 0),
        ("traits", 1, 0, 0),
    ]
    assert parts[1].changes == (
        Change("traits / market / name", "Customer and market discovery", "Customers"),
    )


def test_a_part_that_is_gone_is_one_change():
    steps = starter().facts[0].steps[1:]
    [part] = parts_of(facts=(replace(starter().facts[0], steps=steps), *starter().facts[1:]))

    [gone] = part.changes
    assert (part.new, part.gone, part.altered) == (0, 1, 0)
    assert gone.where == "facts / engineering / steps / follow-a-change"
    assert "hours: 20, 30" in gone.before.splitlines()
    assert gone.after == ""


def test_what_is_long_is_told_by_its_parts():
    [part] = changed_parts(replace(starter(), extension=starter().extension[1:]), starter())

    places = [
        change.where.removeprefix("extension / product-technical / ") for change in part.changes
    ]
    assert places == ["between", "why", "items / e01", "items / e02", "items / e03", "items / e04"]


def test_a_part_that_is_new_is_one_change():
    [part] = changed_parts(replace(starter(), phrases=starter().phrases[1:]), starter())

    assert (part.new, len(part.changes)) == (1, 1)
    assert part.changes[0].where == "phrases / low-interest.title"


def test_an_order_is_a_change_of_its_part():
    first, second, *others = starter().traits

    [part] = parts_of(traits=(second, first, *others))

    assert [change.where for change in part.changes] == ["traits / order"]


def test_nothing_that_changes_is_left_out_and_much_of_it_is_one():
    parts = changed_parts(first_version(), starter())

    told = changes(first_version(), starter())
    lines = [
        line
        for part in parts
        for change in part.changes
        for line in (change.before + "\n" + change.after).splitlines()
    ]
    for change in told:
        for text in (change.before, change.after):
            assert not text or any(line.endswith(text.splitlines()[-1]) for line in lines), change
    assert sum(len(part.changes) for part in parts) < len(told) / 2


def test_each_part_stands_once_and_what_belongs_together_beside_each_other():
    parts = changed_parts(first_version(), starter())

    names = [part.name for part in parts]
    assert names[:4] == ["scoring", "traits", "profiles", "trade offs"]
    assert len(names) == len(set(names))
    facts = next(part for part in parts if part.name == "facts")
    owners = [change.where.split(" / ")[1] for change in facts.changes]
    assert owners == sorted(owners, key=list(dict.fromkeys(owners)).index)
