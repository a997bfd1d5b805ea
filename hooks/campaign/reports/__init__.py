"""The official form as files: workbook, document, tables and a page of A4, all from one layout.

Pure functions ``sheet → bytes``; the same sheet gives the same bytes.
"""
