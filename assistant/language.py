"""Dutch, French and German questions put into the English words that the texts use, from a term list; typing errors mended."""

from __future__ import annotations

import re
from functools import cache

from corpus.vocabulary import country_of, months, table
from corpus.words import function_words, stem

from assistant.lexicon import Lexicon

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\+?|[^\w\s]|\s+|_", re.UNICODE)


def language_of(text: str) -> str:
    """``en``, ``nl``, ``fr`` or ``de``, by the function words and terms in a text; ``en`` where nothing tells."""
    tokens = [t.lower() for t in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)]
    english = float(sum(t in function_words() for t in tokens))
    best, score = "en", english
    for name in table("languages"):
        function, terms = _tables(name)
        plain = frozenset(w for phrase in terms.values() for w in phrase.split())
        own = sum(1.0 if t in function and t not in function_words() else 0.5 if t in function else 0.8 if t in terms and t not in plain else 0 for t in tokens)
        own += sum(0.5 for t in tokens if t.split("'")[0] in {"l", "d", "qu", "n"} and "'" in t) if name == "fr" else 0
        if own > score:
            best, score = name, own
    return best


@cache
def _tables(language: str) -> tuple[frozenset[str], dict[str, str]]:
    data = table("languages")[language]
    return frozenset(data["function"]), dict(data["words"])


@cache
def _phrases(language: str) -> re.Pattern[str]:
    _, terms = _tables(language)
    names = sorted(terms, key=len, reverse=True)
    return re.compile(r"(?<![\w'’])(?:" + "|".join(re.escape(n) for n in names) + r")(?![\w])", re.I)


def into_english(text: str, language: str, lexicon: Lexicon) -> str:
    """The question with the domain's words in English; names, numbers and words that the texts know stay as they are."""
    if language == "en":
        return text
    function, terms = _tables(language)
    elisions = r"\b([ldnsjmtcLDNSJMTC]|[Qq]u)['’](?=\w)" if language == "fr" else r"(?!x)x"
    text = re.sub(r"[’]", "'", text)

    def replace(match: re.Match[str]) -> str:
        return terms[match.group().lower()]

    kept = _phrases(language).sub(replace, text)
    kept = re.sub(elisions, " ", kept)
    kept = _phrases(language).sub(replace, kept)
    out = []
    english = frozenset(w for phrase in terms.values() for w in phrase.lower().split())
    for token in _TOKEN.findall(kept):
        low = token.lower()
        if not low.strip() or not low[0].isalpha() or low in english or low in months() or country_of(low):
            out.append(token)
        elif low in function and low not in function_words():
            out.append("")
        elif stem(low) in lexicon.keys or low in function_words():
            out.append(token)
        else:
            out.append(_split(low, terms, lexicon) or token)
    return re.sub(r"\s+", " ", "".join(out)).strip()


def _split(word: str, terms: dict[str, str], lexicon: Lexicon) -> str:
    """A compound ("Lehrlingszahlen") as the English of its parts, where both are known; an empty string otherwise."""
    for cut in range(len(word) - 3, 3, -1):
        head, tail = word[:cut], word[cut:]
        right = terms.get(tail) or (tail if stem(tail) in lexicon.keys else "")
        for trimmed in (head, head.rstrip("s"), head.removesuffix("en"), head.removesuffix("n")):
            left = terms.get(trimmed) or (trimmed if stem(trimmed) in lexicon.keys else "")
            if left and right:
                return f"{left} {right}"
    # An inflected form of a known term.
    for ending in ("en", "er", "es", "e", "n", "s", "em"):
        if word.endswith(ending) and word[: -len(ending)] in terms:
            return terms[word[: -len(ending)]]
    return ""


def mend_typing(text: str, lexicon: Lexicon, countries: frozenset[str] = frozenset()) -> str:
    """The text with words that no policy, no list and no common vocabulary knows replaced by the one of the texts that differs by a letter or two."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    fronts = tuple(c.split("-")[0].lower()[: max(4, len(c.split("-")[0]) - 2)] for c in countries)

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        key = stem(low)
        if len(low) < 5 or low in function_words() or key in lexicon.keys or country_of(low) or low in months() or low in lexicon.common or low.startswith(fronts) or _known(low):
            return word
        choices = [w for w in _surfaces(lexicon) if abs(len(w) - len(low)) <= 2 and w[0] == low[0]]
        allowed = 1 if len(low) < 8 else 2
        found = process.extractOne(low, choices, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
        return found[0] if found else word

    return re.sub(r"[^\W\d_]{5,}", mend, text)


@cache
def _question_words() -> frozenset[str]:
    """Common words of questions that are right as they are though no text has them."""
    concepts = table("concepts")["same"]
    return frozenset(w for members in concepts.values() for member in members for w in member.split())


def _known(word: str) -> bool:
    from corpus.words import words

    return word in _question_words() or any(w.concepts or w.near for w in words(word))


_SURFACES: dict[int, list[str]] = {}


def _surfaces(lexicon: Lexicon) -> list[str]:
    known = _SURFACES.get(id(lexicon))
    if known is None:
        question = [w for w in _question_words() if len(w) > 4]
        known = [w for w in lexicon.surface if len(w) > 3 and w.isalpha()] + question
        _SURFACES.clear()
        _SURFACES[id(lexicon)] = known
    return known


def unknown_words(text: str, language: str, lexicon: Lexicon) -> frozenset[str]:
    """Words left over in a question that is put into English which neither the lists nor the texts know, lower case."""
    if language == "en":
        return frozenset()
    left = set()
    for word in re.findall(r"[^\W\d_]{3,}", text):
        low = word.lower()
        if stem(low) in lexicon.keys or low in function_words() or low in months() or country_of(low) or _known(low) or low in lexicon.common:
            continue
        left.add(low)
    return frozenset(left)
