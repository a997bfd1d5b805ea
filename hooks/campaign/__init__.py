"""Fuwuyue: from a bureau's YAML records to a campaign's publicity site."""
