"""Dutch, French and German questions put into the English words that the texts use, from term lists; typing errors mended."""

from __future__ import annotations

import re
from functools import cache
from weakref import WeakKeyDictionary

from assistant.foreign import TOKEN, Terms, prepared, terms
from assistant.lexicon import Lexicon
from assistant.segments import read_segments
from assistant.word_order import ordered
from corpus.vocabulary import country_of, months, table
from corpus.words import function_words, stem, words

LANGUAGES = ("nl", "fr", "de")
#: Spellings that tell a language where no list knows the word.
_LOOKS = {
    "nl": re.compile(r"(?:ij|aa|uu|oö|eë|ië|eert$|eren$|sch[aeo]|heid|schap|tie|teit|ingen|eeft|ouw)", re.I),
    "fr": re.compile(r"[éèêàçùœ]|(?:eaux?|tion|ique|ment|aient|eur)$|^(?:l|d|qu|n|s|j)'", re.I),
    "de": re.compile(r"(?<!o)[äöü]|ß|(?:ung|ungen|keit|schaft|lich|isch|sch|zahl|tz)", re.I),
}
_QUOTED = re.compile(r"(?<!\w)['\"„“‚‘«](?P<inner>[^'\"“”’»]{3,80})['\"“”’»](?!\w)")


def language_of(text: str) -> str:
    """``en``, ``nl``, ``fr`` or ``de``, by the function words, the terms and the spellings in a text; ``en`` where nothing tells."""
    text = re.sub(r"[’‘`´]", "'", text)
    # What is quoted is a name: it says little about the language around it.
    bare = _QUOTED.sub(" ", text)
    tokens = [t for t in TOKEN.findall(prepared(bare if len(bare.split()) > 1 else text, "fr")) if t[0].isalpha() or t[0] == "~"]
    scores = {"en": sum(_english_weight(t.lower(), i == 0 or t.islower()) for i, t in enumerate(tokens))}
    for name in LANGUAGES:
        scores[name] = sum(_weight(t, terms(name), i == 0) for i, t in enumerate(tokens))
    best = max(scores, key=lambda name: (scores[name], name == "en"))
    return best if scores[best] > 0 else "en"


def _english_weight(low: str, plain: bool) -> float:
    shared = any(low in terms(name).function for name in LANGUAGES)
    if low in function_words() or low.endswith("'s"):
        return 0.5 if shared else 1.0
    if shared or not plain:
        return 0.0
    if low in _question_words() or stem(low) in _question_stems():
        return 0.5
    return 0.4 if low in _english_of_lists() else 0.0


@cache
def _english_of_lists() -> frozenset[str]:
    return frozenset().union(*(terms(name).english for name in LANGUAGES))


def _weight(token: str, listed: Terms, first: bool) -> float:
    low = token.lower()
    if low in listed.function:
        return 0.5 if low in function_words() else 1.0
    name = token[:1].isupper() and not first
    if low in _english_of_lists() and (low in _question_words() or low in listed.entries):
        return 0.2 if low in listed.entries else 0.0
    if low in listed.entries:
        return 0.5 if name and listed.language == "de" else 0.8
    looks = _LOOKS[listed.language]
    return 0.25 if not name and looks.search(low) and low not in function_words() and stem(low) not in _question_stems() else 0.0


def into_english(text: str, language: str, lexicon: Lexicon) -> str:
    """The question with the domain's words in English and in about English order; names, numbers and words that the texts know stay."""
    if language == "en":
        return text
    pieces = re.split(r"(?<=[.?!])(\s+)(?=[^\W\d_]|[¿\"'«„(])", prepared(text, language))
    return "".join(piece if not piece.strip() else _sentence(piece, language, lexicon) for piece in pieces).strip()


def _sentence(text: str, language: str, lexicon: Lexicon) -> str:
    spans = list(TOKEN.finditer(text))
    gaps = [text[(spans[i - 1].end() if i else 0) : m.start()] for i, m in enumerate(spans)]
    segments = read_segments([m.group() for m in spans], gaps, language, lexicon)
    segments = ordered(segments, language)
    out = ""
    for segment in segments:
        glue = segment.gap if segment.kind == "punct" or out.endswith(("(", "'", '"', "«", "„", "“")) else (segment.gap or " ")
        out += glue + segment.text
    out = re.sub(r"\s+([?!.,;:)])", r"\1", re.sub(r"[ \t]+", " ", out)).strip()
    out = re.sub(r"\b(?:of )?(?:(fewer)|more) than (\d+) years?\b", lambda m: f"{'under' if m.group(1) else 'over'} {m.group(2)} years", out)
    out = re.sub(r"\bof ((?:19|20)\d\d) (?:until|to) ", r"from \1 to ", out)
    return re.sub(r"\bof of\b", "of", re.sub(r"\b(the|a) (?:the|a)\b", r"\1", out))


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


@cache
def _question_stems() -> frozenset[str]:
    return frozenset(stem(w) for w in _question_words())


def _known(word: str) -> bool:
    return word in _question_words() or any(w.concepts or w.near for w in words(word))


_SURFACES: WeakKeyDictionary[Lexicon, list[str]] = WeakKeyDictionary()


def _surfaces(lexicon: Lexicon) -> list[str]:
    """The words that a mistyped one may stand for."""
    if lexicon not in _SURFACES:
        question = [w for w in _question_words() if len(w) > 4]
        _SURFACES[lexicon] = [w for w in lexicon.surface if len(w) > 3 and w.isalpha()] + question
    return _SURFACES[lexicon]


def unknown_words(text: str, language: str, lexicon: Lexicon) -> frozenset[str]:
    """The words, lower case, that ``text`` (a question put into English) has left over from ``language``: neither the lists nor the
    texts know them, and they are no names. Empty for English."""
    if language == "en":
        return frozenset()
    listed = terms(language)
    left = set()
    for match in re.finditer(r"[^\W\d_]{3,}", text):
        word = match.group()
        known = stem(word) in lexicon.keys or word in listed.english or word in function_words() or word in months() or country_of(word)
        if word.islower() and not known and not _known(word) and word not in lexicon.common:
            left.add(word)
    return frozenset(left)
