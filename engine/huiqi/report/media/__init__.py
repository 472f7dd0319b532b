"""What draws pages: each medium knows every block, and no page knows a medium."""
