"""Asynchronous work that takes several calls or must be remembered; no Qt."""
