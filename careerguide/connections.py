"""What connects to a server, made without connecting, so that what can never work is told early."""

from typing import Any

from psycopg.conninfo import make_conninfo
from redis import ConnectionPool

# Read by Django itself.
OWN_OF_CACHES = {"serializer", "pool_class", "parser_class"}
OWN_OF_DATABASES = {"assume_role", "isolation_level", "pool", "server_side_binding"}


def redis_connection(cache: dict[str, Any]) -> object:
    """Of a cache in Django's settings. Raises ValueError or TypeError for what no connection is
    made of."""
    options = {name: value for name, value in cache["OPTIONS"].items() if name not in OWN_OF_CACHES}
    # Of several servers the first is the one that is written to.
    first = cache["LOCATION"] if isinstance(cache["LOCATION"], str) else cache["LOCATION"][0]
    return ConnectionPool.from_url(first, **options).make_connection()


def postgres_parameters(database: dict[str, Any]) -> str:
    """Of a database in Django's settings. Raises psycopg.Error for an option that there is none of,
    and ValueError where no database is named."""
    options = database["OPTIONS"]
    if not (database["NAME"] or options.get("service")):
        raise ValueError("no database is named")
    known = {name: value for name, value in options.items() if name not in OWN_OF_DATABASES}
    return make_conninfo(**known)
