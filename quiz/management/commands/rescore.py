from django.core.management.base import BaseCommand, CommandError

from quiz import definition, readiness, scoring
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
    """What the stored result says otherwise than the answers, by name."""
    content, result, values = attempt.version.definition, attempt.result, attempt.values
    facts = {fact.key: values.get(fact.item) for fact in content.facts}
    now = {
        "digest": definition.digest(attempt.version.canonical),
        "score": scoring.score(content, values),
        "readiness": tuple(readiness.readiness(content, facts)),
    }
    return (name for name, value in now.items() if stored(result, name) != value)


def stored(result, name):
    try:
        return getattr(result, name)
    except ShapeError:
        # What cannot be read any more is one more difference, and not the end of the run.
        return None
