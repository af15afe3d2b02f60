"""The bridge from text to graph: statements, and the links that their words carry."""
