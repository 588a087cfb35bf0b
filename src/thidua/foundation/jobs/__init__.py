"""Work done later or by the clock, through the database: a job is committed with what asked for it."""

from thidua.foundation.jobs.registry import enqueue, every_minute, job

__all__ = ["enqueue", "every_minute", "job"]
