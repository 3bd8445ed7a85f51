"""Documents: Word templates filled with facts, official numbers, and what was issued kept as it was."""
