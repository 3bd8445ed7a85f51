"""The editions, one row each."""

from django.db import models

from congtam.foundation import clock


class Edition(models.Model):
    """One state of what the office has changed; the number is the key."""

    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.pk)
