"""Matching: words in their normal forms, phrases and cues, found in one pass with offsets into the source."""
