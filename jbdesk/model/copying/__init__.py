"""Copying a journey to another business unit: what it refers to, what becomes of it.

Journey ── references ── Plan: one row each, with what the person chose
                          ├── writes: what is created there, in their order
                          └── rewriting: the journey with the other unit's ids
"""
