"""Constraints of a question that a figure breaks, however alike the words are: a total for a part, another kind, group or side."""

from __future__ import annotations

import re

from assistant.asked import Asked
from assistant.context import Context
from assistant.counted import GROUPS, one_each
from assistant.evidence import COVERED
from assistant.lexicon import Unit
from assistant.quantities import FigureMatch
from assistant.several import one_of_several
from assistant.terms import Term
from corpus.words import common_verbs, content_words, is_irregular, likeness, plain_words

#: From which rarity on a word of the question tells one kind of a thing from another.
TELLS_APART = 0.6
#: From which weight on a word of the question must be told of around a figure, not just anywhere in the text.
RARE = 0.8
#: From which likeness on two words are taken for one thing.
ONE_THING = 0.75
#: What has been counted since the beginning.
_SO_FAR = re.compile(
    r"\b(?:since (?:the|its|their) (?:very )?(?:start|beginning|launch|outset|opening)|since then|(?<!number )(?<!most )(?<!est )so far|to date|cumulative\w*)\b",
    re.I,
)
_IN_ALL = re.compile(rf"{_SO_FAR.pattern}|\b(?:in all|altogether|in total|all in all|overall)\b", re.I)
_NTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|latest"
_PART = re.compile(
    rf"\b(?:{_NTH}) (?:\w+ )?(?:round|call|phase|intake|wave|cohort|edition|session|stage|generation)\b", re.I
)
_OTHER_SIDE = re.compile(
    r"\b(?:outside|beyond|other than|except(?: for)?|apart from|without|not (?:in|on|under|covered by))\s+(?:of\s+)?(?:the |an? |its |this )?",
    re.I,
)
_DENIES = re.compile(r"\b(?:outside|beyond|other|others|except|apart|without|not|no|never|rest|else)\b", re.I)
_AVERAGE = re.compile(r"\b(?:average|median|mean (?:wage|age|number|amount|cost|value))\b", re.I)
_AVERAGED = re.compile(r"\b(?:averag\w*|mean|median|typical\w*|usual\w*)\b", re.I)
_EACH = re.compile(r"\b(?:per|for each|for every|apiece|a head|a year|a month|each|every)\b", re.I)
_FROM_ABROAD = re.compile(r"\bfrom (?:abroad|(?:an)?other countr(?:y|ies))\b", re.I)
#: What says no more than that there is a field or a kind of training.
_ANY_FIELD = frozenset("vet vocational sector field area branch domain".split())
_ANYBODY = frozenset("everybody everyone anybody anyone somebody someone nobody everything anything".split())
_RESTRICTS = (
    r"\b(?:in|from|of|at|with|for|under|as|into|near)\s+(?:the |an? |its |their |one )?(?:[\w-]+ ){0,2}?"
)


def breaks(found: FigureMatch, asked: Asked, context: Context) -> bool:
    """Whether a figure is about something else than the question in one respect that decides."""
    return (
        counts_otherwise(found, asked, context)
        or (not asked.follow_up and _other_kind(found, context))
        or (not asked.follow_up and asked.quantity == "count" and _told_apart(found, context))
        or (asked.question.kind != "compare" and _other_group(found, context))
        or (not asked.follow_up and any(_restricts(t, asked, found, context) for t in found.missing))
    )


def counts_otherwise(found: FigureMatch, asked: Asked, context: Context) -> bool:
    """Whether a figure is of a whole for a part, of the other side, of several together, or no average, whatever its words may mean."""
    text = found.unit.text
    return (
        _total_for_part(asked, text)
        or _other_side(asked, text)
        or (
            asked.quantity in {"count", "share"}
            and one_of_several(found, asked.core, [u.text for u in _around(found, context)], context.lexicon)
        )
        or (
            bool(_AVERAGE.search(asked.core))
            and not any(_AVERAGED.search(u.text) for u in _around(found, context))
        )
        or (
            found.figure.unit == "%"
            and asked.quantity in {"money", "any"}
            and bool(re.search(r"\bper (?!cent)", asked.core, re.I))
            and not _EACH.search(text)
        )
    )


def _total_for_part(asked: Asked, text: str) -> bool:
    """Whether one round or year is asked for and a sentence tells what was reached since the beginning."""
    part = _PART.search(asked.core)
    if part and part.group().lower() not in text.lower():
        return bool(_IN_ALL.search(text)) and not _IN_ALL.search(asked.full)
    one = bool(asked.periods) and all(
        p.relation == "in" and p.kind in {"year", "school_year"} for p in asked.periods
    )
    return (
        one
        and bool(_SO_FAR.search(text))
        and not re.search(
            r"\b(?:by|since|so far|total|altogether|in all|to date|already|ever)\b", asked.full, re.I
        )
    )


def _other_kind(found: FigureMatch, context: Context) -> bool:
    """Whether the noun that is counted has a word before it that nothing around the figure has ("evening" of "evening classes")."""
    heads = [t for t in found.terms if t.head]
    return any(
        t.head
        and t is not heads[-1]
        and not t.titled
        and t.word.stem not in plain_words()
        and t.word.text.lower() not in _ANY_FIELD
        and context.lexicon.rarity(t.word) >= TELLS_APART
        for t in found.missing
    )


def _other_group(found: FigureMatch, context: Context) -> bool:
    """Whether the question is about a group of people of whom no sentence around the figure speaks."""
    around = _around(found, context)
    return any(
        not (t.head or t.titled or t.optional)
        and (groups := t.word.concepts & GROUPS)
        and not any(w.stem == t.word.stem or w.concepts & groups for u in around for w in u.words)
        and not ("foreign" in groups and any(_FROM_ABROAD.search(u.text) for u in around))
        for t in found.terms
    )


def _other_side(asked: Asked, text: str) -> bool:
    """Whether what lies outside something is asked for and a sentence tells of what lies in it."""
    found = _OTHER_SIDE.search(asked.core)
    if not found:
        return False
    noun = re.match(r"[\w’'-]+", asked.core[found.end() :])
    return noun is not None and noun.group().lower() in text.lower() and not _DENIES.search(text)


def _told_apart(found: FigureMatch, context: Context) -> bool:
    """Whether a figure counts another thing than the question, and the policy speaks of both side by side ("a grant to the employer for each place")."""
    heads = [t for t in found.terms if t.head]
    counted = content_words(found.figure.counted)
    if not counted or all(t.titled for t in heads):
        return False
    asked_for, told = heads[-1].word, counted[-1]
    person = any(h.word.near & {"people", "person_kind"} and "firm" not in h.word.near for h in heads)
    if person or one_each(told) or any(likeness(h.word, w) >= ONE_THING for h in heads for w in counted):
        return False
    units = context.lexicon.units[found.policy.path]
    return any(asked_for.stem in u.positions and told.stem in u.positions for u in units)


def _restricts(term: Term, asked: Asked, found: FigureMatch, context: Context) -> bool:
    """Whether a word restricts what is asked for ("in glass making") of which a policy has nothing; where people or things are counted, one
    that stands only away from the figure, for a part of them."""
    low = term.word.text.lower()
    if (
        term.head
        or term.titled
        or term.optional
        or term.bonus
        or low.endswith(("ed", "ly"))
        or is_irregular(low)
        or term.word.stem in plain_words() | common_verbs()
        or low in _ANYBODY | _ANY_FIELD
    ):
        return False
    likes = {k: v for k, v in context.lexicon.expand(term.word).items() if v >= COVERED}
    path = found.policy.path
    held = max((v for k, v in likes.items() if path in context.lexicon.in_policies.get(k, ())), default=0.0)
    counts = asked.quantity == "count" and asked.question.language == "en"
    rare = term.weight >= RARE and not any(w.stem in likes for u in _around(found, context) for w in u.words)
    if held and not (counts and (rare or held >= ONE_THING)):
        return False
    return bool(re.search(_RESTRICTS + re.escape(term.word.text) + r"\b", asked.core, re.I))


def _around(found: FigureMatch, context: Context) -> list[Unit]:
    """The sentence of a figure with those of its paragraph before it, and the line that introduces it."""
    units = context.lexicon.units[found.policy.path]
    own = found.unit.sentence
    before = [
        u
        for u in units[max(0, found.unit.index - 3) : found.unit.index]
        if u.sentence.paragraph == own.paragraph
    ]
    lead = [units[own.lead]] if own.lead is not None else []
    other = [units[found.figure.antecedent]] if found.figure.antecedent is not None else []
    return [found.unit, *before, *lead, *other]
