"""What other programs may ask of a graph: over HTTP and over the Model Context Protocol, reading only."""
