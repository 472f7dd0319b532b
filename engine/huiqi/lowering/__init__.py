"""The rules as a graph of scalars over the columns of a table: read once, asked of every row."""
