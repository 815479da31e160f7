from accounts.session_limits import Moments

HOUR = 3600


def test_a_session_is_over_after_an_hour_of_rest_or_twelve_in_all():
    moments = Moments(began=0, seen=11 * HOUR)

    assert not moments.is_over(12 * HOUR - 1)
    assert moments.is_over(12 * HOUR)
    assert not Moments(0, 0).is_over(HOUR - 1)
    assert Moments(0, 0).is_over(HOUR)


def test_use_is_written_down_once_a_step():
    moments = Moments(began=0, seen=100)

    assert moments.used_at(159, step=60) == moments
    assert moments.used_at(160, step=60) == Moments(0, 160)


def test_moments_of_a_clock_that_was_ahead_become_those_of_now():
    assert Moments(began=900, seen=1000).used_at(500, step=60) == Moments(500, 500)
