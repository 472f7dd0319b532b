"""A whole table of enterprises, decided by the same rules as one."""
