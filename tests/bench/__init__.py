"""Benches: they print figures and ratios of one run, and assert nothing.

python -m tests.bench.simulator
"""
