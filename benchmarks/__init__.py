"""Benchmarks: figures for notes and the changelog, never tests. `make bench` runs all of them."""
