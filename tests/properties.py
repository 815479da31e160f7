"""How properties are tried."""

from hypothesis import HealthCheck, Phase, settings

# Each example writes to a database. What fails is not made smaller, which takes minutes: beside
# each of these properties stand examples that a person can read.
with_database = settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
