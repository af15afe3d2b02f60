"""Reference data and what loads it: frameworks, the gazetteer, and all that is particular to a language."""
