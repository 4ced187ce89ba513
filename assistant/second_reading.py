"""A second reading by the cross-encoder: of the likeliest sentences, the one that answers a question best.

The rules know what must hold (period, unit, names) and stumble over words that no list has; the cross-encoder reads a
sentence as a whole and knows little of years and places. So each has a say: where the rules find nothing, a sentence that the
cross-encoder finds likely answers, if it meets what must hold; where the rules answer from a sentence that it gives little
for, a far likelier one takes its place. The limits were chosen on exams whose texts it had not been trained on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.constraints import counts_otherwise
from assistant.context import Context
from assistant.describe import neighbourhood
from assistant.doers import doing, names_doer
from assistant.draft import Draft
from assistant.evidence import period_fit
from assistant.kinds import wants_first
from assistant.lexicon import Unit
from assistant.model import Answer
from assistant.naming import names, naming_of
from assistant.quantities import FigureMatch, find_figures
from assistant.rule import Rule
from assistant.structure import unknown_names
from corpus.vocabulary import country_of
from corpus.words import common_verbs
from index.units import to_read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.claim_evidence import Cover
    from assistant.engine import Assistant

#: How many sentences are read at most, how many where rules are read too, and how many of these.
MOST, FEW, RULES = 8, 4, 6
#: What must hold before a sentence is read.
LEAST_UNIT, LEAST_PERIOD, LEAST_ROLE = 0.5, 0.4, 0.5
#: From which probability on a sentence answers what the rules do not: of a policy that the question names, and of any.
SURE, SURE_OF_ANY = 0.6, 0.7
#: From which share of its odds on a second sentence goes with the surest.
AS_SURE = 0.5
#: From which probability on, and from how many times the odds of those that the rules quote, a sentence takes their place;
#: those that are at least as likely as the last stay in any case.
SURER, TIMES, DOUBTED = 0.5, 10.0, 0.35
#: The same for follow-ups, whose words the rules know least of.
SURER_NEXT, TIMES_NEXT, DOUBTED_NEXT = 0.3, 1.7, 0.6
#: From which probability on a sentence tells when something happened, and not only when it was wanted.
DATED = 0.75
#: Up to which probability that it decides nothing a sentence is taken to decide on a claim.
UNDECIDED = 0.1
#: By how much less a figure may count what is asked for than the one whose place it takes.
WORSE = 0.2
#: Below which probability of those told, and which sureness of the rules, neither is enough; and for which kinds of questions.
UNLIKELY, UNSURE, DOUBTABLE = 0.07, 0.8, frozenset("figure keyed open".split())
#: The kinds of questions that a single sentence may answer, and those where one may take the place of another.
ANSWERED = frozenset("figure keyed open when why definition history yes_no background".split())
REPLACED = frozenset("figure keyed open when why definition".split())
#: Of how many quotes an answer is a list, which no single sentence replaces.
MOST_QUOTES = 3
#: A part of so few words ("and now") is read after the first one.
_FEW_WORDS = 6
#: Why the rules found nothing, where that is no reason by itself: words are missing, which may be said in others.
_OPEN_REASON = re.compile(r"$|nothing in them speaks of|no [\w ]+ is stated for this|it tells this, but gives no cause|no text defines|the text gives this for")
#: "Who paid for it?" is answered only by a sentence that names somebody.
_WHO = re.compile(r"^\W*(?:(?:and|so|but) )?who(?:m|se)?\b", re.I)
#: "How does a workshop get its deposit back?" asks for no number, whatever things it names.
_IN_WHAT_WAY = re.compile(
    r"^\W*(?:(?:and|so|but) )?how (?:do|does|did|can|could|should|must|is|are|was|were|will|would)\b(?!.*\b(?:number|share|amount|much|many|compare|develop|change|grow|rise|fall))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence with how likely it answers the question, from 0 to 1, and the best figure in it where one is asked for."""

    unit: Unit
    sure: float
    figure: FigureMatch | None = None


def settle(asked: Asked, context: Context, found: Answer) -> Answer:
    """The answer of the rules, or one from a sentence that the cross-encoder finds far likelier."""
    kind = asked.question.kind
    if kind not in ANSWERED or asked.strange or not asked.scope.paths:
        return found
    if found.status != "answered":
        if not _OPEN_REASON.match(str(found.searched.get("unmet", ""))):
            return found
        read = readings(asked, context)
        return _answer_from(asked, context, read) if read and read[0].sure >= _least(asked) else found
    if kind not in REPLACED or len(found.quotes) > MOST_QUOTES or wants_first(asked.full):
        return found
    told = _told(asked, context, found)
    if told >= (DOUBTED_NEXT if asked.follow_up else DOUBTED):
        return found
    read = readings(asked, context)
    limits = (SURER_NEXT, TIMES_NEXT) if asked.follow_up else (DATED if kind == "when" else SURER, TIMES)
    if read and surer(read[0].sure, told, *limits) and not _counts_worse(read[0].figure, _figure_told(asked, context, found)):
        return _answer_from(asked, context, read)
    doubted = kind in DOUBTABLE and not asked.follow_up and told < UNLIKELY and found.confidence < UNSURE
    return abstain(asked, context, "what comes nearest does not surely tell it", confidence=0.3) if doubted else found


def figure_for(part: Asked, first: Asked, context: Context, told: FigureMatch | None) -> FigureMatch | None:
    """The figure of one part of a question, where the rules tell none or one from a far less likely sentence; ``first`` is the first part."""
    text = part.core if part is first or len(part.core.split()) > _FEW_WORDS else f"{first.core}? {part.core}?"
    sure = max(context.read(text, [told.unit])) if told else 0.0
    if told and sure >= DOUBTED:
        return None
    found = [r for r in readings(part, context, text) if r.figure]
    if not found or _counts_worse(found[0].figure, told):
        return None
    likely = surer(found[0].sure, sure) if told else found[0].sure >= _least(part)
    return found[0].figure if likely else None


def surest(asked: Asked, context: Context) -> Unit | None:
    """The sentence that answers a question as surely as not, whatever the rules say; None where none does."""
    found = readings(asked, context, most=FEW)
    return found[0].unit if found and found[0].sure >= SURE else None


def likely_rules(asked: Asked, context: Context, rules: Sequence[Rule], meanings: NDArray[np.float32]) -> dict[int, float]:
    """How likely the rules nearest in meaning answer a question, by the number of their sentence."""
    units = {r.unit.index: r.unit for r in rules}
    near = sorted(units.values(), key=lambda u: -float(meanings[u.index]))[:RULES]
    return dict(zip((u.index for u in near), context.read(said(asked), near), strict=True))


def deciding_sentence(assistant: Assistant, claim: str, covers: Sequence[Cover], near: Mapping[int, float]) -> Cover | None:
    """The sentence that decides on a claim, one way or the other; None where none surely does. ``near`` is likeness of meaning, by id."""
    likely = sorted((c for c in covers if c.evidence.says and c.evidence.index >= 0), key=lambda c: -near[id(c)])[:MOST]
    if not likely:
        return None
    undecided = assistant.cross_encoder.verdicts(claim, [to_read(c.evidence.policy, c.evidence.index) for c in likely])[:, 2]
    return likely[int(undecided.argmin())] if undecided.min() <= UNDECIDED else None


def surer(sure: float, told: float, least: float = SURER, times: float = TIMES) -> bool:
    """Whether a sentence is so much likelier than those told that it takes their place."""
    return sure >= least and _odds(sure) >= times * _odds(told)


def said(asked: Asked) -> str:
    """The question as it is read: a follow-up after the question before it."""
    return f"{asked.before.full} {asked.full}" if asked.follow_up and asked.before is not None else asked.full


def readings(asked: Asked, context: Context, text: str = "", most: int = MOST) -> list[Reading]:
    """The likeliest sentences read, those left out that cannot answer, the surest first; ``text`` is the question in other words."""
    figures = _figures(asked, context) if asked.quantity and not _IN_WHAT_WAY.search(asked.core) else None
    units = [u for u in _likely(asked, context) if figures is None or (u.policy.path, u.index) in figures][:most]
    sure = context.read(text or said(asked), units)
    found = [Reading(u, p, (figures or {}).get((u.policy.path, u.index))) for u, p in zip(units, sure, strict=True)]
    verb = doing(asked.core) if _WHO.match(asked.core) else ""
    named = (r for r in found if not unknown_names(asked, r.unit.policy, context) and _named(asked, verb, r.unit, context))
    return sorted(named, key=lambda r: -r.sure)


def _named(asked: Asked, verb: str | None, unit: Unit, context: Context) -> bool:
    """Whether a sentence names who it is, where that is asked."""
    naming = naming_of(asked.core) if _WHO.match(asked.core) else None
    if naming is not None:
        return names(asked, naming, [unit], set(), context.lexicon)
    return not verb or names_doer(verb, asked, unit, context.lexicon)


def _likely(asked: Asked, context: Context) -> list[Unit]:
    """The sentences of the policies asked about that are of the period asked for, by words and meaning, the likeliest first."""
    words = {(m.unit.policy.path, m.unit.index): score for score, m in context.ranked(asked)}
    found = []
    for path in context.paths(asked):
        cosines = context.meaning(asked)(path)
        for unit in context.lexicon.units[path]:
            if not unit.words or unit.sentence.boilerplate or unit.kind == "themes":
                continue
            if asked.periods and period_fit(asked.periods, unit.sentence.period) < LEAST_PERIOD:
                continue
            near = float(cosines[unit.index])
            found.append((words.get((path, unit.index), 0.3 * near) + 0.5 * near, unit))
    return [unit for _, unit in sorted(found, key=lambda row: -row[0])]


def _figures(asked: Asked, context: Context) -> dict[tuple[str, int], FigureMatch]:
    """The best figure of every sentence that has one of the kind asked for, by path and number."""
    found: dict[tuple[str, int], FigureMatch] = {}
    for f in find_figures(asked, context.paths(asked), context.lexicon, meaning=context.meaning(asked)):
        dated = not asked.periods or f.period_fit >= LEAST_PERIOD or (f.figure.period is None and f.unit.sentence.period is not None)
        if f.unit_fit >= LEAST_UNIT and f.role_fit >= LEAST_ROLE and dated and not (_elsewhere(f, context) or _apart(f, context) or counts_otherwise(f, asked, context)):
            found.setdefault((f.policy.path, f.figure.sentence), f)
    return found


def _elsewhere(found: FigureMatch, context: Context) -> bool:
    """Whether a question names a country that nothing around a figure names: that of the goers, or where they went."""
    countries = {p.country for p in context.assistant.policies.values()} - {found.policy.country}
    return any(t.name and (t.word.text in countries or country_of(t.word.text)) for t in found.missing)


def _apart(found: FigureMatch, context: Context) -> bool:
    """Whether what a question asks of stands elsewhere in the text by that very word, so that the sentence without it tells of something else."""
    held = context.lexicon.in_policies
    apart = (t for t in found.missing if not (t.head or t.titled or t.name or t.word.text.lower() in common_verbs()))
    return any(found.policy.path in held.get(t.word.stem, ()) for t in apart)


def _told(asked: Asked, context: Context, answer: Answer) -> float:
    """How likely the surest of the sentences that an answer quotes answers."""
    units = [u for q in answer.quotes for u in context.lexicon.units.get(q.policy.path, ()) if u.sentence.start < q.end and q.start < u.sentence.end]
    return max(context.read(said(asked), units[:6]), default=0.0)


def _figure_told(asked: Asked, context: Context, answer: Answer) -> FigureMatch | None:
    """The best figure of the first sentence that an answer quotes, None where no figure is asked for."""
    if not asked.quantity or not answer.quotes:
        return None
    quote = answer.quotes[0]
    return next((f for (path, _), f in _figures(asked, context).items() if path == quote.policy.path and quote.start <= f.figure.start < quote.end), None)


def _counts_worse(one: FigureMatch | None, told: FigureMatch | None) -> bool:
    """Whether a figure is of another thing than asked for, where the one told is of the very thing."""
    return one is not None and told is not None and one.head_fit < told.head_fit - WORSE


def _least(asked: Asked) -> float:
    """From which probability on a sentence answers what the rules do not."""
    if asked.question.kind == "when":
        return DATED
    return SURE if asked.scope.named or asked.scope.countries or asked.follow_up else SURE_OF_ANY


def _odds(probability: float) -> float:
    return probability / max(1e-6, 1.0 - probability)


def _answer_from(asked: Asked, context: Context, found: Sequence[Reading]) -> Answer:
    """The answer that the surest sentence gives, with the next one of the same policy if it is nearly as sure."""
    best = found[0]
    draft = Draft("figure" if best.figure else "open", confidence=0.55 + 0.4 * best.sure)
    for one in found[:2]:
        if one is not best and (_odds(one.sure) < AS_SURE * _odds(best.sure) or one.unit.policy.path != best.unit.policy.path):
            continue
        for unit in [one.unit] if one.figure else neighbourhood(one.unit, context):
            marker = draft.mark(unit.policy, unit)
            if one.figure and unit is one.unit:
                draft.figure(unit.policy, one.figure.figure, marker)
            draft.say(unit.text, marker)
    return draft.done(asked.question)
