"""One sentence of a question as English terms: the longest terms of the lists first, names and places told from words."""

from __future__ import annotations

import re
from dataclasses import replace
from weakref import WeakKeyDictionary

from assistant.foreign import Entry, Terms, fold, look_up, places, terms
from assistant.lexicon import Lexicon
from assistant.word_order import Segment
from corpus.vocabulary import country_of, months, table
from corpus.words import function_words, stem, words

#: Words that ask only where they open a clause; elsewhere they join ("les élèves qui …", "so viele wie …").
_WEAK = {
    "nl": {"waar": "where", "wat": "which", "hoe": "how"},
    "fr": {"qui": "who", "que": "that", "qu'": "that", "où": "where", "quand": "when"},
    "de": {"wie": "as", "was": "which", "wo": "where", "wofür": "for which", "womit": "with which", "wozu": "to which"},
}
_OPENING = {"qui": "who", "que": "what", "qu'": "what", "où": "where"}
_BEFORE_NOUNS = frozenset("the a of our my your their his this these which no each all how-many".split()) | {"of the", "of a", "how many", "number", "to the"}
_SAYING = frozenset("know tell say ask explain check see".split())


def read_segments(tokens: list[str], gaps: list[str], language: str, lexicon: Lexicon) -> list[Segment]:
    """The tokens of one sentence as English terms, longest terms first; the two parts of a term are brought together."""
    listed = terms(language)
    low = [t.lower() for t in tokens]
    kept = _names(tokens, lexicon)
    second: dict[int, tuple[int, Segment]] = {}
    found: list[Segment] = []
    i = 0
    while i < len(tokens):
        if i in second:
            size, segment = second[i]
            found.append(segment)
            i += size
            continue
        if i in kept or not (tokens[i][0].isalpha() or tokens[i][0] == "~"):
            kind = "name" if i in kept else "number" if tokens[i][0].isdigit() else "punct"
            found.append(Segment(tokens[i], kind, tokens[i], gap=gaps[i]))
            i += 1
            continue
        size, place = _city(tokens, i, lexicon)
        if place:
            found.append(Segment(place, "name", place, gap=gaps[i]))
            i += size
            continue
        before = found[-1] if found else None
        size, known = _paired(low, tokens, gaps, i, listed, second, kept) or _longest(low, tokens, gaps, i, listed, kept, before)
        if known is None:
            found += _single(tokens[i], gaps[i], i == 0, found, language, lexicon)
        else:
            found.append(_in_place(known, found, language))
        i += size
    return found


def _segment(entry: Entry, source: str, gap: str) -> Segment:
    return Segment(entry.english.replace(" … ", " "), entry.kind, source, entry.base.replace(" … ", " "), entry.form, gap, entry.past.replace(" … ", " "))


def _paired(low: list[str], tokens: list[str], gaps: list[str], i: int, listed: Terms, second: dict[int, tuple[int, Segment]], kept: frozenset[int]) -> tuple[int, Segment] | None:
    """A term in two parts that begins here; its second part is noted in ``second``."""
    for pair in listed.pairs.get(low[i], ()):
        n, m = len(pair.first), len(pair.second)
        if tuple(low[i : i + n]) != pair.first:
            continue
        for j in range(i + n, len(low) - m + 1):
            if low[j] in {".", "?", "!", ";", ":"}:
                break
            if tuple(low[j : j + m]) != pair.second or j in kept:
                continue
            behind = low[j + m] if j + m < len(low) else "?"
            if n == 1 and len("".join(pair.second)) < 4 and not _ends_clause(low[j], behind, listed):
                continue
            front, _, back = pair.entry.english.partition(" … ")
            second[j] = (m, Segment(back, "words" if back else "function", " ".join(tokens[j : j + m]), gap=gaps[j]))
            entry = pair.entry
            return n, Segment(front, entry.kind, tokens[i], entry.base.partition(" … ")[0], entry.form, gaps[i], entry.past.partition(" … ")[0])
    return None


def _ends_clause(particle: str, behind: str, listed: Terms) -> bool:
    """Whether a short particle is the second half of a verb, and no preposition of what follows."""
    if particle in {"zu", "zum", "zur", "unter", "onder", "tot", "op"} or not behind[0].isalpha():
        return True
    entry = listed.entries.get(behind)
    return entry is not None and entry.kind == "function" and entry.english not in {"the", "a", "our", "my", "their", "this", "all", "each", "no"}


def _noun_here(token: str, at: int, before: Segment | None, language: str) -> bool:
    """Whether a word that may be a verb or a noun is the noun: capitals tell in German, what stands before it elsewhere."""
    if language == "de":
        return token[:1].isupper() and at > 0
    return before is not None and (before.text in _BEFORE_NOUNS or before.kind in {"number", "words"})


def _longest(low: list[str], tokens: list[str], gaps: list[str], i: int, listed: Terms, kept: frozenset[int], before: Segment | None) -> tuple[int, Segment | None]:
    """The longest term of the list that begins here."""
    for n in range(min(listed.longest, len(low) - i), 0, -1):
        if any(j in kept for j in range(i, i + n)) or low[i + n - 1][0] == "~" and n > 1 and " ".join(low[i : i + n]) not in listed.entries:
            continue
        if n == 1 and len(low[i]) == 1 and tokens[i].isupper() and i:
            break  # a letter that numbers something ("Strand A")
        key = " ".join(low[i : i + n])
        entry = listed.entries.get(key)
        if entry is None and n > 1:
            entry = listed.folded.get(fold(key)) or (listed.entries.get(" ".join(t for t in low[i : i + n] if t not in {"~il", "~elle", "~ils", "~elles"})) if low[i][0] != "~" else None)
        if entry and key in listed.nouns and _noun_here(tokens[i], i, before, listed.language):
            entry = listed.nouns[key]
        if entry:
            segment = _segment(entry, " ".join(tokens[i : i + n]), gaps[i])
            return n, replace(segment, inverted=entry.kind == "verbs" and any(t[0] == "~" for t in low[i : i + n]))
    return 1, None


def _in_place(segment: Segment, found: list[Segment], language: str) -> Segment:
    """A term as its neighbours want it: the German genitive as "of the", "are" behind "can" as "be"."""
    before = next((s for s in reversed(found) if s.text), None)
    low = segment.source.lower()
    if low in _WEAK[language]:
        content = [s for s in found if s.text and s.kind not in {"function", "punct"}]
        if not content or (before and (before.kind == "punct" or before.base in _SAYING or before.text in {"can you tell me", "tell me", "explain"})):
            return replace(segment, kind="ask", text=_OPENING.get(low, segment.text), base="", form=0)
        return replace(segment, kind="function", text=_WEAK[language][low])
    if segment.text in {"are", "is"} and before and before.kind == "verbs" and before.text in {"can", "could", "must", "will", "would", "should"}:
        return replace(segment, text="be")
    if language != "fr" and low in {"die", "der", "das", "den", "dat"} and before and before.text == "," and any(s.kind == "nouns" for s in found[-3:]):
        return replace(segment, text="who")
    if language == "fr" and low == "des" and (before is None or before.kind in {"verbs", "punct"} or before.text.endswith("there") or before.text in {"there", "in", "with", "for", "to", "by"}):
        return replace(segment, text="")
    if language == "de" and before and (before.kind == "nouns" or before.text in {"%", "what share", "what percentage", "what amount"}) and segment.source.lower() in {"der", "des", "eines", "einer"}:
        return Segment("of the" if segment.source.lower() in {"der", "des"} else "of a", "function", segment.source, gap=segment.gap)
    return segment


def _single(token: str, gap: str, first: bool, found: list[Segment], language: str, lexicon: Lexicon) -> list[Segment]:
    """One token that no list has as it stands."""
    low = token.lower().lstrip("~'")
    if token[0] == "~":
        entry = terms(language).entries.get(low)
        opened = not found[:-1] or all(s.kind in {"ask", "function", "punct"} for s in found[:-1])
        if found and found[-1].kind == "verbs":
            found[-1] = replace(found[-1], inverted=True)
        return [_segment(entry, token, gap)] if entry and opened else []
    place = _place(token, lexicon)
    if place:
        return [Segment(place, "name", token, gap=gap)]
    if len(token) > 1 and any(c.isupper() or c.isdigit() for c in token[1:]) and "-" not in token:
        return [Segment(token, "name", token, gap=gap)]
    exact = low in lexicon.surface
    if low in months() and len(low) > 2:
        return [Segment(table("calendar")["months"][str(months()[low])][0].capitalize(), "time", token, gap=gap)]
    if low in months() or low in function_words() or exact or (stem(low) in lexicon.keys and len(low) > 5):
        return [Segment(token, "name" if token[:1].isupper() and (language != "de" or exact) else "nouns", token, gap=gap)]
    if "-" in token:
        parts = [p for p in token.split("-") if p]
        out: list[Segment] = []
        for n, part in enumerate(parts):
            known = terms(language).entries.get(part.lower())
            space = gap if not n else " "
            out += [_segment(known, part, space)] if known and known.kind != "function" else _single(part, space, first and not n, [*found, *out], language, lexicon)
        return out
    entry = look_up(token, language, lexicon)
    if entry and not (token[:1].isupper() and not first and language != "de" and len(low) < 6):
        return [_segment(entry, token, gap)]
    return [Segment(token if _is_name(token, first, found, language) else token.lower(), "nouns", token, gap=gap)]


def _is_name(token: str, first: bool, found: list[Segment], language: str) -> bool:
    """Whether a word that nothing knows is a name. German writes every noun with a capital: one behind an article or a number is none."""
    if not token[:1].isupper():
        return False
    if first:
        return len(token) < 4
    if language != "de":
        return True
    if re.search(r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ling|linge|innen|erei|nis|tum|ment|ismus)$", token):
        return False
    before = found[-1] if found else None
    if before is None or before.kind in {"number", "words", "ask"}:
        return False
    return before.text.lower() not in {"the", "a", "of the", "of a", "no", "our", "my", "this", "these", "for", "with", "without", "as", "per", "and", "all", "how many", "of"}


def _names(tokens: list[str], lexicon: Lexicon) -> frozenset[int]:
    """Which tokens belong to a name: two words in a row of a title, or words in quotes that the texts have."""
    kept: set[int] = set()
    stems = [stem(t) for t in tokens]
    pairs = _title_pairs(lexicon)
    for i in range(len(tokens) - 1):
        if (stems[i], stems[i + 1]) in pairs and tokens[i][:1].isupper():
            kept |= {i, i + 1}
    opened = None
    for i, token in enumerate(tokens):
        if token not in {"'", '"', "„", "“", "”", "«", "»", "‚"}:
            continue
        if opened is not None and i - opened > 1:
            inside = range(opened + 1, i)
            if 2 * sum(tokens[j].lower() in lexicon.surface or tokens[j].lower() in function_words() for j in inside) > len(inside):
                kept |= set(inside)
            opened = None
        else:
            opened = i
    return frozenset(kept)


_TITLES: WeakKeyDictionary[Lexicon, frozenset[tuple[str, str]]] = WeakKeyDictionary()


def _title_pairs(lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """Stems of two words in a row of any title."""
    if lexicon not in _TITLES:
        pairs: set[tuple[str, str]] = set()
        for policy in lexicon.policies.values():
            flat = [part for word in words(policy.title) for part in word.stem.split()]
            pairs |= {(a, b) for a, b in zip(flat, flat[1:], strict=False) if a not in function_words() and b not in function_words()}
        _TITLES[lexicon] = frozenset(pairs)
    return _TITLES[lexicon]


def _city(tokens: list[str], i: int, lexicon: Lexicon) -> tuple[int, str]:
    """The city or region that begins here, by the name that the texts give it or else the English one, and how many tokens name it."""
    for size in (3, 2, 1):
        names = places().get(fold(" ".join(tokens[i : i + size]))) if tokens[i][:1].isupper() else None
        if names:
            return size, next((n for n in names if n.lower().split()[0] in lexicon.surface), names[0])
    return 1, ""


def _place(token: str, lexicon: Lexicon) -> str:
    """The English name of the country or region that a word names or is formed from ("schwedischen", "Galdaanse"); else an empty string."""
    if len(token) < 4:
        return ""
    for policy in lexicon.policies.values():
        name = policy.country.split("-")[0]
        if len(name) > 4 and " " not in name and not country_of(name) and token[:1].isupper():
            front = fold(name)[: max(4, len(name) - 2)]
            if re.sub(r"([aeiou])\1", r"\1", fold(token).replace("ij", "i")).startswith(front) and len(token) <= len(name) + 5:
                return name
    found = country_of(token)
    if not found or (not token[:1].isupper() and not re.search(r"(?:isch|isch\w{1,2}|deutsch\w*|aise?s?|ois|oises?|ands?e?s?|ienne?s?|iens?|ese|se|ien|ais|ein|ques?|ains?|aines?|ands|agnols?|agnoles?|mand\w*)$", token)):
        return ""
    return found[1] or found[0]
