"""Renderers: each turns the result models into one form, and decides nothing."""
