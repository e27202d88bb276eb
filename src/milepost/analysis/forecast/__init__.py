"""Forecast: exact odds from past weeks, no random numbers (meaning.md 7)."""
