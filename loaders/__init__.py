"""The doors: one module per kind of file or document, found by entry point (group ``graphkit.loaders``).

``text``, ``pdf``, ``docx`` and ``html`` open files; ``national_consultation``, ``thematic_workshop``,
``forum_report``, ``regional_review`` and ``general`` know genres, whatever the file. A new one is one module here
and one line in pyproject.toml, then ``pip install -e .``.
"""
