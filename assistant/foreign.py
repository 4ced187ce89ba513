"""The term lists of Dutch, French and German (``corpus/data/languages.toml``) and the look-up of one word in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from assistant.lexicon import Lexicon
from corpus.vocabulary import table
from corpus.words import function_words, stem

#: Words of a text: numbers with what is glued to them, French elisions, words with hyphens, signs.
TOKEN = re.compile(
    r"\d[\d.,/–%-]*\d%?|\d%?|aujourd'hui|(?:[ldnsjmtc]|qu|jusqu|lorsqu|puisqu)'(?=\w|$)|~?[^\W_]+(?:[-'][^\W_]+)*\+?|[^\w\s]|_",
    re.I,
)
#: The English of a compound whose last part is one of these is "number of participants" rather than "participant number".
COUNTING = frozenset({"number", "numbers", "share", "percentage", "rate", "proportion", "amount", "average"})
_ENDINGS = {
    "nl": ("eren", "en", "'s", "s", "e", "n", "t"),
    "fr": ("es", "s", "e", "x"),
    "de": ("innen", "ern", "en", "er", "es", "em", "e", "n", "s", "in"),
}
_LINKS = {"nl": ("", "s", "en", "n", "e", "er"), "de": ("", "s", "n", "en", "es", "e", "er", "ens"), "fr": ("",)}
#: How an ending is spelled in English, where the word is the same otherwise.
_COGNATE = {
    "nl": (("tie", "tion"), ("ties", "tions"), ("sie", "sion"), ("teit", "ty"), ("iek", "ic"), ("ische", "ic"), ("isch", "ic"), ("eel", "al"), ("ele", "al"), ("ie", "y"), ("eren", "e"), ("en", "s"), ("en", "")),
    "fr": (("ité", "ity"), ("té", "ty"), ("ique", "ic"), ("ique", "ical"), ("iques", "ics"), ("eur", "or"), ("eur", "er"), ("aire", "ary"), ("isme", "ism"), ("iste", "ist"), ("el", "al"), ("elle", "al"), ("ale", "al"), ("if", "ive"), ("eux", "ous"), ("er", "e"), ("er", ""), ("ée", "ed"), ("é", "ed"), ("ie", "y"), ("e", ""), ("s", "")),
    "de": (("ität", "ity"), ("isch", "ic"), ("ische", "ic"), ("ischen", "ic"), ("ie", "y"), ("ell", "al"), ("elle", "al"), ("ieren", "e"), ("iert", "ed"), ("iv", "ive"), ("en", "s"), ("en", ""), ("e", "")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: its English, its table (``function``, ``ask``, ``verbs``, ``nouns``, ``words``), and of a verb the base form,
    whether it is present (0), past (1) or a participle (2), and its participle."""

    english: str
    kind: str
    base: str = ""
    form: int = 0
    past: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A term in two parts with other words between them ("nahmen … teil")."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Terms:
    """The lists of one language, ready to be looked up; keys are tokens joined by a space. ``nouns`` are those that are also verbs."""

    language: str
    entries: dict[str, Entry]
    nouns: dict[str, Entry]
    folded: dict[str, Entry]
    pairs: dict[str, tuple[Pair, ...]]
    function: frozenset[str]
    english: frozenset[str]
    longest: int


def fold(text: str) -> str:
    """A word without its accents, lower case ("élèves" and "eleves" are the same)."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFD", text.lower().replace("ß", "ss").replace("œ", "oe"))
    return "".join(c for c in spread if not unicodedata.combining(c))


def tokens_of(text: str) -> list[str]:
    """The tokens of a text that is prepared for look-up."""
    return TOKEN.findall(text)


def prepared(text: str, language: str) -> str:
    """A text with apostrophes, inversions ("ont-ils"), both-gender spellings and numbers as the lists and the engine read them."""
    text = re.sub(r"[’‘`´]", "'", text).replace("œ", "oe").replace("\u00ad", "")
    text = re.sub(r"(?<=\w)\((?:e|en|s|es|ne|in|innen|r|n)\)(?:s\b)?", "", text)
    text = re.sub(r"(?<=[^\W\d_]{3})[·•](?:\w{1,5}[·•]?)+|(?<=[^\W\d_]{3})\.e\.?s?\b", "s", text)
    if language == "de":
        text = re.sub(r"(?<=[a-zäöüß]{3})(?:[*:_]-?|/-?)(?:innen|in|r|n|e)\b|(?<=[a-zäöüß]{3})Innen\b", "", text)
    if language == "fr":
        text = re.sub(r"(?<!rendez)-(?:t-)?(ils?|elles?|on|je|tu|nous|vous|ce|ci|là)\b", r" ~\1", text, flags=re.I)
    text = re.sub(r"(?<![\d.,])(\d{1,3})((?:\.\d{3})+)(?!\d|\.\d)", lambda m: m.group(1) + m.group(2).replace(".", " "), text)
    text = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", text)
    text = re.sub(r"(\d+)-?plussers?\b", r"ouder dan \1 jaar", text)
    text = re.sub(r"\b[üÜ]ber[- ](\d+)-?[Jj]ährige\w*", r"älter als \1 Jahre", text)
    return re.sub(r"(?<=\d)[- ]?(?:jährig|jarig)\w*", " years old", text, flags=re.I)


@cache
def terms(language: str) -> Terms:
    """The lists of ``language``: ``nl``, ``fr`` or ``de``."""
    entries: dict[str, Entry] = {}
    nouns: dict[str, Entry] = {}
    pairs: dict[str, list[Pair]] = {}
    for kind, listed in table("languages")[language].items():
        for english, foreign in listed.items():
            names = [] if english == "-" else [part.strip() for part in english.split("|")]
            for column, forms in enumerate(foreign.split("|")):
                entry = Entry(names[min(column, len(names) - 1)] if names else "", kind, names[0] if names else "", column, names[-1] if names else "")
                for form in filter(None, (f.strip() for f in forms.split(","))):
                    # A plain word needs no preparing, and most forms are one.
                    plain = form.isalpha() and "œ" not in form and "Innen" not in form
                    parts = [(form.lower(),)] if plain else [tuple(t.lower() for t in tokens_of(prepared(p, language))) for p in form.split("…")]
                    if len(parts) == 2:
                        pairs.setdefault(parts[0][0], []).append(Pair(parts[0], parts[1], entry))
                    key = " ".join(t for part in parts for t in part)
                    if entries.setdefault(key, entry) is not entry and kind == "nouns":
                        nouns.setdefault(key, entry)
    folded = {fold(key): entry for key, entry in reversed(entries.items())}
    folded |= {re.sub("ä", "ae", re.sub("ö", "oe", re.sub("ü", "ue", k))).replace("ß", "ss"): e for k, e in entries.items() if language == "de"}
    by_length = {key: tuple(sorted(found, key=lambda p: -len(p.first) - len(p.second))) for key, found in pairs.items()}
    function = frozenset(key for key, entry in entries.items() if entry.kind in {"function", "ask"} and " " not in key)
    english = frozenset(w for e in entries.values() for w in re.findall(r"[^\W_]+(?:-[^\W_]+)*", e.english.lower()))
    return Terms(language, entries, nouns, folded, by_length, function, english, max(key.count(" ") + 1 for key in entries))


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Names of cities and regions in the other languages, without accents, each with all names of its place, the English one first."""
    found: dict[str, tuple[str, ...]] = {}
    for english, foreign in table("languages")["places"].items():
        names = (english, *(name.strip() for name in foreign.split(",")))
        found |= {fold(name): names for name in names[1:]}
    return found


def look_up(word: str, language: str, lexicon: Lexicon) -> Entry | None:
    """A word that no list has as it stands: by its ending, as a compound, as a cognate of an English word, or with a typing error."""
    low = word.lower()
    found = _known(low, terms(language))
    if found is None:
        found = _compound(low, language, lexicon) or _cognate(low, language, lexicon) or _mistyped(low, language)
    return found


def _known(low: str, listed: Terms) -> Entry | None:
    """The entry of a word, of its form without accents, or of the form that it is inflected from."""
    direct = listed.entries.get(low) or (listed.folded.get(fold(low)) if len(low) > 3 else None)
    if direct:
        return direct
    for ending in _ENDINGS[listed.language]:
        base = low.removesuffix(ending)
        if base == low or len(base) < 3:
            continue
        tried = [base, base + "e"]
        if listed.language == "nl" and len(base) > 3 and base[-1] == base[-2]:
            tried.append(base[:-1])
        if listed.language == "nl" and re.search(r"[^aeiou][aeou][^aeiou]$", base):
            tried.append(base[:-1] + base[-2] + base[-1])
        if listed.language == "nl" and base[-1] in "vz":
            tried.append(base[:-1] + {"v": "f", "z": "s"}[base[-1]])
        if listed.language == "fr":
            tried += [re.sub("euse$", "eur", low.removesuffix("s")), re.sub("trice$", "teur", low.removesuffix("s")), re.sub("ive$", "if", low.removesuffix("s")), re.sub("aux$", "al", low)]
        for form in tried:
            entry = listed.entries.get(form) or listed.folded.get(form)
            if entry and entry.kind not in {"function", "ask"} and len(form) > 2:
                return entry
    return None


def _compound(low: str, language: str, lexicon: Lexicon) -> Entry | None:
    """A compound ("Lehrlingszahlen", "beroepsopleidingsbeleid") as the English of its parts, in the fewest parts."""
    parts = _split(low, language, lexicon, 3) if language != "fr" and len(low) > 7 else None
    if not parts:
        return _tail(low, language) if language != "fr" else None
    *heads, last = parts
    if last in COUNTING:
        return Entry(f"{last} of {' '.join(heads)}", "nouns")
    return Entry(" ".join(parts), "nouns")


def _tail(low: str, language: str) -> Entry | None:
    """A compound of which only the last part is known ("Vertretungslehrkräfte"): what it is, behind the part that is not known."""
    listed = terms(language)
    for cut in range(4, len(low) - 4):
        entry = listed.entries.get(low[cut:])
        if entry and entry.kind == "nouns":
            return Entry(f"{low[:cut]} {entry.english}", "nouns")
    return None


def _split(low: str, language: str, lexicon: Lexicon, most: int) -> list[str] | None:
    listed = terms(language)
    whole = _piece(low, listed, lexicon)
    if whole:
        return [whole]
    if most == 1:
        return None
    for cut in range(3, len(low) - 2):
        tail = _piece(low[cut:], listed, lexicon)
        if not tail:
            continue
        for link in _LINKS[language]:
            head = low[:cut].removesuffix(link)
            if link and head == low[:cut] or len(head) < 3:
                continue
            left = _split(head, language, lexicon, most - 1)
            if left:
                return [*left, tail]
    return None


def _piece(low: str, listed: Terms, lexicon: Lexicon) -> str:
    """The English of one part of a compound; a word that the texts have stands for itself."""
    entry = listed.nouns.get(low) or _known(low, listed)
    if entry and entry.english and entry.kind in {"nouns", "words", "verbs"}:
        return entry.base if entry.kind == "verbs" else entry.english
    return low if len(low) > 4 and low in lexicon.surface else ""


def _cognate(low: str, language: str, lexicon: Lexicon) -> Entry | None:
    """A word that English shares but for its ending or accents ("effectivité", "Robotik")."""
    if len(low) < 5:
        return None
    tried = [fold(low)]
    tried += [fold(low.removesuffix(own)) + english for own, english in _COGNATE[language] if low.endswith(own)]
    tried += [t.replace("k", "c") for t in tried if "k" in t] + [t.replace("z", "c") for t in tried if "z" in t]
    for word in tried:
        if len(word) > 4 and (stem(word) in lexicon.keys or word in lexicon.common) and word not in function_words():
            return Entry(word, "words")
    return None


def _mistyped(low: str, language: str) -> Entry | None:
    """A word of the list that differs by a letter, or two in a long word."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    if len(low) < 6:
        return None
    choices = [k for k in _single(language) if k[0] == low[0] and abs(len(k) - len(low)) < 3]
    found = process.extractOne(low, choices, scorer=DamerauLevenshtein.distance, score_cutoff=1 if len(low) < 10 else 2)
    return terms(language).entries[found[0]] if found else None


@cache
def _single(language: str) -> tuple[str, ...]:
    return tuple(k for k, e in terms(language).entries.items() if " " not in k and len(k) > 5 and e.english)
