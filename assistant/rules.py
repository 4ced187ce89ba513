"""The rules of access in a policy, clause by clause: who is let in, who is shut out, and what is required of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from assistant.clauses import clauses, groups, specific, whom, without
from assistant.lexicon import Lexicon, Unit
from assistant.limits import Limit, limits_in
from assistant.rule_words import (
    ASIDE,
    BECAME,
    CHANGES,
    CONDITION,
    DENIED_WORD,
    DENIES,
    EXCEPTION,
    FOR_FIRST,
    INVERTED,
    LEFT_OUT,
    LIMITING,
    MAY,
    NO_LIMIT,
    NO_NEED,
    NOBODY,
    NOT_THERE,
    NOW,
    ON_CONDITION,
    ONLY,
    PASSIVE,
    RUNS,
    everybody,
    said,
)
from corpus.model import Period
from corpus.periods import find_periods
from corpus.words import Word, content_words, is_content

ADMIT, EXCLUDE, REQUIRE, FREE = "admit", "exclude", "require", "free"


@dataclass(frozen=True, slots=True)
class Rule:
    """One clause that lets in, shuts out or requires: ``who`` are the words of those it is about, empty where it is about everybody."""

    unit: Unit
    start: int
    end: int
    effect: str
    who: tuple[Word, ...]
    rest: tuple[Word, ...]
    special: tuple[Word, ...]
    limits: tuple[Limit, ...]
    who_end: int
    only: bool
    anyone: bool
    now: bool
    dates: tuple[Period, ...]
    denied: frozenset[str]
    groups: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.unit.text[self.start : self.end]

    @property
    def words(self) -> list[Word]:
        """All words of the clause."""
        offset = self.unit.sentence.start
        return [w for w in self.unit.words if self.start <= w.start - offset < self.end]

    @property
    def waives(self) -> bool:
        """Whether it says that something is not asked for."""
        return bool(NO_NEED.search(self.text) or said("free").search(self.text))

    @property
    def aside(self) -> bool:
        """Whether it is about an exemption or a place in the queue, and not about taking part."""
        return bool(ASIDE.search(self.text))

    @property
    def condition(self) -> list[Word]:
        """The words of what it asks for ("… if they hold a permit")."""
        mark = CONDITION.search(self.text)
        first = self.unit.sentence.start + self.start + (mark.end() if mark else 0)
        return [w for w in self.rest if w.start >= first]

    @property
    def changes(self) -> bool:
        """Whether it sets a new limit in the place of an old one."""
        return bool(CHANGES.search(self.text))


#: What was read once, for as long as the words of the policies are kept.
_KNOWN: WeakKeyDictionary[Lexicon, dict[str, list[Rule]]] = WeakKeyDictionary()


def rules_of(lexicon: Lexicon, path: str) -> list[Rule]:
    """The rules that the sentences of one policy hold, in their order."""
    known = _KNOWN.setdefault(lexicon, {})
    if path not in known:
        known[path] = _rules(lexicon.units[path])
    return known[path]


def _rules(units: list[Unit]) -> list[Rule]:
    found: list[Rule] = []
    for unit in units:
        if unit.words and unit.kind in {"description", "text", "background"}:
            before = found[-1] if found and found[-1].unit.index == unit.index - 1 else None
            found += _of_sentence(unit, before)
    return found


def _of_sentence(unit: Unit, before: Rule | None) -> list[Rule]:
    text = unit.text
    found: list[Rule] = []
    lead = before if re.match(r"^(?:nor|neither|so)\b", text, re.I) else None
    subject: tuple[Word, ...] = ()
    introduced = _introduced(unit)
    if introduced is not None:
        return [introduced]
    for start, end in clauses(text):
        rule = _read(unit, start, end, subject, found[-1] if found else lead)
        if rule is not None:
            found.append(rule)
            subject = rule.who or subject
            found += _excepted(rule)
    return found


def _excepted(rule: Rule) -> list[Rule]:
    """Those whom the end of a clause takes out again ("firms can take part, banks excepted")."""
    match = re.search(r",\s+(?P<who>[^,]{3,60}?)\s+(?:excepted|aside|apart|not included)\b", rule.text)
    if match is None:
        return []
    first = rule.unit.sentence.start + rule.start
    who = tuple(
        w
        for w in rule.words
        if first + match.start("who") <= w.start < first + match.end("who") and is_content(w)
    )
    return [
        replace(
            rule,
            effect=EXCLUDE if rule.effect != EXCLUDE else ADMIT,
            who=who,
            groups=(),
            limits=(),
            anyone=False,
            special=(),
        )
    ]


def _introduced(unit: Unit) -> Rule | None:
    """An item of a list as the rule that its introduction, or the heading above it, makes of it ("Who cannot apply")."""
    sentence, policy = unit.sentence, unit.policy
    if not sentence.item:
        return None
    intro = (
        policy.words(policy.sentences[sentence.lead])
        if sentence.lead is not None
        else " ".join(policy.sections[sentence.section].path[-1:])
    )
    if said("shut").search(intro) or re.search(r"\bnot\b|n't\b", intro, re.I):
        effect = EXCLUDE
    elif re.search(r"\b(?:conditions?|requirements?|must|has to|have to|needs?)\b", intro, re.I):
        effect = REQUIRE
    elif (
        re.search(r"\b(?:who|whom|may|can)\b", intro, re.I)
        or said("access").search(intro)
        or said("towards").search(intro)
    ):
        effect = ADMIT
    else:
        return None
    limits = limits_in(policy.text, sentence.start, sentence.end, sentence.period)
    dates = tuple(p for _, _, p in find_periods(policy.text, sentence.start, sentence.end, sentence.period))
    held = [w for w in unit.words if is_content(w)]
    who, rest = ((), tuple(held)) if effect == REQUIRE else (specific(held), ())
    denied = frozenset(w.stem for m in DENIED_WORD.finditer(unit.text) for w in content_words(m.group(1)))
    size = len(unit.text)
    return Rule(
        unit,
        0,
        size,
        effect,
        who,
        rest,
        (),
        limits,
        sentence.start + (0 if effect == REQUIRE else size),
        bool(ONLY.search(unit.text)),
        effect == REQUIRE or bool(held and held[0].stem in everybody()),
        True,
        dates,
        denied,
        groups(unit.text, 0, size, sentence.start, who),
    )


def _effect(
    clause: str, predicate: str, joint: str, before: Rule | None, limited: bool, counted: bool
) -> str | None:
    """What a clause does with those it is about; ``predicate`` is what it says of them."""
    left = LEFT_OUT.search(clause)
    if left and before is not None and before.effect in {ADMIT, EXCLUDE}:
        # "The unemployed could not take part; persons on parental leave could."
        return EXCLUDE if re.search(r"not\b|n't\b", left.group()) else ADMIT
    if EXCEPTION.search(joint) and before is not None:
        return ADMIT if before.effect == EXCLUDE else EXCLUDE
    inverted = INVERTED.match(clause)
    if inverted:
        if re.match(r"\W*(?:and |but )?(?:nor|neither|not|excluded|barred|ineligible)\b", clause, re.I):
            return EXCLUDE
        return (
            (before.effect if before is not None else None)
            if re.match(r"\W*(?:and |but )?(?:so|as)\b", clause, re.I)
            else ADMIT
        )
    if said("plan").search(predicate):
        return None
    if NO_LIMIT.search(clause):
        return FREE
    if NO_NEED.search(clause) or said("free").search(clause):
        return ADMIT
    now = bool(NOW.match(predicate))
    conditioned = ON_CONDITION.search(predicate)
    if conditioned:
        predicate = predicate[: conditioned.start()]
    if NOBODY.search(clause) or said("shut").search(predicate):
        return EXCLUDE
    if DENIES.search(predicate):
        return EXCLUDE if now or said("access").search(predicate) else None
    if (
        said("require").search(predicate)
        or conditioned
        or re.search(r"\bonly\b[^.;]{0,40}\bif\b", predicate, re.I)
    ):
        return REQUIRE
    if limited or RUNS.search(predicate):
        return ADMIT
    if counted and not now:
        return None
    if MAY.search(predicate) or BECAME.match(predicate) or said("towards").search(predicate):
        return ADMIT
    if said("access").search(predicate) and (
        now or re.search(r"\b(?:could|might)\b", predicate) or PASSIVE.search(predicate)
    ):
        return ADMIT
    if (
        before is not None
        and before.effect in {ADMIT, EXCLUDE}
        and re.match(r"\W*(?:from|since|until|also|nor)\b", clause, re.I)
    ):
        return before.effect
    return None


def _read(unit: Unit, start: int, end: int, subject: tuple[Word, ...], before: Rule | None) -> Rule | None:
    offset, policy = unit.sentence.start, unit.policy
    clause = unit.text[start:end]
    first = FOR_FIRST.match(clause)
    at, stop, verb, predicate = whom(clause, first.start("rest") if first else 0)
    limits = limits_in(policy.text, offset + start, offset + end, unit.sentence.period)
    if re.search(r"\d\s?%|per cent", clause[:verb]):
        return None
    dates = find_periods(policy.text, offset + start, offset + end, unit.sentence.period)
    dated = [(s, e) for s, e, _ in dates]
    counted = any(
        c.isdigit()
        for c in without(clause, at, stop, [(s - offset - start, e - offset - start) for s, e in dated])
    )
    effect = _effect(
        clause[first.start("rest") :] if first else clause,
        predicate,
        unit.text[max(0, start - 25) : start],
        before,
        bool(limits) and bool(LIMITING.search(clause)),
        counted and verb >= stop and not limits,
    )
    if effect is None:
        return None
    held = [
        w
        for w in unit.words
        if start <= w.start - offset < end and is_content(w) and not any(s <= w.start < e for s, e in dated)
    ]
    special = [
        w
        for w in held
        if first and start + first.start("special") <= w.start - offset < start + first.end("special")
    ]
    inside = [w for w in held if start + at <= w.start - offset < start + stop]
    who = specific(inside)
    pronoun = re.match(r"\W*(?:this|that|they|these|it|he or she)\b", clause[at:stop], re.I)
    if subject and start and (not inside or pronoun) and (pronoun or verb <= at + 2):
        who = subject
    if effect == EXCLUDE and not who and not limits and not special:
        return None
    rest = tuple(w for w in held if w not in inside)
    denied = frozenset(
        w.stem for m in DENIED_WORD.finditer(clause[at:stop]) for w in content_words(m.group(1))
    )
    aside = NOT_THERE.search(clause[max(verb, 0) :])
    if aside and effect == ADMIT:
        # "Paid in term time, not in the holidays" shuts out the holidays, not those who are paid.
        effect, who, inside = EXCLUDE, tuple(content_words(aside.group(1))), []
    anyone = (
        not who
        or bool(inside)
        and inside[0].stem in everybody()
        or bool(
            re.match(
                r"\W*(?:anyone|anybody|everyone|those|people|persons|he|she|young people|adults)\b",
                clause[at:stop],
                re.I,
            )
        )
    )
    return Rule(
        unit,
        start,
        end,
        effect,
        who,
        rest,
        specific(special),
        limits,
        offset + start + stop,
        bool(ONLY.search(clause)),
        anyone,
        bool(NOW.match(predicate)),
        tuple(p for _, _, p in dates),
        denied,
        groups(clause, at, stop, offset + start, who),
    )
