"""The words of a language by which speakers and doers are found, compiled; all match folded text."""

import re
from functools import cache
from typing import Any

from graphkit.match.phrases import expand_phrase
from graphkit.read.actors.naming_words import get_naming_words
from graphkit.read.statements.rules import any_of
from graphkit.reference.language import get_language_data
from graphkit.text.folding import fold_letters

_STATES = ("participants",)
_ADVERB = r"\w+ly|\w+mente"


class VoiceWords:
    """Patterns of one language."""

    def __init__(self, language: str) -> None:
        data = get_language_data("voices", language)
        self.data, words = data, data["words"]
        self.collectives = dict(_phrases(data["collectives"]))
        self.collective = re.compile(rf"\b(?:{_alternatives(self.collectives)})\b")
        plural = [p for p in self.collectives if self.collectives[p] in _STATES and " " not in p]
        nouns = "|".join(map(re.escape, [*sorted(plural), *words["singular"]]))
        few = rf"(?:{any_of(words['some'])})(?: of| de)?(?: the| these| those| its| los| las| estos)?"
        self.some = re.compile(rf"(?<!\bthe )(?<!\blos )(?<!\blas )\b{few} (?:[\w-]+ ){{0,2}}?(?:{nouns})\b")
        self.some_places = re.compile(rf"\b(?:{any_of(words['some_places'])})\b")
        parts = rf"(?! (?:of|de) (?:{any_of(words['parts'])})\b)"
        self.all_places = re.compile(rf"\b(?:{any_of(words['all_places'])})\b{parts}")
        self.place = re.compile(rf"\b(?:{any_of(words['places'])}) {{0,1}}$")
        between = rf"(?>(?:{any_of(words['between'])}|{_ADVERB}) )*"
        says = any_of(words["says"])
        others = rf"(?: (?:{any_of(words['joints'])}) [\w-]+(?: [\w-]+)?)?"
        of = r"(?: (?:of|in|from|with|de|del|en|con)(?: [\w'-]+){1,5}?| \([^()]{1,80}\)|, [^,.;:]{1,80},)?"
        aside = of + others
        self.says_after = re.compile(rf"{aside},? {between}(?:{says})\b")
        speaks = any_of([*words["says"], *words["undertakes"]])
        company = any_of(words["company"]) if words["company"] else "(?!)"
        self.speaks_after = re.compile(rf"(?: (?:{company}))?{aside},? {between}(?:{speaks})\b")
        self.says = re.compile(rf"\b(?:{says})\b")
        participle = rf"(?:{any_of(words['said'])})"
        passive = any_of(words["passive"])
        forms = [rf"(?:{passive}) {between}{participle}"]
        forms.append(rf"(?:{any_of(words['said_nouns'])}) (?:{passive}) {between}(?:{any_of(words['said_done'])})")
        if words["reflexive"]:
            past = [w for w in words["says"] if " " not in w and w.endswith(("o", "aron", "ieron"))]
            forms.append(rf"(?:{any_of(words['reflexive'])}) (?:{any_of(past)})")
        self.passive = re.compile(rf"\b(?:{'|'.join(forms)})\b")
        self.shared = re.compile(rf"\b(?:{any_of(words['shared'])})\b")
        articles = rf"(?:(?:{any_of(words['articles'])}) )*"
        self.preposition = re.compile(rf"\b(?:{any_of(words['prepositions'])}) {articles}$")
        self.own = re.compile(rf"\b(?:{any_of(words['own'])})")
        self.among = re.compile(rf"\b(?:{any_of(words['among'])}) {articles}$")
        self.passing = re.compile(rf"\b(?:{any_of(words['passing'])}) (?:\w+ )?$")
        self.source = re.compile(rf"\b(?:{any_of(words['sources'])}) {articles}$")
        self.opinion = re.compile(rf"\b(?:{any_of(words['opinions'])}) {articles}$")
        self.owner = re.compile(rf"\b(?:{any_of(words['owned'])}) (?:{any_of(words['owners'])}) {articles}$")
        self.is_that = re.compile(rf"(?: [\w-]+){{0,3}} (?:{any_of(words['is'])})\b|:")
        acts = get_naming_words().lists["acts"]
        verbs = any_of([*get_language_data("roles", language)["context"]["verbs"], *acts])
        self.acts_after = re.compile(rf"{aside},? {between}(?:{verbs}|\w+ed|\w+[ae]ron)\b")
        naming = get_naming_words().lists
        praises, people = any_of(naming["appraises"]), any_of(naming["welcomed_people"])
        self.praises_after = re.compile(rf"{aside},? {between}(?:{praises})\b(?! (?:[\w-]+ )?(?:\d|(?:{people})\b))")
        done = any_of([*words["has"], *acts])
        self.done_after = re.compile(rf"{aside},? {between}(?:{done}|\w+ed|\w+[ae]ron)\b")
        self.with_others = re.compile(rf",? (?:{any_of(words['with_others'])}) {articles}$")
        self.agent = re.compile(rf"\b(?:{any_of(words['by'])}) {articles}$")
        self.done_by = re.compile(rf"\w(?:ed|en|de|ne|un|lt|[ai]d[oa]s?) (?:{any_of(words['by'])}) {articles}$")
        numbers = {n: v for n, v in get_language_data("dates", language)["number_words"].items() if 1 < v < 30}
        self.counts = {**{fold_letters(n): v for n, v in numbers.items()}, **{str(n): n for n in range(2, 30)}}
        numbered = "|".join(sorted(map(re.escape, self.counts), key=lambda n: (-len(n), n)))
        both = any_of(words["both"])
        self.counted = re.compile(
            rf"\b(?:(?:{any_of(words['articles'])}) ({numbered})|{both}) {articles}(?:{nouns})\b{parts}"
        )
        self.whose = re.compile(rf"\b(?:{any_of(words['whose'])}) {articles}$")
        work, among = any_of(words["joint_work"]), any_of(words["among"])
        self.joint_work = re.compile(rf"\b(?:{work}) (?:{among}) (?:\w+,? (?:{any_of(words['such_as'])}) )?{articles}$")
        undone = any_of([*words["said"], *naming["undergone"]])
        ended = rf"(?!(?:{undone})\b)[\w-]*(?:ed|en|wn|de|ne|un|lt|[ai]d[oa]s?|(?:ch|st|rt|it)[oa]s?)(?: [\w-]+){{0,3}}"
        also = rf"(?:{any_of(words['joints'])})(?: \w+)?"
        self.further_agent = re.compile(
            rf"\b(?:{ended}|{also}) (?:{any_of(words['by'])}) {articles}(?:(?:{numbered}) )?$"
        )
        joints = any_of([*words["joints"], *words["articles"]])
        office = rf"(?:[\w-]+ ){{0,2}}(?:{any_of(words['offices'])})(?: [\w-]+)? (?:of|de|del) {articles}"
        part = r"(?:(?:north|south|east|west|central)[\w-]* )?"
        listed = rf"(?=.*(?:,|\b(?:{any_of(words['joints'])})\b))"
        self.joint = re.compile(
            rf"(?: \([^()]{{1,40}}\))?(?:{listed}(?:[ ,]|(?:{joints})\b)*+{office}|(?:[ ,]|(?:{joints})\b)*+){part}"
        )
        self.office = re.compile(rf"\b{office}$")
        self.they = re.compile(rf"[\W\d]*(?:{any_of(words['they'])})\b")
        it = any_of(words["it"]) if words["it"] else r"(?!)"
        self.it = re.compile(rf"[\W\d]*(?:{it}),? {between}(?:{says})\b")
        bodies = rf"({any_of(words['bodies'])})(?:\d{{1,3}})?\b"
        self.body = re.compile(rf"[\W\d]*{articles}(?:same |mism[oa] )?{bodies}(?=[^.;:]{{0,60}}? (?:{says})\b)")
        self.back = re.compile(rf"[\W\d]*(?:{any_of(words['back'])})\b")
        self.meeting = re.compile(rf"\b(?:{any_of(words['meeting'])})\b")
        self.review = re.compile(rf"\b(?:{any_of(words['review'])})\b")
        self.sections = [_section(row) for row in data["section"]]
        self.section_before = re.compile(rf"\b(?:{any_of(data['named_sections']['before'])}) {articles}$")
        after = any_of(data["named_sections"]["after"])
        self.section_after = re.compile(rf"(?:'s?|s')? (?:{after})\b") if after else None


def _phrases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return (folded phrase, collective)."""
    return [(fold_letters(p), word) for word, rows in table.items() for row in rows for p in expand_phrase(row, {})]


def _alternatives(phrases: dict[str, str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


def _section(row: dict[str, Any]) -> tuple[re.Pattern[str], str, bool]:
    return re.compile(rf"\b(?:{any_of(row['words'])})\b"), row["voice"], row["reviews_only"]


@cache
def get_voice_words(language: str) -> VoiceWords:
    """Return the patterns of ``en`` or ``es``."""
    return VoiceWords(language)
