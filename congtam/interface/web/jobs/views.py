"""The administrator's page of background jobs. It shows names and ids, never what a job worked on, and leaves out jobs
for a record from which the reader is excluded (``record_id`` among their arguments)."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from congtam.foundation import clock
from congtam.foundation.access.rls import hidden_from
from congtam.interface.web.guards import ActorRequest, needs

MOST = 100


@needs("jobs.manage")
def jobs(request: ActorRequest) -> HttpResponse:
    """How many jobs wait and run, and the last hundred that failed (units of the actor only)."""
    mine = _mine(request)
    failed = mine.filter(status="failed").order_by("-id")[:MOST]
    counts = mine.aggregate(
        todo=Count("pk", filter=Q(status="todo")), doing=Count("pk", filter=Q(status="doing"))
    )
    return render(request, "jobs/jobs.html", {"failed": failed, "counts": counts})


def _mine(request: ActorRequest) -> "QuerySet[ProcrastinateJob]":
    found = ProcrastinateJob.objects.filter(args__unit_id__in=list(request.actor.unit_ids))
    hidden = hidden_from(request.actor.account_id)
    about_none = Q(args__record_id__isnull=True)
    return found.filter(about_none | ~Q(args__record_id__in=sorted(hidden))) if hidden else found


@require_POST
@needs("jobs.manage")
def run_again(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a failed job back into the queue."""
    job = _mine(request).filter(pk=pk, status="failed").first()
    if job is None:
        raise Http404
    app.job_manager.retry_job_by_id(
        job.pk, retry_at=clock.now(), priority=job.priority, queue=job.queue_name, lock=job.lock
    )
    messages.success(request, _("Việc đã được đưa vào hàng chờ để chạy lại."))
    return redirect("jobs")
