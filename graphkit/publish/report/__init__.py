"""Gap and overlap reports for people: HTML, Markdown, xlsx, CSV, JSON; each number with its sentences."""
