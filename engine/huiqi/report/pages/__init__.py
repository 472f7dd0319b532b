"""What is said, as blocks: one page per file, written once for all media."""
