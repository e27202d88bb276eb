"""Forecast: exact odds from past weeks, no random numbers."""
