"""The library: one SQLite file with everything that was listed, read, tagged and saved.

The only room that knows SQL. `Library` owns the file and its threads; the modules `feeds`, `sources`, `ingest`,
`stories`, `articles`, `changes` and `integrity` hold synchronous functions over a connection, which are passed to
`Library.read` and `Library.write`.
"""

from secreader.store.library import Library

__all__ = ["Library"]
