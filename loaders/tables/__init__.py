"""Tables: a row is a statement, read alone; its place is file, sheet, row and cell."""
