"""The graph of scalars as one query, for DuckDB, Spark and PostgreSQL."""
