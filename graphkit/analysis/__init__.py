"""Questions put to a graph: gaps, shared priorities, clusters, echoes, routes, time."""
