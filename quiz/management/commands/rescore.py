from django.core.management.base import BaseCommand, CommandError

from quiz import definition, extension, readiness, scoring
from quiz.models import Attempt
from roles.plain import ShapeError

CHUNK = 500


class Command(BaseCommand):
    help = "Score every finished attempt again and compare with the stored result; changes nothing."

    def handle(self, **options):
        attempts = Attempt.objects.finished().whole()
        count = different = 0
        # In chunks: this reads every attempt there ever was.
        for attempt in attempts.iterator(chunk_size=CHUNK):
            count += 1
            if names := list(differences(attempt)):
                different += 1
                self.stdout.write(f"{attempt.pk}: {', '.join(names)}")
        self.stdout.write(f"{count} attempts scored again, {different} differences.")
        if different:
            raise CommandError("Stored results are not what the answers give.")


def differences(attempt):
    """What the stored results say otherwise than the answers, by name."""
    yield from _of_the_result(attempt)
    yield from _of_the_steps(attempt)
    for record in attempt.backgrounds.all():
        now = _origin(attempt) | {"readiness": _readiness(attempt, record.levels)}
        yield from _different(record, now, f" of {record.created_at:%Y-%m-%d}")


def _of_the_result(attempt):
    content, values = attempt.definition, attempt.values
    levels = {fact.key: values.get(fact.item) for fact in content.facts}
    now = _origin(attempt) | {"readiness": _readiness(attempt, levels)}
    return _different(attempt.result, now | {"score": scoring.score(content, values)})


def _of_the_steps(attempt):
    content, values = attempt.definition, attempt.values
    looks = [scoring.score(content, values)]
    for step in attempt.steps.all():
        now = {"items": list(extension.offered(content, looks))}
        score = extension.look_again(content, values, looks)
        now |= _origin(attempt) | {"score": score}
        yield from _different(step, now, f" of step {step.number}")
        looks.append(score or looks[-1])


def _origin(attempt):
    digest = definition.digest(attempt.version.canonical)
    return {"digest": digest, "engine": attempt.definition.scoring.engine}


def _readiness(attempt, levels):
    return tuple(readiness.readiness(attempt.definition, levels))


def _different(row, now, suffix=""):
    return (f"{name}{suffix}" for name, value in now.items() if stored(row, name) != value)


def stored(row, name):
    try:
        return getattr(row, name)
    except ShapeError:
        # What cannot be read any more is one more difference, and not the end of the run.
        return None
