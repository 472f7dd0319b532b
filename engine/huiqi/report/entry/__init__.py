"""The 条文录入单, drawn: a workbook for whoever holds a text."""
