"""The word order of a question that is put into English: the verb in front where it can be answered with yes or no, the rest of
the verb behind the subject, "of" where Dutch, French and German have none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

#: Verbs that English puts in front of a question without "do".
AUXILIARY = frozenset("can could must should will would is are was were be has have had am".split())
_ADVERB_QUESTIONS = frozenset({"what", "how", "why", "when", "where", "since when", "until when", "from when", "by when", "for whom", "in which year", "how much", "how long", "how often", "by how much", "by how many percent"})
#: What is asked for is the object: "did" is needed before the subject, but "was" has no other subject.
_OBJECT_QUESTIONS = frozenset({"how much money", "what amount", "up to what amount"})
#: "What caused the fall?" has the question word for its subject.
_CAUSING = frozenset({"cause", "lead", "explain", "happen", "change", "trigger"})
_SUBORDINATE = frozenset({"if", "although", "because", "whether", "as", "when", "whereas", "while"})
_LEADING = frozenset({"and", "but", "so", "also", "then", "or", "please", "even", "still", ""})
_PRONOUNS = frozenset("i we you he she it they one there anyone someone".split())
#: What a verb means where things or people are counted ("Gutscheine ausgegeben", "Inspektoren eingestellt").
_WHERE_COUNTED = {"spent": "issued", "discontinued": "recruited"}
_ARTICLES = frozenset("the a an this these that those our my your his her its their all every each no".split())
_NAMED = frozenset("project programme scheme agency initiative centre measure authority policy strategy label network fund company reform".split())
_LINKS = frozenset({"of", "of the", "of a", "with", "without", "under", "over", "from", "between", "aged", "than", "younger", "older", "at least", "at most", "more than", "fewer than"})
_PLACING = frozenset({"in", "from"})
_MUCH = frozenset({"money", "funding", "support", "budget", "time", "investment", "interest", "pay"})
_PRICED = frozenset({"cost", "costs", "pay", "pays", "paid", "receive", "receives", "received", "get", "spend", "spent", "amount to", "amounted to", "amounts to", "is", "are", "was", "were", "earn", "reimburse", "reimbursed"})
_COUNTED = frozenset({"number", "numbers", "share", "percentage", "proportion", "total number", "by how many percent", "what percentage", "what share"})


@dataclass(frozen=True, slots=True)
class Segment:
    """One term of a sentence in English: its kind (as in the lists, or ``name``, ``number``, ``punct``), its base and form where it is a verb."""

    text: str
    kind: str
    source: str = ""
    base: str = ""
    form: int = 0
    gap: str = " "

    @property
    def finite(self) -> bool:
        """Whether it may be the verb that carries the sentence."""
        return self.kind == "verbs" and self.form < 2


def ordered(segments: list[Segment], language: str) -> list[Segment]:
    """The segments of one sentence in an order near to English."""
    segments = _counted([s for s in segments if s.text])
    if any(s.text == "how many" for s in segments):
        segments = [replace(s, text=_WHERE_COUNTED.get(s.text, s.text)) for s in segments]
    asks = any(s.kind == "ask" for s in segments)
    question = any(s.text == "?" for s in segments[-2:])
    lead = next((i for i, s in enumerate(segments) if s.text not in _LEADING and s.kind != "punct"), len(segments))
    if lead == len(segments):
        return segments
    if not asks and (question or segments[lead].finite and not _statement(segments, lead)):
        return _yes_no(segments, lead, language)
    return _with_question_word(segments, language)


def _statement(segments: list[Segment], lead: int) -> bool:
    """Whether a sentence without a question mark is hardly a question although a verb form opens it."""
    return segments[lead].source[:1].isupper() and segments[-1].text in {".", "!"}


def _counted(segments: list[Segment]) -> list[Segment]:
    """"How many" or "how much", and the "of" that English has between a number and what is counted."""
    out: list[Segment] = []
    for i, segment in enumerate(segments):
        following = segments[i + 1] if i + 1 < len(segments) else None
        before = out[-1] if out else None
        if segment.text in {"how many", "how much"} and following:
            if following.kind == "nouns":
                segment = replace(segment, text="how much" if following.text in _MUCH else "how many")
            elif following.kind == "verbs":
                segment = replace(segment, text="how much" if following.text in _PRICED else segment.text)
        if before and before.text in _COUNTED and segment.kind in {"nouns", "words", "name"} and before.text not in {"how many", "how much"}:
            if segment.kind != "name" or segment.source[:1].isupper():
                out.append(Segment("of", "function"))
        out.append(segment)
    return out


def _yes_no(segments: list[Segment], lead: int, language: str) -> list[Segment]:
    verb = _carrying(segments, lead)
    if verb is None:
        return segments
    carried = segments[verb]
    before, rest = segments[:lead], [*segments[lead:verb], *segments[verb + 1 :]]
    if carried.text.split()[0] in AUXILIARY:
        front, *own = carried.text.split(" ", 1)
        if own == ["there"]:
            front, own = carried.text, []
        main = [replace(carried, text=own[0])] if own else []
    else:
        front, main = "did" if carried.form == 1 else "do", [replace(carried, text=carried.base or carried.text)]
    aux = replace(carried, text=front, kind="aux", gap=segments[lead].gap if before else "")
    if language != "fr" or main:
        rest, others = _late_verbs(rest, 0) if language != "fr" or not main else (rest, [])
        main = [*main, *others]
    # A subject that stands before the verb is whole; one behind it has to be found.
    end = verb - lead if verb > lead and segments[lead].text not in _SUBORDINATE else subject_end(rest, 0, language)
    return [*before, aux, *rest[:end], *main, *rest[end:]]


def _with_question_word(segments: list[Segment], language: str) -> list[Segment]:
    """Behind a question word: "did" where English needs it, and the rest of the verb brought forward to its subject."""
    at = next((i for i, s in enumerate(segments) if s.kind == "ask"), None)
    if at is None:
        return segments
    ask = segments[at]
    verb = next((i for i in range(at + 1, len(segments)) if segments[i].finite), None)
    if verb is None:
        return segments
    carried = segments[verb]
    adverbial = ask.text in _ADVERB_QUESTIONS and verb == at + 1
    auxiliary = carried.text in AUXILIARY
    if language == "fr" and ask.text in _ADVERB_QUESTIONS and verb > at + 1 and not any(s.text == "," for s in segments[at:verb]):
        # French may set the subject before the verb ("Quand la loi a-t-elle été adoptée ?").
        subject, rest = segments[at + 1 : verb], segments[verb + 1 :]
        helper, *own = carried.text.split(" ", 1) if carried.text.split()[0] in AUXILIARY else ("did" if carried.form == 1 else "do", carried.base)
        own_part = [replace(carried, text=part) for part in own]
        return [*segments[: at + 1], replace(carried, text=helper, kind="aux"), *subject, *own_part, *rest]
    head, rest = segments[:verb], segments[verb + 1 :]
    if auxiliary:
        moved: list[Segment] = []
        if language != "fr":
            rest, moved = _late_verbs(rest, 0)
        elif adverbial:
            while rest and rest[0].kind == "verbs":
                moved, rest = [*moved, rest[0]], rest[1:]
        if not moved:
            return segments
        end = subject_end(rest, 0, language) if adverbial or (ask.text == "which" and _subject_follows(rest)) else 0
        return [*head, carried, *rest[:end], *moved, *rest[end:]]
    if (adverbial or ask.text in _OBJECT_QUESTIONS and verb == at + 1) and carried.base not in _CAUSING and rest and rest[0].kind != "punct":
        end = subject_end(rest, 0, language)
        if end:
            helper = replace(carried, text="did" if carried.form == 1 else "does", kind="aux")
            return [*head, helper, *rest[:end], replace(carried, text=carried.base), *rest[end:]]
    return segments


def _subject_follows(rest: list[Segment]) -> bool:
    """Whether a subject stands behind the verb ("Welche Prämie können Betriebe erhalten?")."""
    return bool(rest) and rest[0].text != "a" and rest[0].kind in {"nouns"} | ({"function"} if rest[0].text in _PRONOUNS | _ARTICLES else set())


def _carrying(segments: list[Segment], lead: int) -> int | None:
    """The verb that carries the sentence: the first finite one, in the main clause where another clause comes first."""
    start = lead
    if segments[lead].text in _SUBORDINATE:
        comma = next((i for i in range(lead, len(segments)) if segments[i].text == ","), None)
        start = comma + 1 if comma is not None else lead
    return next((i for i in range(start, len(segments)) if segments[i].finite), None)


def _late_verbs(rest: list[Segment], start: int) -> tuple[list[Segment], list[Segment]]:
    """The infinitives and participles of the main clause taken out of ``rest``: ``(rest without them, they)``."""
    stop = len(rest)
    first = next((i for i in range(start, stop) if rest[i].kind == "verbs" and not _relative_before(rest, i)), None)
    if first is None:
        return rest, []
    last = first + 1
    while last < stop and rest[last].kind == "verbs":
        last += 1
    group = list(rest[first:last])
    # "able to take part": auxiliaries that stand last in Dutch and German come first in English.
    group.sort(key=lambda s: s.text not in AUXILIARY and s.text != "be able to")
    group = [replace(s, text="be") if s.text in {"are", "is"} else s for s in group]
    return [*rest[:first], *rest[last:]], group


def _relative_before(rest: list[Segment], at: int) -> bool:
    """Whether a verb stands in a clause that a comma and "who" or "that" opened and no comma has closed."""
    opened = False
    for i in range(at):
        if rest[i].text == "," and i + 1 < len(rest):
            opened = not opened and rest[i + 1].source.lower() in {"die", "der", "das", "welche", "dat", "wie", "wo", "dass", "weil", "omdat", "wenn", "als", "in", "deren", "qui"}
    return opened


def subject_end(rest: list[Segment], start: int, language: str) -> int:
    """Where the subject that begins at ``start`` ends: behind its noun, and what "of", "with", "under" … join to it."""
    i = start
    if i + 1 < len(rest) and rest[i].text in {"in", "in year", "since", "until"} and rest[i + 1].kind in {"number", "time"}:
        i += 2
    while i < len(rest) and rest[i].kind in {"number", "time"} and (rest[i].kind == "time" or re.match(r"(?:19|20)\d\d", rest[i].text)):
        i += 1
    while i < len(rest) and rest[i].text in {"also", "even", "still", "already", "only", "now", "then", "currently"}:
        i += 1
    if i < len(rest) and rest[i].text in _PRONOUNS:
        i += 1
        if i + 1 < len(rest) and rest[i].text == "as" and rest[i + 1].kind in {"nouns", "words", "function"}:
            return _phrase_end(rest, i + 1, language)
        return i
    return _phrase_end(rest, i, language)


def _phrase_end(rest: list[Segment], start: int, language: str) -> int:
    i, seen = start, False
    while i < len(rest):
        segment, following = rest[i], rest[i + 1] if i + 1 < len(rest) else None
        if segment.kind in {"verbs", "ask", "aux"} or segment.text in {"?", ".", ":", ";", "!"}:
            break
        if segment.text == ",":
            # A relative clause belongs to the subject, up to its closing comma.
            closing = next((j for j in range(i + 1, len(rest)) if rest[j].text == ","), None)
            if following and following.source.lower() in {"die", "der", "das", "welche", "dat", "deren"} and closing:
                i = closing + 1
                continue
            if not (following and following.kind in {"nouns", "words"}):
                break
        elif segment.kind == "function" and seen:
            joins = segment.text in _LINKS or segment.text in {"and", "or"} or segment.text in _PLACING
            if not joins or following is None or following.kind == "time" or (following.kind == "number" and re.match(r"(?:19|20)\d\d", following.text)) or (segment.text == "in" and following.kind == "name"):
                break
            i += 2 if following.kind == "function" else 1
            continue
        elif segment.kind == "time" or segment.kind == "number" and re.match(r"(?:19|20)\d\d", segment.text):
            break
        elif segment.text in {"also", "still", "already", "now", "currently", "then", "together", "jointly", "nowadays"} and seen:
            break
        elif segment.kind in {"nouns", "name"}:
            if seen and rest[i - 1].kind in {"nouns", "name"} and rest[i - 1].kind != segment.kind and rest[i - 1].text not in _NAMED or (seen and rest[i - 1].kind == segment.kind == "nouns"):
                break
            seen = True
        elif language != "fr" and seen and segment.kind == "words" and following and following.kind == "nouns" and rest[i - 1].kind == "nouns":
            break
        i += 1
    return i
