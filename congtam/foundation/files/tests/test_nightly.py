"""What interrupted uploads leave behind is swept without anybody asking."""

from procrastinate.contrib.django import app


def test_the_sweeping_is_a_job_of_every_night() -> None:
    (nightly,) = [
        each
        for each in app.periodic_registry.periodic_tasks.values()
        if each.task.name == "files.sweep_orphans"
    ]
    assert nightly.cron == "20 2 * * *"
