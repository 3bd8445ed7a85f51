"""Walls inside the database: whose rows are seen, and what cannot be changed."""

from tests.walls.mutations.mutation import Mutation

DATABASE: tuple[Mutation, ...] = (
    Mutation(
        name="unit_scope",
        promise="The database shows a reader only the rows of their own units.",
        file="congtam/foundation/access/rls.py",
        wall='f"CREATE POLICY unit_scope ON {table} USING ({condition}) WITH CHECK ({condition});"',
        gap='f"CREATE POLICY unit_scope ON {table} USING (true) WITH CHECK (true);"',
        tests=("congtam/foundation/access/tests/test_row_level_security.py",),
    ),
    Mutation(
        name="append_only",
        promise="Nobody changes, deletes or empties the journal.",
        file="congtam/foundation/access/rls.py",
        wall='f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}"',
        gap='f"CREATE TRIGGER {table}_rows BEFORE TRUNCATE ON {table}"',
        tests=(
            "congtam/mechanisms/lifecycle/tests/test_journal.py",
            "tests/architecture/test_database_rights.py",
        ),
    ),
    Mutation(
        name="triggers_hold_always",
        promise="Nobody changes, deletes or empties the journal.",
        file="congtam/foundation/access/rls.py",
        wall='f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_rows;"',
        gap='""',
        tests=(
            "tests/architecture/test_database_rights.py::test_what_is_only_added_to_is_guarded_against_its_owner_too",
        ),
    ),
    Mutation(
        name="privileges",
        promise="The roles of the application have the listed privileges and no others.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall='protect("lifecycle_exclusion", app="select, insert, update (ended_at)", worker',
        gap='protect("lifecycle_exclusion", app="select, insert, update (ended_at), delete", worker',
        tests=(
            "tests/architecture/test_database_rights.py::test_the_roles_have_exactly_the_listed_privileges",
        ),
    ),
    Mutation(
        name="hidden_records",
        promise="Whoever is kept away from a record does not see it in the database.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall='        hide_excluded("lifecycle_record", column="id"),\n',
        gap="",
        tests=("tests/architecture/test_database_rights.py", "tests/architecture/test_hidden_records.py"),
    ),
    Mutation(
        name="hidden_journal",
        promise="Whoever is kept away from a record does not see its journal.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall='        hide_excluded("lifecycle_journalentry"),\n',
        gap="",
        tests=("tests/architecture/test_database_rights.py", "tests/architecture/test_hidden_records.py"),
    ),
    Mutation(
        name="hidden_letters",
        promise="Whoever is kept away from a record does not see it in the database.",
        file="congtam/casework/letters/migrations/0008_walls.py",
        wall='        hide_excluded("letters_letter"),\n',
        gap="",
        tests=("tests/architecture/test_database_rights.py",),
    ),
    Mutation(
        name="hidden_with_its_parent",
        promise="Whoever is kept away from a record does not see it in the database.",
        file="congtam/casework/letters/migrations/0008_walls.py",
        wall='        hide_with("letters_scanpage", parent="letters_scan", column="scan_id"),\n',
        gap="",
        tests=("tests/architecture/test_database_rights.py",),
    ),
    Mutation(
        name="hidden_messages",
        promise="Whoever is kept away from a record does not see it in the database.",
        file="congtam/casework/letters/migrations/0006_messages.py",
        wall='        hide_with("letters_message", parent="lifecycle_record", column="record_id"),\n',
        gap="",
        tests=(
            "tests/architecture/test_database_rights.py",
            "congtam/casework/letters/public/tests/test_conversing.py::test_whoever_is_excluded_from_the_record_sees_no_message",
        ),
    ),
    Mutation(
        name="hidden_keys",
        promise="Whoever is kept away from a record does not even see its keys.",
        file="congtam/casework/letters/apps.py",
        wall='        hidden_by("letters_hidden_keys", setting=HIDDEN_KEYS)\n',
        gap="        pass\n",
        tests=("congtam/casework/letters/tests/test_identity_keys.py",),
    ),
    Mutation(
        name="sealed_records",
        promise="A sealed record is not known to whoever may not know of sealed ones.",
        file="congtam/mechanisms/lifecycle/migrations/0006_exclusions.py",
        wall='        hide_sealed("lifecycle_record"),\n',
        gap="",
        tests=("congtam/mechanisms/lifecycle/tests/test_policies.py",),
    ),
    Mutation(
        name="own_secret_only",
        promise="A private key, even sealed, is shown by the database to its owner only.",
        file="congtam/foundation/custody/migrations/0001_initial.py",
        wall='        own_rows("custody_keysecret", app="select, insert, update, delete"),',
        gap='        open_table("custody_keysecret", app="select, insert, update, delete"),',
        tests=("congtam/foundation/custody/tests", "tests/architecture/test_database_rights.py"),
    ),
    Mutation(
        name="marks_are_not_listed",
        promise="Nobody can list which letters have the same sender.",
        file="congtam/casework/letters/migrations/0007_working_copies.py",
        wall='protect("letters_sendermark", app=""),',
        gap='protect("letters_sendermark", app="select"),',
        tests=(
            "congtam/casework/letters/comparing/tests/test_marks.py::test_the_application_can_neither_list_nor_change_the_marks",
        ),
    ),
    Mutation(
        name="marks_are_salted",
        promise="Nobody can list which letters have the same sender.",
        file="congtam/casework/letters/migrations/0007_working_copies.py",
        wall="uuid_send(gen_random_uuid()) AS salt",
        gap="'salt'::bytea AS salt",
        tests=(
            "congtam/casework/letters/comparing/tests/test_marks.py::test_two_letters_of_one_sender_look_no_more_alike_than_any_two",
        ),
    ),
)
