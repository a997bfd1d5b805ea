"""The open data as data: what is published, its table form, and its description for machines."""
