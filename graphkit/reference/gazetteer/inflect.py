"""Forms of nationality words, so that the data need state each only once."""

_UN = (
    ("United Nations ", ("UN ", "U.N. ")),
    ("Naciones Unidas", ("ONU",)),
    (" de las Naciones Unidas", (" de Naciones Unidas", " de la ONU")),
)


def vary_un(name: str) -> tuple[str, ...]:
    """Return the other ways in which texts write the name of a body of the United Nations.

    >>> vary_un("United Nations Children's Fund")
    ("UN Children's Fund", "U.N. Children's Fund")
    >>> vary_un("Fondo de las Naciones Unidas para la Infancia")
    ('Fondo de Naciones Unidas para la Infancia', 'Fondo de la ONU para la Infancia')
    >>> vary_un("Naciones Unidas"), vary_un("Blue Port Authority")
    ((), ())
    """
    found = (name.replace(whole, short) for whole, shorts in _UN for short in shorts if whole in name)
    return tuple(v for v in found if v.count(" ") > 1 and "las ONU" not in v)


def english_forms(word: str) -> tuple[str, ...]:
    """Return the word and its plural.

    >>> english_forms("Mexican"), english_forms("Japanese")
    (('Mexican', 'Mexicans'), ('Japanese',))
    """
    invariant = word.endswith(("s", "sh", "ch", "ese", "ois", "x", "z", "."))
    return (word,) if invariant else (word, f"{word}s")


def spanish_forms(word: str) -> tuple[str, ...]:
    """Return masculine and feminine, singular and plural, of a masculine singular.

    >>> spanish_forms("chileno")
    ('chileno', 'chilena', 'chilenos', 'chilenas')
    >>> spanish_forms("danés")
    ('danés', 'danesa', 'daneses', 'danesas')
    >>> spanish_forms("costarricense"), spanish_forms("iraní")
    (('costarricense', 'costarricenses'), ('iraní', 'iranís', 'iraníes'))
    """
    stem, last = word[:-1], word[-1]
    if last == "o":
        return (word, f"{stem}a", f"{stem}os", f"{stem}as")
    if last in "aeú":
        return (word, f"{word}s")
    if last == "í":
        return (word, f"{word}s", f"{word}es")
    plain = word[:-2] + word[-2:].translate(str.maketrans("áéíóú", "aeiou"))
    return (word, f"{plain}a", f"{plain}es", f"{plain}as")
