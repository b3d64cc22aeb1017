"""Signing in: tokens for packages, and who a token is of."""
