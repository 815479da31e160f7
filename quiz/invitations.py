"""What the pages of roles invite to, if the published version has it."""

from functools import lru_cache

from django.utils.functional import SimpleLazyObject

from quiz.desks import desks
from quiz.models import Version


def trial_desks(request):
    """For the templates of all pages; those that do not ask for it cost no query."""
    return {"trial_desks": SimpleLazyObject(current_desks)}


def current_desks():
    """By the slugs of their roles; none where nothing is published, or no tasks with it."""
    digest = Version.objects.published().digest()
    return _desks(digest) if digest else {}


# Of a published version, which never changes: else each page of a role would read all of it.
@lru_cache(maxsize=4)
def _desks(digest):
    definition = Version.objects.frozen().by_digest(digest).definition
    return {desk.slug: desk for desk in desks(definition)}
