"""Benches: they print figures and ratios of one run, and assert nothing.

python -m tests.bench.canvas
python -m tests.bench.cockpit
python -m tests.bench.start
python -m tests.bench.simulator
"""
