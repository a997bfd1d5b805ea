"""Records as a spreadsheet that staff fill in, and back: columns, cells, files, findings, the plan of a change."""
