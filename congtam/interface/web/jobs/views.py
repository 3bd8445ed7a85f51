"""The administrator's page of background jobs. It shows names and ids, never what a job worked on."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, needs

MOST = 100


@needs("jobs.manage")
def jobs(request: ActorRequest) -> HttpResponse:
    """How many jobs wait and run, and the last hundred that failed (units of the actor only)."""
    mine = ProcrastinateJob.objects.filter(args__unit_id__in=list(request.actor.unit_ids))
    failed = mine.filter(status="failed").order_by("-id")[:MOST]
    counts = mine.aggregate(
        todo=Count("pk", filter=Q(status="todo")), doing=Count("pk", filter=Q(status="doing"))
    )
    return render(request, "jobs/jobs.html", {"failed": failed, "counts": counts})


@require_POST
@needs("jobs.manage")
def run_again(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a failed job back into the queue."""
    job = ProcrastinateJob.objects.filter(
        pk=pk, status="failed", args__unit_id__in=list(request.actor.unit_ids)
    ).first()
    if job is None:
        raise Http404
    app.job_manager.retry_job_by_id(
        job.pk, retry_at=clock.now(), priority=job.priority, queue=job.queue_name, lock=job.lock
    )
    messages.success(request, _("Việc đã được đưa vào hàng chờ để chạy lại."))
    return redirect("jobs")
