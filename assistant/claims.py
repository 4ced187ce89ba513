"""Checks a claim part by part against what the policies say: supported, contradicted (by which words), or not found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.claim_ages import judge_age
from assistant.claim_answer import answer_with
from assistant.claim_apart import judge_apart, under_denial
from assistant.claim_basis import judge_basis
from assistant.claim_conditions import (
    judge_agent,
    judge_former,
    judge_in_force,
    judge_must,
    judge_schedule,
    judge_undergone,
)
from assistant.claim_denials import (
    FREED,
    judge_denial,
    judge_excepted,
    judge_parties,
    reconciled,
)
from assistant.claim_every import judge_every
from assistant.claim_evidence import Cover, mean, reading
from assistant.claim_free import judge_free, judge_free_of
from assistant.claim_goals import judge_attained
from assistant.claim_measures import judge_as_fact, judge_number
from assistant.claim_only import judge_only, judge_wholly
from assistant.claim_opposites import judge_opposites
from assistant.claim_order import judge_comparison, judge_direction, judge_more, judge_superlative
from assistant.claim_parts import (
    clauses,
    judge_actor,
    judge_cause,
    judge_plan,
    judge_responsible,
    judge_stage,
    judge_swapped,
)
from assistant.claim_quantity import Quantity, compare, same_unit
from assistant.claim_reading import View, read_claim
from assistant.claim_rewording import reworded
from assistant.claim_roles import judge_doer, judge_receiver
from assistant.claim_slots import judge_name
from assistant.claim_verdicts import (
    ABSENT,
    AGREES,
    DIFFERS,
    SAME_PERIOD,
    Judgement,
    Part,
    judge_backing,
    judge_period,
    period_of,
)
from assistant.claim_weighing import weigh
from assistant.claim_words import ORDINALS, is_label, stems_of
from assistant.model import Answer
from assistant.scope import Scope, find_scope
from assistant.second_reading import deciding_sentence
from assistant.statements import is_verb
from corpus.sentences import sentence_spans
from corpus.vocabulary import canonical_country, country_of

if TYPE_CHECKING:
    from assistant.engine import Assistant

#: How like the claim a sentence must be for words of the claim to count as said in other words (to bear it out, never against it), and by how much each of them must add
#: to that.
LIKE, MEANT = 0.6, -0.03
#: How many sentences of a policy are looked at closely.
CLOSE = 14


def check(assistant: Assistant, text: str) -> list[Answer]:
    """One answer per sentence of ``text``, each with a verdict; ``details["claim"]`` holds the sentence."""
    return [check_statement(assistant, text[start:end]) for start, end in sentence_spans(text)]


def check_statement(assistant: Assistant, statement: str, history: Sequence[str] = (), paths: Sequence[str] | None = None) -> Answer:
    """The verdict on one statement; ``paths`` restricts it to some policies, ``history`` tells which are spoken of."""
    claimed = " ".join(statement.split())
    scope = find_scope(claimed, assistant.lexicon)
    if history and not scope.named and not scope.countries:
        scope = find_scope(" ".join([*history[-2:], claimed]), assistant.lexicon)
    chosen = list(paths) if paths is not None else _paths(assistant, scope)
    found = [judgement for path in chosen for judgement in _judgements(assistant, claimed, scope, path)]
    if all(j.verdict != AGREES for j in found):
        found += [judgement for said in reworded(claimed) for path in chosen for judgement in _judgements(assistant, said, scope, path)]
    return answer_with(claimed, found, [assistant.policies[p].title for p in chosen])


def _paths(assistant: Assistant, scope: Scope) -> list[str]:
    """The policies that a claim may be about, best first."""
    if scope.missing and not scope.countries and not scope.named:
        return []
    ranked = [(p, s) for p, s in scope.paths if p in assistant.policies]
    if scope.countries:
        ranked = [(p, s) for p, s in ranked if _is_of(assistant, p, scope)] or ranked
    if not ranked:
        return list(assistant.policies) if len(assistant.policies) <= 4 else []
    return [p for p, s in ranked if s >= 0.55 * ranked[0][1]][:4]


def _is_of(assistant: Assistant, path: str, scope: Scope) -> bool:
    return canonical_country(assistant.policies[path].country)[0] in {canonical_country(c)[0] for c in scope.countries}


def _judgements(assistant: Assistant, text: str, scope: Scope, path: str) -> list[Judgement]:
    """What the sentences of one policy say about the claim: the likeliest ones, and those that have one of its numbers or a number of its year."""
    read = reading(assistant, path)
    named = assistant.policies[path].country
    own = canonical_country(named)[0] if named else ""
    spoken = {country for country, _ in assistant.lexicon.places(path)}  # of a page that names no country as its own
    places = frozenset(t for t in scope.place_terms if (country_of(t) or ("", ""))[0] in ({own} if own else spoken) or (own and t in {*own.lower().split(), *named.lower().split()}))
    if not own:
        # The file of a page often has the country in its name.
        named_so = {country_of(word.title()) for word in re.findall(r"[^\W\d_]+", path)} - {None}
        places |= {word.lower() for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper() and country_of(word) in named_so}
    view = View(read_claim(text, assistant.lexicon, read, places), read)
    likeness = assistant.likeness(text, path)
    dense = {id(c): max(0.0, float(likeness[c.evidence.index])) if c.evidence.index >= 0 else 0.3 for c in view.covers}
    ranked = sorted(view.covers, key=lambda c: -(0.6 * c.score + 0.25 * c.own + 0.25 * dense[id(c)]))
    numbered = [c for c in ranked[CLOSE:] if _has_number(view, c) or _moves(view, c) or (view.claim.attained and c.evidence.statement.quantities)]
    found = [_judge(view, c, dense[id(c)]) for c in [*ranked[:CLOSE], *numbered[: 2 * CLOSE]]]
    found = reconciled(view, found)
    if any(j.verdict != ABSENT for j in found):
        return found
    shared = any(q.unit == "%" for q in view.claim.quantities)  # what a share of somebody did must be said
    near = sorted((j for j in found if _lacks_words_only(j) and not (shared and any(t.at >= view.claim.subject_end for t in j.cover.missing)) and j.cover.evidence.says and dense[id(j.cover)] >= LIKE), key=lambda j: -dense[id(j.cover)])[:2]
    again = [_judge(view, j.cover, dense[id(j.cover)], meant) for j in near if (meant := _meant(assistant, view, text, j.cover, path))]
    told = found + [j for j in again if j.verdict == AGREES]
    aged = any(q.unit == "age" for q in view.claim.quantities)  # for whom a limit holds is told by numbers
    if len(told) > len(found) or aged or (deciding := deciding_sentence(assistant, text, ranked[:CLOSE], dense)) is None:
        return told
    # The sentence decides, so it says in its own words what it seems to lack; which way, its parts tell.
    meant = frozenset(t.at for t in deciding.missing if not t.token.name)
    read_as = _judge(view, deciding, dense[id(deciding)], meant)
    return told if read_as.verdict == ABSENT else [*told, read_as]


#: Groups of words that say who, or what is paid: another of them is another thing.
_PARTIES = frozenset({"people", "firm", "body", "provider", "education_staff", "payment", "pot"})


def _lacks_words_only(judgement: Judgement) -> bool:
    """Whether a sentence would decide on the claim if it had one or two more words, none of them a name."""
    missing = judgement.cover.missing
    names = any(t.token.name or is_label(t.token) or t.token.low in ORDINALS or t.token.word.near & _PARTIES or t.token.stem in stems_of("meant", "never") for t in missing)
    paid = any(t.token.stem in stems_of("same", "finance") for t in judgement.cover.terms)
    # Where money comes from is a thing of its own, whatever it resembles.
    things = any(" " in t.token.stem or (paid and not is_verb(t.token)) for t in missing)
    return 0 < len(missing) <= 2 and not names and not things and all(p.verdict != ABSENT or p.name == "content" for p in judgement.parts)


def _meant(assistant: Assistant, view: View, text: str, sentence: Cover, path: str) -> frozenset[int]:
    """The missing words if the sentence says them in other words: without them, the claim is no more like it."""
    at = sentence.evidence.index
    elsewhere = {k for c in view.covers if c is not sentence for k in c.evidence.keys}
    if any(not is_verb(t.token) and view.value(t.at, elsewhere) >= 0.95 for t in sentence.missing):
        return frozenset()  # a thing that the text names by this word elsewhere is not meant here by another
    whole = float(assistant.likeness(text, path)[at])
    for term in sentence.missing:
        without = " ".join((text[: term.token.start] + text[term.token.end :]).split())
        if whole - float(assistant.likeness(without, path)[at]) < (0.0 if is_verb(term.token) else MEANT):
            return frozenset()
    return frozenset(t.at for t in sentence.missing)


def _has_number(view: View, sentence: Cover) -> bool:
    counted = [q for q in view.claim.quantities if q.hedge not in {"all", "none"} and q.value not in {1.0, 50.0}]
    for q in counted:
        for t in sentence.evidence.statement.quantities:
            if same_unit(q, t) and (compare(q, t) == 1.0 or (view.claim.periods and period_of(view.claim.periods, t.period) >= SAME_PERIOD)):
                return True
    return False


def _moves(view: View, sentence: Cover) -> bool:
    """Whether a sentence tells of a rise or fall in the year of a claim that does."""
    stated = sentence.evidence.statement
    periods = [p for p in [stated.period, *(p for _, _, p in stated.periods)] if p]
    return bool(view.claim.directions and stated.directions and any(period_of(view.claim.periods, p) >= SAME_PERIOD for p in periods))


def _judge(view: View, sentence: Cover, dense: float, meant: frozenset[int] = frozenset()) -> Judgement:
    """Compares part by part: numbers, then which way it points, then who, why and whether it is denied."""
    claim = view.claim
    subject, predicate = clauses(view, sentence)
    numbers = [judge_number(q, view, sentence) for q in claim.quantities]
    # "All 25 schools": that it was all of them need not be said beside the number.
    numbers = [p for q, p in zip(claim.quantities, numbers, strict=True) if p.verdict != ABSENT or not (q.hedge == "all" and claim.text[q.end :].lstrip()[:1].isdigit())]
    # "The one-year programme" says which programme is meant.
    numbers = [p for q, p in zip(claim.quantities, numbers, strict=False) if p.verdict == AGREES or not (len(numbers) == len(claim.quantities) and _names_it(view, q))]
    if any(p.verdict == AGREES and not q.value for q, p in zip(claim.quantities, numbers, strict=False)) and not any(q.unit == "%" for q in sentence.evidence.statement.quantities):
        numbers = [p for p in numbers if not (p.name == "majority" and p.verdict == ABSENT)]  # "courses are free": all of them
    age = judge_age(view, sentence)
    if age is not None:
        numbers = [p for q, p in zip(claim.quantities, numbers, strict=False) if q.unit != "age"] if len(numbers) == len(claim.quantities) else []
    free = judge_free(view, sentence)
    attained = judge_attained(view, sentence)
    every = judge_every(view, sentence)
    if every is not None:
        numbers = [p for q, p in zip(claim.quantities, numbers, strict=False) if q.hedge != "all"]
    found = [
        judge_as_fact(view, numbers),
        judge_direction(view, sentence, subject),
        judge_comparison(view, sentence),
        None if claim.quantities else judge_period(view, sentence, subject),
        attained,
        judge_superlative(view, sentence),
        judge_more(view, sentence),
        judge_cause(view, sentence),
        judge_basis(view, sentence),
        judge_actor(view, sentence, predicate),
        judge_swapped(view, sentence),
        judge_doer(view, sentence),
        judge_receiver(view, sentence),
        judge_only(view, sentence),
        judge_wholly(view, sentence),
        every,
        judge_plan(view, sentence),
        judge_responsible(view, sentence),
        judge_stage(view, sentence),
        judge_name(view, sentence),
        judge_must(view, sentence),
        judge_schedule(view, sentence),
        judge_former(view, sentence),
        judge_in_force(view, sentence),
        judge_free_of(view, sentence),
        judge_agent(view, sentence),
        judge_undergone(view, sentence),
        free,
        age,
    ]
    if attained is not None and attained.verdict != ABSENT:
        # The goal that a claim names is held against the goal, not against what was reached.
        numbers = [p for q, p in zip(claim.quantities, numbers, strict=False) if not (q.planned and p.verdict == DIFFERS) and not (q.hedge == "all" and p.verdict == ABSENT)]
    parts = numbers + [p for p in found if p is not None]
    apart = judge_apart(view, sentence)
    if apart is not None:
        parts = [*numbers, apart]
    elif under_denial(view, sentence):
        parts.append(Part("condition", claim.text.rstrip("."), "", ABSENT, sentence.evidence))
    elif not claim.comparison and not claim.attained and free is None and age is None:
        differs = {p.name for p in parts if p.verdict == DIFFERS}
        denial = judge_denial(view, sentence, subject, predicate) if "direction" not in differs and all(q.value for q in claim.quantities) else None
        opposite = judge_opposites(view, sentence, subject, any(p.name == "period" and p.verdict == AGREES for p in parts)) if not differs else None
        if denial is not None and opposite is not None and opposite.verdict == AGREES and not claim.statement.denials:
            denial = None  # "do not lose" denies the opposite of what the claim says
        excepted = judge_excepted(view, sentence) if denial is None else None
        parts += [p for p in (denial, opposite, excepted) if p is not None]
    told = [p.claimed for p in parts if p.verdict == DIFFERS and p.name == "condition"]
    parts = [p for p in parts if not (p.verdict == ABSENT and p.name == "number" and any(p.claimed in other for other in told))]
    away = bool(numbers) and not claim.attained and not any(p.evidence is sentence.evidence for p in numbers)
    against = {p.name for p in parts if p.verdict == DIFFERS}
    if claim.statement.denials and "negation" in against and against & {"number", "majority"}:
        # "A third does not" may well be "two thirds do".
        parts = [replace(p, verdict=ABSENT) if p.verdict == DIFFERS else p for p in parts]
    if "body" in against and any(p.verdict == DIFFERS and p.name == "number" and any(c.isdigit() for c in p.claimed) for p in parts):
        # Another sum for another party is another thing.
        parts = [replace(p, verdict=ABSENT, explains=frozenset()) if p.verdict == DIFFERS else p for p in parts]
    unbacked = Part("number", numbers[0].claimed, "", ABSENT) if away else judge_backing(view, sentence, parts)
    if not any(p.verdict == DIFFERS for p in parts):
        parts += [p for p in (unbacked, judge_parties(view, sentence, parts)) if p is not None]
    together = bool(claim.quantities) or claim.cause is not None or len(claim.statement.clauses) > 1 or bool(claim.statement.aside - claim.statement.excepted) or _together(view, sentence)
    # Who is exempt is exempt from what was said before.
    together = together or any(p.name == "negation" and p.verdict == AGREES and FREED.search(p.stated) for p in parts)
    judged = weigh(view, sentence, dense, parts, together, meant)
    return replace(judged, when=claim.periods[0].label if len(claim.periods) == 1 else "")


def _names_it(view: View, quantity: Quantity) -> bool:
    """Whether a length only tells which thing is meant ("the one-year programme") and the policy has it too."""
    return bool(re.search(r"-(?:year|month|week|day|hour)s?$", view.claim.text[quantity.start : quantity.end], re.I)) and any(
        q.unit == quantity.unit and q.value == quantity.value for e in view.read.evidence for q in e.statement.quantities
    )


def _together(view: View, sentence: Cover) -> bool:
    """Whether one clause of the sentence says what the sentence as a whole has words for."""
    statement = sentence.evidence.statement
    hard = [i for i, t in enumerate(sentence.terms) if t.hard and not view.read.names(t.token)]
    whole = mean((sentence.terms[i].weight, sentence.inside[i]) for i in hard)
    for clause in statement.clauses:
        reach = set(statement.reach(clause))
        if any(statement.tokens[i].low in {"it", "them", "they", "this", "these"} for i in reach):
            reach |= set(range(clause[0]))
        if mean((sentence.terms[i].weight, max((v for at, v in sentence.hits[i] if at in reach), default=0.0)) for i in hard) >= 0.8 * whole:
            return True
    return False


