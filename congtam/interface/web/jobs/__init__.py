"""Background jobs that failed: kept, shown, run again."""
