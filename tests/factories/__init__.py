"""Plain builders of rows for tests."""
