"""Reads one clause of a sentence as a rule of access: what it does, with whom, within which limits and dates."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.clauses import groups, specific, whom, without
from assistant.lexicon import Unit
from assistant.limits import Limit, limits_in
from assistant.rule import ADMIT, EXCLUDE, FREE, REQUIRE, Rule
from assistant.rule_words import (
    ASIDE_CONDITION,
    AT_FIRST,
    BECAME,
    DENIED_WORD,
    DENIES,
    DESCRIBES,
    ENOUGH,
    EXCEPTION,
    FOR_FIRST,
    INSTEAD,
    INVERTED,
    LEFT_OUT,
    LIMITING,
    MAY,
    MEANS,
    NO_LIMIT,
    NO_NEED,
    NOBODY,
    NONE_FOR,
    NOT_THERE,
    NOW,
    ON_CONDITION,
    ONLY,
    PASSIVE,
    RUNS,
    UNPAID,
    benefit,
    everybody,
    no_matter,
    said,
)  # fmt: skip
from corpus.periods import find_periods
from corpus.words import Word, content_words, is_content

#: "Applicants are 20 to 35 years old": whoever is described so is asked to be so.
_IS_AGED = re.compile(
    r"\W*(?:are|is|will be)\s+(?:aged |between |at least |at most |over |under |from )*\d", re.I
)

#: "cannot refuse the leave" shuts nobody out.
_MUST_LET = re.compile(
    r"\b(?:cannot|can ?not|can['’]t|may not|must not)\s+(?:be )?(?:refuse|deny|reject|exclude|turn|prevent|stop|dismiss)",
    re.I,
)
#: "are not turned away"
_NOT_SO = re.compile(
    r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|will|shall)\s+(?:not|never)\s+(?:be |been |automatically |thereby )*$",
    re.I,
)
#: "…, though not private galleries"
_NOT_THEY = re.compile(
    r"\W*not (?!your\b|you\b|only\b|more\b|less\b|yet\b|be\b|have\b)[^,;]{3,60}[.;]?$", re.I
)


#: "…, but have been since 2023"
_SINCE = re.compile(
    r"\W*(?:but |and )?(?:now |they )?(?:have|has|are|is|can|do|may)\b(?! not)[^,;]*\b(?:since|from|now|today)\b",
    re.I,
)
#: "may do so, but does not have to"
_NEED_NOT = re.compile(r"\b(?:have|need) to\W*$", re.I)
_SHUTS = re.compile(
    r"\b(?:cannot|can ?not|can['’]t|may not|must not|(?:is|are) not|(?:is|are) excluded)\b", re.I
)
_IF = re.compile(r"\b(?:if|when|unless|as long as|provided)\b", re.I)
#: "You do not qualify if you …": those of whom the condition is true.
_YOU_IF = re.compile(
    r"^\W*(?:you|they|people|nobody|no one|applicants?)\b[^.;]*?\b(?:if|when) (?:you|they|he or she|your)\b",
    re.I,
)
#: "You cannot get it for a course that …": for what nothing is given.
_FOR_WHAT = re.compile(
    r"^\W*(?:you|they|we)\b[^.;,]*?\b(?:cannot|can ?not|can['’]t|may not|do not|don['’]t)\b[^.;,]*?\bfor (?=(?:an?|the|any|courses?|training) )",
    re.I,
)
_PAYS = re.compile(r"\W*(?:also |then |still )?pays? (?!for\b)", re.I)
_THESE = re.compile(r"\W*(?:these|them|this|that|such|either|any of)\b(?! who| whose)", re.I)


def _effect(
    clause: str,
    predicate: str,
    joint: str,
    before: Rule | None,
    limits: tuple[Limit, ...],
    counted: bool,
    ranged: bool,
) -> str | None:
    """What a clause does with those it is about; ``predicate`` is what it says of them."""
    left = LEFT_OUT.search(clause)
    if left and before is not None and before.effect in {ADMIT, EXCLUDE}:
        # "The unemployed could not take part; persons on parental leave could."
        return EXCLUDE if re.search(r"not\b|n't\b", left.group()) else ADMIT
    if before is not None and (EXCEPTION.search(joint) or _NOT_THEY.match(clause)):
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
    if said("plan").search(predicate) or _MUST_LET.search(predicate):
        return None
    if NO_LIMIT.search(clause):
        return FREE
    if NONE_FOR.search(clause) or UNPAID.search(clause):
        return EXCLUDE
    if (
        before is not None
        and before.effect == EXCLUDE
        and AT_FIRST.search(before.text)
        and _SINCE.match(clause)
    ):
        return ADMIT
    needless = NO_NEED.search(clause)
    if needless and not re.search(r"\w", clause[needless.end() :]) and _NEED_NOT.search(clause):
        return None
    mark = needless or no_matter(clause)
    if mark and not (_SHUTS.search(clause[: mark.start()]) if mark is not needless else False):
        return ADMIT
    if MEANS.match(clause) and not DESCRIBES.search(clause):
        return None
    now = bool(NOW.match(predicate))
    conditioned = ON_CONDITION.search(predicate)
    aside = ASIDE_CONDITION.search(predicate)
    main = predicate[: aside.start()] if aside else predicate
    if conditioned:
        predicate = predicate[: conditioned.start()]
    shut = said("shut").search(predicate)
    if shut and _IF.search(predicate[: shut.start()]):
        shut = None
    if shut and _NOT_SO.search(predicate[: shut.start()]):
        return ADMIT
    if NOBODY.search(clause) or shut:
        return EXCLUDE
    if INSTEAD.match(predicate):
        return EXCLUDE
    if ENOUGH.search(clause) or (limits and DESCRIBES.search(clause)):
        return ADMIT
    if DENIES.search(main):
        if re.search(r"\bhad not been\b", main, re.I):
            return None
        return EXCLUDE if now or said("access").search(predicate) else None
    if (
        said("require").search(predicate)
        or conditioned
        or re.search(r"\bonly\b[^.;]{0,40}\bif\b", predicate, re.I)
    ):
        return REQUIRE
    if ranged:
        return REQUIRE
    if (limits and LIMITING.search(clause)) or RUNS.search(predicate):
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


def read_clause(
    unit: Unit, start: int, end: int, subject: tuple[Word, ...], before: Rule | None
) -> Rule | None:
    """The rule that one clause of a sentence states, or None."""
    offset, policy = unit.sentence.start, unit.policy
    clause = unit.text[start:end]
    first = FOR_FIRST.match(clause)
    at, stop, verb, predicate = whom(clause, first.start("rest") if first else 0)

    def limited(low: int, high: int) -> tuple[Limit, ...]:
        return limits_in(policy.text, offset + start + low, offset + start + high, unit.sentence.period)

    of_those = limited(*first.span("special")) if first else ()
    limits = limited(first.start("rest") if first else 0, end - start)
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
        limits,
        counted and verb >= stop and not limits,
        any(x.kind == "age" for x in limits) and bool(_IS_AGED.match(predicate)),
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
        if first
        and start + first.start("special") <= w.start - offset < start + first.end("special")
        and not any(x.start <= w.start < x.end for x in of_those)
    ]
    exception = before is not None and bool(
        EXCEPTION.search(unit.text[max(0, start - 25) : start]) or _NOT_THEY.match(clause)
    )
    if exception:
        at, stop = 0, len(clause)
    if first and (effect == FREE or ENOUGH.search(clause)):
        exception = True
        # "for those under 25 one month is enough" goes on about what the rule before asks of all.
        limits = tuple(
            replace(x, about=frozenset().union(*(y.about for y in before.limits if y.kind == x.kind)))
            if before is not None and not x.about
            else x
            for x in limits
        )
    inside = [w for w in held if start + at <= w.start - offset < start + stop]
    who = specific(inside)
    pronoun = re.match(r"\W*(?:this|that|they|these|it|he or she)\b", clause[at:stop], re.I)
    if subject and start and not exception and (not inside or pronoun) and (pronoun or verb <= at + 2):
        who = subject
    none_for = NONE_FOR.search(clause) if effect == EXCLUDE else None
    if none_for:
        if subject and _THESE.match(none_for.group("who")):
            who = subject
        else:
            at, stop = none_for.span("who")
            inside = [w for w in held if start + at <= w.start - offset < start + stop]
            who = specific(inside)
    elif effect == EXCLUDE and not who and (of_whom := _YOU_IF.match(clause) or _FOR_WHAT.match(clause)):
        at, stop = of_whom.end(), len(clause)
        inside = [w for w in held if start + at <= w.start - offset < start + stop]
        who = specific(inside)
    if effect == EXCLUDE and not who and not limits and not special:
        return None
    if effect == ADMIT and _PAYS.match(predicate) and any(w.stem not in benefit() for w in who):
        return None  # who pays is not for that let in
    rest = tuple(w for w in held if w not in inside)
    lacked = "" if _NOT_THEY.match(clause) else clause[at:stop]
    denied = frozenset(w.stem for m in DENIED_WORD.finditer(lacked) for w in content_words(m.group(1)))
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
        before.groups
        if before is not None and who and who == before.who
        else groups(clause, at, stop, offset + start, who),
        exception,
        of_those,
    )
