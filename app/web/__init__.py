"""Everything that knows Flask: pages, forms, errors, security, htmx."""
