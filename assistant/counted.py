"""What a figure counts, against what a question wants counted, and what else its clause tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked import Asked
from assistant.evidence import COVERED, Match, best_in
from assistant.lexicon import Lexicon, Unit
from assistant.terms import Term
from corpus.model import Figure, Policy
from corpus.periods import find_periods
from corpus.vocabulary import country_of
from corpus.words import (
    Word,
    common_verbs,
    content_words,
    is_content,
    is_irregular,
    likeness,
    stem,
    weak_verbs,
)

#: What stands for a noun of an earlier clause, right before a number.
_PRONOUN = re.compile(r"\b(?:they|it|these|the (?:number|figure|total)|numbers|figures)\b[^,;:.]{0,30}(?:, ?\w+ ?,)?[^,;:.]{0,20}$", re.I)
#: What is counted, told by another word that may stand for it, counts at least.
ALIKE = 0.6
#: And where the noun is nowhere, though a word before it is, at most.
OTHER = 0.4
#: Words that any figure may stand with.
MOVING = frozenset({"increase", "decrease", "change", "number", "amount", "share", "year", "first_time", "average"})
#: Words of a figure's clause this much rarer than common ones, in sum, make it tell of something narrower than what is asked.
_NARROW = 3.0
#: Those who are counted, told by what they do there ("the number of recipients").
_ANYBODY = frozenset(map(stem, "recipient beneficiary person people individual enrolment entrant".split()))
#: Things of which one person has one.
_ONE_EACH = frozenset(map(stem, "contract certificate diploma voucher scholarship bursary licence badge card account loan grant stipend".split()))
#: What a word before the number counts, relative to one behind it.
BEFORE = 0.6
#: What a group of people counts that is in what is counted.
GROUP = 3.0
#: Endings of nouns that tell what people do.
_DEEDS = ("ions", "ments", "ings", "tries", "als", "ants", "ees", "ion", "ment")
#: Groups of people: a figure of one is none of another.
GROUPS = frozenset("girl boy disabled migrant disadvantaged dropout staff teacher trainer adult young low_skilled jobseeker university foreign leader".split())


def excess(asked: Asked, figure: Figure, unit: Unit, near: Sequence[float], lexicon: Lexicon) -> float:
    """How much narrower a figure's own clause is than the question, from 0 to 1: its words that the question has nothing like
    ("340 participants *had gained a certificate*" to a question for participants)."""
    policy = unit.policy
    spans = [(s, e) for s, e, _ in find_periods(unit.text)]
    title = lexicon.titles[policy.path]
    own = [t.word for t in asked.terms] + list(title.values())
    total = 0.0
    scheme = lexicon.scheme_names(policy.path)
    for word, close in zip(unit.words, near, strict=True):
        at = word.start - unit.sentence.start
        if close < 1.0 or not is_content(word) or any(s <= at < e for s, e in spans) or word.stem in weak_verbs() or word.stem in common_verbs() or word.concepts & MOVING or word.stem in title:
            continue
        if word.stem in scheme or (word.name_like and country_of(word.text)):
            continue
        weight = 1.0 if word.start >= figure.start else BEFORE
        if word.concepts & GROUPS and figure.end <= word.start < figure.end + 1 + len(figure.counted):
            weight = GROUP  # "44 foreign students" are not all students
        total += weight * lexicon.rarity(word) * (1.0 - max((likeness(word, o) for o in own), default=0.0))
    return min(1.0, total / _NARROW)


_CONTRAST = re.compile(r"\b(?:against|compared (?:with|to)|as opposed to|versus|while|whereas|but)\b", re.I)
_GROUP_OF = re.compile(r"\s+(?:among|amongst|of|for|in)\b[^.;]*$", re.I)


def nearness(policy: Policy, figure: Figure, number: int, unit: Unit) -> list[float]:
    """For each word of the sentence how close it stands to the figure, from 0.72 to 1: its own stretch counts in full,
    the same clause less, and words that another figure lies between least."""
    text = policy.text
    others = [f for f in policy.figures if f.sentence == figure.sentence and f is not figure and f.role != "change"]
    closed = text[figure.start - 1 : figure.start] == "(" and text[figure.end : figure.end + 1] == ")"
    near = []
    for word in unit.words:
        low, high = sorted((word.end, figure.start) if word.start < figure.start else (figure.end, word.start))
        between = text[low:high]
        value = 1.0
        if re.search(r"[;:]", between):
            value = 0.72
        elif re.search(r",|\s[-–—]\s|\band (?:thereby|thus|so)\b", between):
            value = 0.88
        if any(low <= f.start < high for f in others):
            value = min(value, 0.78)
        elif word.start < figure.start and any(f.end <= word.start for f in others) is False and any(f.start > word.end and f.end < figure.start for f in others):
            value = min(value, 0.78)
        # A noun right behind another number is what that number counts.
        if any(0 <= word.start - f.end <= 1 for f in others) and value == 1.0 and word.start < figure.start:
            value = 0.85
        if word.start > figure.end and any(low <= f.start and f.end <= word.start and _CONTRAST.search(text[low : f.start]) and _GROUP_OF.match(text[f.end : word.start]) for f in others):
            value = min(value, 0.4)  # "19%, against 11% among locals" tells nothing of locals but 11%
        if closed and word.end > figure.start:
            value = min(value, 0.75)
        near.append(value)
    return near


def head_fit(asked: Asked, terms: Sequence[Term], figure: Figure, sentence: Match, lexicon: Lexicon) -> float:
    """Whether the figure counts what the question wants counted."""
    heads = [t for t in terms if t.head]
    if not heads or asked.quantity not in {"count", "share", "duration", "any"}:
        return 0.9
    noun = heads[-1].word
    if asked.quantity == "duration" or (asked.quantity == "any" and figure.unit not in {"", "%"}):
        return 0.9
    counted: list[Word] = [w for w in content_words(_predicate(figure, sentence) or f"{figure.counted} {figure.population}") if not w.concepts & MOVING]
    former = 0.6 if re.search(r"\b(?:former|potential|possible|future)\b", figure.counted, re.I) and not re.search(r"\b(?:former|potential|possible|future)\b", asked.core, re.I) else 1.0
    values = [max((likeness(t.word, w) for w in counted), default=0.0) for t in heads]
    best = max(values, default=0.0)
    last = max((_counts_as(noun, w) for w in counted), default=0.0)
    # "Apprentice electricians" are no apprentices of any kind.
    lacking = len(heads) > 1 and last < COVERED and max((c for t, c in zip(sentence.terms, sentence.covered, strict=True) if t.word.stem == noun.stem), default=0.0) < COVERED
    if asked.quantity == "share" or (asked.quantity == "any" and figure.unit == "%"):
        # What a share is of may stand anywhere in the sentence or before it.
        whole = max(best, 0.85 * max((c for t, c in zip(sentence.terms, sentence.covered, strict=True) if t.head), default=0.0), 0.3)
        return min(whole, OTHER) if lacking else whole
    if figure.counted.lower().endswith(" ones"):
        # "28 regional ones" are those that were spoken of.
        last = max(last, 0.85 * max((c for t, c in zip(sentence.terms, sentence.covered, strict=True) if t.word.stem == noun.stem), default=0.0))
    if noun.near & {"people", "person_kind"} and any("participant" in t.word.concepts for t in terms) and any("participant" in w.concepts for w in counted):
        last = max(last, 0.9)  # "how many learners took part" asks for the participants
    if noun.near & {"people", "person_kind"} and counted and one_each(counted[-1]) and any(likeness(t.word, counted[-1]) >= 0.7 for t in terms if not t.head and not t.titled):
        last = max(last, ALIKE)  # "how many learners signed a contract" asks for the contracts
    if counted and counted[-1].stem in _ANYBODY and noun.near & {"people", "person_kind"}:
        last = max(last, ALIKE)
    if counted and "participant" in counted[-1].concepts and noun.near & {"people", "person_kind"} and any(t.titled for t in heads):
        last = max(last, ALIKE)  # the adults of a scheme for adults are its participants
    if last >= COVERED or best >= 0.9:
        return min(OTHER, former) if lacking else former * max(last, ALIKE, 0.8 * best)
    # "How many apprentices registered?" is answered by "registrations climbed to 8 712": what was done is counted.
    acts = [t.word for t in terms if not t.head and not t.optional and _acts(t.word)]
    done = max((likeness(a, w) for a in acts for w in counted), default=0.0)
    if noun.near & {"people"} and (done >= 0.7 and not _noun_behind(figure, sentence) or done >= 0.9 and counted and any(likeness(a, counted[-1]) >= 0.9 for a in acts)):
        return 0.7 * former
    # "Completions" are counted by "530 people completed a course".
    if noun.text.lower().endswith(_DEEDS) and counted and counted[-1].near & {"people", "person_kind"}:
        near = nearness(sentence.unit.policy, figure, 0, sentence.unit)
        own = max((like for key, like in lexicon.expand(noun).items() for at in sentence.unit.positions.get(key, ()) if near[at] >= 0.88), default=0.0)
        if own >= 0.7:
            return 0.7 * former
    # A number without a noun of its own ("a further 100 were to follow", "brought the number to 37", "construction (8)", "in Ghent 410") leans on the words around it.
    unit = sentence.unit
    elliptic = not [w for w in content_words(figure.counted) if not (w.concepts & MOVING or w.name_like)] or bool(figure.population and not figure.counted) or (unit.policy.text[figure.start - 1] == "(")
    if unit.policy.text[figure.start - 1] == "(" and content_words(figure.counted):
        # "construction (8)" may be one of "42 centres": only where the sentence counts what is asked for.
        elliptic = any(f.sentence == figure.sentence and f is not figure and any(likeness(noun, w) >= 0.7 for w in content_words(f.counted)) for f in unit.policy.figures)
    if elliptic:
        near = nearness(unit.policy, figure, 0, unit)
        listed = unit.policy.text[figure.start - 1] == "("  # "30 groups: wood (12), glass (18)" counts groups of each
        far = 1.0 if _PRONOUN.search(unit.policy.text[max(unit.sentence.start, figure.start - 60) : figure.start]) else 0.9 if listed else 0.45
        own = max((like * (1.0 if near[at] >= 0.85 else far) for key, like in lexicon.expand(noun).items() for at in unit.positions.get(key, ())), default=0.0)
        around = max(own, 0.0 if best_in(Term(noun, 1.0), unit, lexicon) else max((b if "person_kind" in noun.near else c for t, c, b in zip(sentence.terms, sentence.covered, sentence.beside, strict=True) if t.word.stem == noun.stem), default=0.0))
        return 0.85 * around
    return 0.4 * best


#: What a number without a noun of its own is said to be ("410 were women").
_IS_SAID = re.compile(r"\s+(?:were|are|was|is) ((?:[\w-]+ ?){1,2})", re.I)


def _predicate(figure: Figure, sentence: Match) -> str:
    """The people that a number without a noun is said to be; empty where it is said to be none."""
    found = None if figure.unit or figure.counted else _IS_SAID.match(sentence.unit.policy.text[figure.end : sentence.unit.sentence.end])
    told = [w.text for w in content_words(found.group(1)) if w.near & {"people", "person_kind"}] if found else []
    return " ".join(told[:1])


def _counts_as(noun: Word, counted: Word) -> float:
    """How far what is counted is what the question wants counted: "people" are any group of people, a "training contract" is a contract."""
    if noun.stem == stem("people") and counted.near & {"people", "person_kind"}:
        return 0.85
    tails = max((0.7 for a, b in ((noun, counted), (counted, noun)) if " " in a.stem and a.stem.split()[-1] == b.stem), default=0.0)
    return max(likeness(noun, counted), tails)


def one_each(word: Word) -> bool:
    """Whether a word is for a thing of which each has one ("contracts"), so that it counts those who have it."""
    return word.stem in _ONE_EACH


def _acts(word: Word) -> bool:
    """Whether a word of a question is likely its verb."""
    low = word.text.lower()
    return low.endswith(("ed", "ing")) or is_irregular(low) or word.stem in common_verbs()


def _noun_behind(figure: Figure, sentence: Match) -> bool:
    """Whether the number has a noun of its own right behind it."""
    return bool(figure.counted) and figure.counted in sentence.unit.policy.text[figure.end : figure.end + 80]
