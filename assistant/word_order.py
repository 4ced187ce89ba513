"""The word order of a question that is put into English: the verb in front where it can be answered with yes or no, the rest of
the verb behind the subject, "of" where Dutch, French and German have none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

#: Verbs that English puts in front of a question without "do".
AUXILIARY = frozenset("can could must should will would is are was were be has have had am".split())
_ADVERB_QUESTIONS = frozenset({"what", "how", "why", "when", "where", "since when", "until when", "from when", "by when", "for whom", "in which year", "how much", "how long", "how often", "by how much", "by how many percent", "on which date", "in which school year", "in which month", "from what age", "by whom", "with whom"})
#: What is asked for is the object: "did" is needed before the subject, but "was" has no other subject.
_OBJECT_QUESTIONS = frozenset({"how much money", "what amount", "up to what amount"})
_SUBJECTS = frozenset({"who", "how many", "how much", "what share", "what percentage"})
#: "What caused the fall?" has the question word for its subject.
_CAUSING = frozenset({"cause", "lead", "explain", "happen", "change", "trigger"})
_PERFECT = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_SUBORDINATE = frozenset({"if", "although", "because", "whether", "as", "when", "whereas", "while"})
_LEADING = frozenset({"and", "but", "so", "also", "then", "or", "please", "even", "still", ""})
_PRONOUNS = frozenset("i we you he she it they one there anyone someone".split())
#: What a verb means where things or people are counted ("Gutscheine ausgegeben", "Inspektoren eingestellt").
_WHERE_COUNTED = {"spent": "issued", "discontinued": "recruited"}
_ARTICLES = frozenset("the a an this these that those our my your his her its their all every each no".split())
_NAMED = frozenset("project programme scheme agency initiative centre measure authority policy strategy label network fund company reform".split())
_ADJECTIVES = frozenset(
    "digital virtual private public small large new national international European regional local rural green practical technical vocational social financial "
    "female male partial provisional general skilled foreign average additional compulsory actual".split()
)
_LINKS = frozenset({"of", "of the", "of a", "with", "without", "under", "over", "from", "between", "aged", "than", "younger", "older", "at least", "at most", "more than", "fewer than"})
_PLACING = frozenset({"in", "from"})
_MUCH = frozenset({"money", "funding", "support", "budget", "time", "investment", "interest", "pay"})
_PRICED = frozenset({"cost", "costs", "pay", "pays", "paid", "receive", "receives", "received", "get", "spend", "spent", "amount to", "amounted to", "amounts to", "is", "was", "earn", "reimburse", "reimbursed"})
_COUNTED = frozenset({"number", "numbers", "share", "percentage", "proportion", "total number", "by how many percent", "what percentage", "what share"})


@dataclass(frozen=True, slots=True)
class Segment:
    """One term of a sentence in English: its kind (as in the lists, or ``name``, ``number``, ``time``, ``punct``); of a verb its base,
    form and participle, and whether French puts it before its pronoun."""

    text: str
    kind: str
    source: str = ""
    base: str = ""
    form: int = 0
    gap: str = " "
    past: str = ""
    inverted: bool = False

    @property
    def finite(self) -> bool:
        """Whether it may be the verb that carries the sentence."""
        return self.kind == "verbs" and self.form < 2


def ordered(segments: list[Segment], language: str) -> list[Segment]:
    """The segments of one sentence in an order near to English."""
    segments = [s for s in segments if s.text]
    segments = _counted(_adjectives_first(segments) if language == "fr" else segments)
    split = _second_clause(segments)
    if split:
        first, comma = segments[: split - 1], segments[split - 1]
        return [*ordered(first, language), replace(comma, text="."), *ordered(segments[split:], language)]
    if any(s.text in {"how many", "vouchers", "certificates", "voucher"} for s in segments):
        segments = [replace(s, text=_WHERE_COUNTED.get(s.text, s.text)) for s in segments]
    asks = any(s.kind == "ask" for s in segments)
    question = any(s.text == "?" for s in segments[-2:])
    lead = next((i for i, s in enumerate(segments) if s.text not in _LEADING and s.kind != "punct"), len(segments))
    if lead == len(segments):
        return segments
    if not asks and (question or segments[lead].finite and not _statement(segments, lead)):
        return _yes_no(segments, lead, language)
    return _with_question_word(segments, language)


def _adjectives_first(segments: list[Segment]) -> list[Segment]:
    """French sets most adjectives behind their noun ("stratégie numérique")."""
    out = list(segments)
    for i in range(len(out) - 1):
        noun, adjective = out[i], out[i + 1]
        if noun.kind == "nouns" and " " not in noun.text and adjective.kind == "words" and adjective.text in _ADJECTIVES:
            out[i], out[i + 1] = replace(adjective, gap=noun.gap), replace(noun, gap=adjective.gap)
    return out


def _second_clause(segments: list[Segment]) -> int | None:
    """Where the question begins in "We are a small firm, can we …?"."""
    if not segments or segments[0].kind in {"verbs", "ask"} or segments[0].text in _SUBORDINATE:
        return None
    for i in range(2, len(segments) - 2):
        if segments[i].text == "," and (segments[i + 1].finite or segments[i + 1].kind == "ask") and any(s.finite for s in segments[:i]):
            return i + 1
    return None


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
    aux, main = _split_verb(carried)
    aux = replace(aux, gap=segments[lead].gap if before else "")
    if language != "fr":
        rest, others = _late_verbs(rest, aux.text in _PERFECT)
        main = [*main, *others]
    # A subject that stands before the verb is whole; one behind it has to be found.
    end = verb - lead if verb > lead and segments[lead].text not in _SUBORDINATE else subject_end(rest, 0, language)
    return [*before, aux, *rest[:end], *main, *rest[end:]]


def _split_verb(carried: Segment) -> tuple[Segment, list[Segment]]:
    """A verb as what English puts before the subject ("is", "did") and what behind it ("eligible for", "receive")."""
    first, _, others = carried.text.partition(" ")
    if others in {"there", "one"}:
        return replace(carried, kind="aux"), []
    if first in AUXILIARY:
        return replace(carried, text=first, kind="aux"), [replace(carried, text=others)] if others else []
    return replace(carried, text="did" if carried.form == 1 else "do", kind="aux"), [replace(carried, text=carried.base or carried.text)]


def _with_question_word(segments: list[Segment], language: str) -> list[Segment]:
    """Behind a question word: "did" where English needs it, and the rest of the verb brought forward to its subject."""
    at = next((i for i, s in enumerate(segments) if s.kind == "ask"), None)
    if at is None:
        return segments
    ask = segments[at]
    verb = next((i for i in range(at + 1, len(segments)) if segments[i].inverted), None)
    verb = next((i for i in range(at + 1, len(segments)) if segments[i].finite), None) if verb is None else verb
    if verb is None:
        return segments
    carried = segments[verb]
    adverbial = ask.text in _ADVERB_QUESTIONS and verb == at + 1
    auxiliary = carried.text in AUXILIARY
    if language == "fr" and ask.text in _ADVERB_QUESTIONS and verb > at + 1 and not any(s.text == "," for s in segments[at:verb]):
        # French may set the subject before the verb ("Quand la loi a-t-elle été adoptée ?").
        subject, rest = segments[at + 1 : verb], segments[verb + 1 :]
        helper, main = _split_verb(carried)
        return [*segments[: at + 1], helper, *subject, *main, *rest]
    head, rest = segments[:verb], segments[verb + 1 :]
    if auxiliary:
        moved: list[Segment] = []
        if language != "fr":
            rest, moved = _late_verbs(rest, carried.text in _PERFECT)
        elif adverbial:
            while rest and rest[0].kind == "verbs":
                moved, rest = [*moved, rest[0]], rest[1:]
        if not moved:
            return segments
        end = subject_end(rest, 0, language) if adverbial or _subject_follows(rest, ask.text) else 0
        return [*head, carried, *rest[:end], *moved, *rest[end:]]
    if (adverbial or ask.text in _OBJECT_QUESTIONS and verb == at + 1) and carried.base not in _CAUSING and rest and rest[0].kind != "punct":
        end = subject_end(rest, 0, language)
        if end:
            helper = replace(carried, text="did" if carried.form == 1 else "does", kind="aux")
            return [*head, helper, *rest[:end], replace(carried, text=carried.base), *rest[end:]]
    return segments


def _subject_follows(rest: list[Segment], ask: str) -> bool:
    """Whether the subject stands behind the verb ("Ab welchem Alter kann man …") and is not what the question asks for
    ("Wie viele Betriebe haben einen Zuschuss erhalten?")."""
    if not rest or rest[0].text == "a" or ask == "who":
        return False
    if rest[0].text in _PRONOUNS or rest[0].kind == "name":
        return True
    named = rest[0].text in _ARTICLES and len(rest) > 1 and rest[1].kind == "name"
    return named or (ask not in _SUBJECTS and (rest[0].kind == "nouns" or rest[0].text in _ARTICLES))


def _carrying(segments: list[Segment], lead: int) -> int | None:
    """The verb that carries the sentence: the first finite one, in the main clause where another clause comes first."""
    start = lead
    turned = next((i for i in range(lead, len(segments)) if segments[i].inverted), None)
    if turned is not None:
        return turned
    if segments[lead].text in _SUBORDINATE:
        comma = next((i for i in range(lead, len(segments)) if segments[i].text == ","), None)
        start = comma + 1 if comma is not None else lead
    return next((i for i in range(start, len(segments)) if segments[i].finite), None)


def _late_verbs(rest: list[Segment], perfect: bool) -> tuple[list[Segment], list[Segment]]:
    """The infinitives and participles of the main clause taken out of ``rest``: ``(rest without them, they)``; ``perfect`` where
    "has" or "was" carries them, so that a form that may be either ("erhalten") is the participle."""
    stop = len(rest)
    first = next((i for i in range(stop) if rest[i].kind == "verbs" and not _relative_before(rest, i)), None)
    if first is None:
        return rest, []
    last = first + 1
    while last < stop and rest[last].kind == "verbs":
        last += 1
    group = list(rest[first:last])
    # "able to take part": auxiliaries that stand last in Dutch and German come first in English.
    group.sort(key=lambda s: s.text not in AUXILIARY and s.text != "be able to")
    group = [replace(s, text=s.past) if perfect and s.form == 0 and s.past and s.text not in AUXILIARY else s for s in group]
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
