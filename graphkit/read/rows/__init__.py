"""Rows of tables, each read alone: names in cells, labels by people, the wording without its neighbours."""
