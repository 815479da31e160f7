"""The cache in the database, which limits are counted in."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError


class StrictDatabaseCache(DatabaseCache):
    """Says when it cannot write. Django's is silent then, as if somebody else had been quicker; a
    limit on a full disk would seem to be used up, and refuse everybody."""

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._write("set", key, value, timeout, version)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._write("add", key, value, timeout, version)

    def _write(self, mode, key, value, timeout, version):
        name = self.make_and_validate_key(key, version=version)
        # Twice: who was quicker may have taken the value away again before we look.
        for _ in range(2):
            if self._base_set(mode, name, value, timeout):
                return True
            if self.has_key(key, version):
                return False
        raise OperationalError("the cache in the database cannot be written")
