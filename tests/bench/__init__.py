"""The build bench: the same content for every tool, fresh processes, ratios."""
