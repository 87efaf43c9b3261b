"""A text that came back marked up: what stands in the file, and what it proposes to a round."""
