"""The form to fill in (XLSX): what it is made of, what it asks, and reading it back."""
