"""Sharing a limited fund among its applicants: exact, to the cent, never above the pool."""
