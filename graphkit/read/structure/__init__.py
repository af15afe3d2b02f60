"""What the form of a document shows: who is asked by headings, labels and columns, by when, and how to cite a place."""
