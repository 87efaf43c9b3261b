"""Journeys: stories in a real browser, with axe, with and without JavaScript."""
