"""The first password hasher with as little work as it takes: its cost is not what tests are about,
and made up 15 of the 18 seconds of those of accounts."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2PasswordHasher(Argon2PasswordHasher):
    time_cost, memory_cost, parallelism = 1, 8, 1
