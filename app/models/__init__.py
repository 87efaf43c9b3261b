"""Tables; may import the domain only. A child's module names its parent, never the other way."""
