"""The rules of a consultation: plain values and functions; imports neither Flask nor SQLAlchemy."""
