"""The graph side: the ontology, the graph in memory, how it is built and corrected."""
