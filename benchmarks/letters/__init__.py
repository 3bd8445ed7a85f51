"""What letters cost: ``python -m benchmarks.letters --letters N``. How to read it: docs/performance.md."""
