"""The text of a version as files, one module a format; plain values in, bytes out."""
