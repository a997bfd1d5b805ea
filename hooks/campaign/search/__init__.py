"""The site's own search: what a page says → files from which a browser finds any Chinese phrase.

``folding`` makes writings equal, ``extract`` cuts a finished page into sections, ``postings`` takes
them in, ``terms`` counts, ``files`` writes shards so small that a query fetches a few kilobytes. The browser's half is
``overrides/assets/js/search-*.js``. Measured against Material's search and Pagefind by ``make bench-search``.
"""
