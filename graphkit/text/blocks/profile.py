"""What is known of a genre before its text is read."""

import re
from dataclasses import dataclass

_LABELS = (
    "thematic areas?|themes?|panels?|parts?|chapters?|sections?|annex(?:es)?|appendix|pillars?|sessions?|clusters?"
    "|working groups?|round ?tables?|objectives?|goals?|principles?|priority"
    "|áreas? temáticas?|temas?|ejes?(?: temáticos?)?|paneles|partes?|capítulos?|secci[oó]n(?:es)?|anexos?|apéndices?"
    "|pilar(?:es)?|sesi[oó]n(?:es)?|mesas?(?: de trabajo| redondas?| temáticas?)?|objetivos?|metas?|principios?"
)
_TITLES = (
    "foreword|preface|disclaimer|acknowledge?ments?|executive summary|summary|introduction|background|context"
    "|acronyms(?: and abbreviations)?|abbreviations|methodology|conclusions?|closing remarks"
    "|challenges|situations to consider|good practices|best practices|lessons learned|progress(?: made)?|achievements"
    "|highlights|findings|key messages|commitments|demands|proposals|priorities|next steps|the way forward"
    "|(?:conclusions and )?recommendations|with the support of|(?:list of )?participants|annex(?:es)?|notes"
    "|prólogo|prefacio|agradecimientos|resumen(?: ejecutivo)?|introducción|antecedentes|contexto"
    "|siglas(?: y acrónimos)?|acrónimos|abreviaturas|metodología|conclusi[oó]n(?:es)?|palabras finales"
    "|desafíos|retos|situaciones a considerar|buenas prácticas|lecciones aprendidas|avances|logros"
    "|aspectos destacados|hallazgos|mensajes clave|compromisos|demandas|propuestas|prioridades|próximos pasos"
    "|(?:conclusiones y )?recomendaciones|con el apoyo de|(?:lista de )?participantes|anexos?|notas"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a genre before its text is read; the defaults fit any policy text.

    Patterns are regular expressions, matched at the start of a line without its markup, case ignored.
    """

    name: str = "general"
    headings: tuple[str, ...] = (r"(?:annex|appendix|anexo|apéndice)\s*:",)
    """Lines that are headings although nothing in their form says so."""
    titles: tuple[str, ...] = (_TITLES,)
    """Whole lines that are headings in any genre."""
    labels: tuple[str, ...] = (_LABELS,)
    """Words that make a heading with a number after them."""
    boxes: tuple[str, ...] = (r"text ?box\b", r"box \d", r"recuadro\b")
    """Headings that open a text box, which ends at its source line or at the next heading of the running text."""
    voices: tuple[str, ...] = ()
    """Headings under which another speaker than the issuer has the word, such as an annex of demands."""
    furniture: tuple[str, ...] = ()
    """Lines of page furniture that do not recur often enough to be noticed by counting."""
    bibliography: tuple[str, ...] = (r"bibliograph|references\W*$|works cited|bibliograf|referencias\W*$",)
    """Headings of lists of sources."""
    contents: tuple[str, ...] = (
        r"(?:table of )?contents\W*$|list of (?:figures|tables|graphs|boxes)\W*$",
        r"(?:tabla de )?contenidos?\W*$|[ií]ndice(?: de (?:figuras|tablas|cuadros|gráficos|recuadros))?\W*$",
    )
    """Headings of contents pages."""
    opening: tuple[str, ...] = (
        r"foreword|preface|disclaimer|acknowledge?ments?|executive summary|acronyms|abbreviations|introduction\W*$",
        r"bibliograph|references\W*$|annexes\W*$|with the support of",
        r"prólogo|prefacio|agradecimientos|resumen ejecutivo|siglas|acrónimos|abreviaturas|introducción\W*$",
        r"bibliograf|referencias\W*$|anexos\W*$|con el apoyo de",
    )
    """Headings that stand on the outermost level and hold no numbered sections."""

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return the patterns of one field as a single compiled one (Python's own cache keeps it)."""
        alternatives = "|".join(getattr(self, name)) or "(?!)"
        if name == "titles":
            alternatives = rf"(?:(?:main|key|major|overall|principal(?:es)?)\s+)?(?:{alternatives})"
        end = r"\W*$" if name == "titles" else r"\s+(\d{1,2}|[IVXivx]{1,5}|[A-Z])\b" if name == "labels" else ""
        return re.compile(f"(?:{alternatives}){end}", re.IGNORECASE)
