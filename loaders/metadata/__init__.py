"""Who speaks in a document and when: catalogue, sidecars, front matter and inference."""
