"""Who issued a document, by the clues of its front."""
