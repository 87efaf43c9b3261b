"""Measuring the production server with a round of the size a large consultation has."""
