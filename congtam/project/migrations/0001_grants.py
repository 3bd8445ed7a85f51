"""Rights of the application's roles on the tables of the libraries that the project puts together."""

from django.db import migrations

from congtam.foundation.access.rls import open_table


class Migration(migrations.Migration):
    dependencies = [
        ("sessions", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        open_table("django_session", app="select, insert, update, delete"),
        open_table("mfa_authenticator", app="select, insert, update, delete"),
        # no e-mail address is kept; the library asks for one when somebody signs in
        open_table("account_emailaddress", app="select"),
        open_table("django_content_type", app="select", worker="select"),
        open_table("django_migrations", app="select", worker="select"),
        *(
            open_table(f"procrastinate_{table}", app="select, insert, update", worker="select, insert, update, delete")
            for table in ("jobs", "events", "workers", "periodic_defers")
        ),
        migrations.RunSQL(
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO congtam_app, congtam_worker",
            migrations.RunSQL.noop,
        ),
    ]
