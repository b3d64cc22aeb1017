"""Requests with their answers, compared and handed on."""
