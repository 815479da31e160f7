import pytest

from tests.test_migrations import Database

RIGHTS = """
    SELECT held.id, held.codename FROM auth_permission held
    JOIN django_content_type type ON type.id = held.content_type_id WHERE type.app_label = 'quiz'
"""
NEW_NAMES = {
    "add_fact": "add_backgroundfact",
    "change_statement": "change_likertstatement",
    "delete_step": "delete_action",
    "view_route": "view_entryroute",
    "add_trait": "add_trait",
}


@pytest.mark.slow
def test_who_could_write_a_part_of_a_draft_can_do_so_under_its_new_name(tmp_path):
    database = Database(tmp_path / "db.sqlite3")
    database.migrate("quiz", "0002")
    before = {codename: pk for pk, codename in database.run(RIGHTS)}

    database.migrate("quiz", "0003")

    after = dict(database.run(RIGHTS))
    assert {old: after[before[old]] for old in NEW_NAMES} == NEW_NAMES
    assert len(after) == len(before)
