import pytest


def test_liveness_does_not_ask_the_database(client):
    response = client.get("/health/live")

    assert response.status_code == 200
    assert response.content == b"ok"


@pytest.mark.django_db
def test_readiness_is_ok_when_every_migration_is_applied(client):
    assert client.get("/health/ready").content == b"ok"
