"""What changes from text to text and from graph to graph."""
