"""The rules of access in a policy, clause by clause: who is let in, who is shut out, and what is required of whom."""

from __future__ import annotations

import re
from dataclasses import replace
from weakref import WeakKeyDictionary

from assistant.clauses import clauses, groups, specific
from assistant.lexicon import Lexicon, Unit
from assistant.limits import limits_in
from assistant.rule import ADMIT, EXCLUDE, REQUIRE, Rule
from assistant.rule_reading import read_clause
from assistant.rule_words import AT_FIRST, DENIED_WORD, EXCEPTED, ONLY, everybody, said
from corpus.periods import find_periods
from corpus.tables import cell_words
from corpus.words import Word, content_words, is_content

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
        if unit.words and unit.kind in {"description", "text", "background"} and not _in_table(unit, units):
            before = found[-1] if found and found[-1].unit.index == unit.index - 1 else None
            found += _of_sentence(unit, before)
    return found


def _in_table(unit: Unit, units: list[Unit]) -> bool:
    """Whether a sentence is a row of a table or names its columns."""
    following = units[unit.index + 1 : unit.index + 2]
    leads = any(u.sentence.lead == unit.index for u in following)
    return len(cell_words(unit.text)) > 1 and (leads or unit.sentence.lead is not None)


def _of_sentence(unit: Unit, before: Rule | None) -> list[Rule]:
    text = unit.text
    found: list[Rule] = []
    lead = before if re.match(r"^(?:nor|neither|so)\b", text, re.I) else None
    subject: tuple[Word, ...] = ()
    introduced = _introduced(unit)
    if introduced is not None:
        return _but_for(introduced)
    for start, end in clauses(text):
        rule = read_clause(unit, start, end, subject, found[-1] if found else lead)
        if rule is not None:
            apart = _excepted(rule)
            gone = {w.start for other in apart for w in other.who}
            if gone and rule.effect == ADMIT:
                kept = tuple(w for w in rule.who if w.start not in gone)
                rule = replace(
                    rule,
                    who=kept,
                    groups=tuple(tuple(w for w in g if w.start not in gone) for g in rule.groups),
                )
            if rule.effect == EXCLUDE and found and _CONSEQUENCE.search(text[max(0, start - 8) : start]):
                found = [r for r in found if not (r.effect == ADMIT and r.waives)]
            if (
                found
                and rule.effect == ADMIT
                and found[-1].effect == EXCLUDE
                and AT_FIRST.search(found[-1].text)
            ):
                found.pop()  # "… were not covered at first, but have been since"
            found += [rule, *apart]
            subject = rule.who or subject
    return found


#: "… don't need it, so there is none for them": what goes before is the reason only.
_CONSEQUENCE = re.compile(r"\bso\s+$", re.I)


def _excepted(rule: Rule) -> list[Rule]:
    """Those whom the end of a clause takes out again ("firms can take part, banks excepted")."""
    match = next((m for pattern in EXCEPTED if (m := pattern.search(rule.text))), None)
    if match is None or rule.effect not in {ADMIT, EXCLUDE}:
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
            groups=groups(rule.text, match.start("who"), match.end("who"), first, who),
            limits=(),
            anyone=False,
            special=(),
            denied=frozenset(),
            exception=True,
        )
    ]


#: What introduces a list of papers or of numbers, and not of conditions.
_NO_RULES = re.compile(
    r"\bneed:?$|\b(?:bring|include|enclose|send|attach|upload)\b[^:]*:?$|^how (?:many|much)\b|\bin figures$",
    re.I,
)
#: Why somebody is let in or shut out tells nothing of who.
_REASON = re.compile(
    r",?\s+because\b|,\s+(?:as|since) (?=(?:you|your|they|their|it|the|there|this)\b)|,\s+(?:which|whatever)\b",
    re.I,
)
_UNLESS = re.compile(r",?\s+(?:unless|except (?:if|when|where))\s+", re.I)


def _but_for(rule: Rule) -> list[Rule]:
    """A rule of a list item and, where it says "unless", the one for those whom it takes out again."""
    cut = _UNLESS.search(rule.text)
    if cut is None or rule.effect not in {ADMIT, EXCLUDE}:
        return [rule]
    at = rule.unit.sentence.start + cut.start()
    behind = tuple(w for w in rule.words if w.start > at and is_content(w))
    kept = tuple(x for x in rule.limits if x.start < at)
    apart = replace(
        rule,
        effect=EXCLUDE if rule.effect == ADMIT else ADMIT,
        who=behind,
        groups=groups(rule.text, cut.end(), len(rule.text), rule.unit.sentence.start, behind),
        limits=tuple(x for x in rule.limits if x.start >= at),
        anyone=False,
        exception=True,
    )
    who = tuple(w for w in rule.who if w.start < at)
    return [replace(rule, who=who, limits=kept, end=cut.start()), apart]


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
    if _NO_RULES.search(intro):
        return None
    if said("shut").search(intro) or re.search(r"\bnot\b|n't\b", intro, re.I):
        effect = EXCLUDE
    elif re.search(r"\b(?:one|any) of (?:these|the following|them)\b", intro, re.I):
        effect = ADMIT  # one will do
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
    reason = _REASON.search(unit.text)
    until = sentence.start + (reason.start() if reason else len(unit.text))
    held = [w for w in unit.words if is_content(w) and w.start < until]
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
