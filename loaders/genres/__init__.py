"""One module for each genre of document."""
