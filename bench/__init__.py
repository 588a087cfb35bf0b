"""Benchmarks: `make bench`. Figures are ratios within one run; see bench/README.md."""
