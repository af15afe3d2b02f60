"""The text side: documents, their blocks, and folding for matching; it knows nothing of States and bodies."""
