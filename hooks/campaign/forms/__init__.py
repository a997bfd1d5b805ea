"""The statistics engine: a form's cells, reckoned from the records, and what was filed of them."""
