"""Which stated figure a question asks for: unit, what is counted, period and words nearby have to agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant import counted, fits
from assistant.asked import Asked
from assistant.evidence import COVERED, Match, lost_detail, lost_share, match, period_fit, weighed
from assistant.lexicon import Lexicon, Unit
from assistant.steps import steps_in, told_beside
from assistant.terms import Term
from assistant.told_otherwise import told
from corpus.model import Figure, Period, Policy
from corpus.numbers import numbers_in
from corpus.periods import find_periods
from corpus.words import content_words, likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HOW_MUCH = re.compile(r"\bhow much\b(?! (?:more|less|higher|lower|longer|did|do|does|has|have)\b)", re.I)
_PART_OF = re.compile(r"\bhow much of\b(?! the (?:time|day|week|month|year))", re.I)
_RATE = re.compile(r"\b(?:rates?|shares?|levels?|how (?:high|low|large|big|far)|proportion|per ?cent\w*|percentage)\b|%", re.I)
_BEARS = re.compile(r"\bwhat\b[^?]*\b(?:pays?|paid|contribut\w+|bears?|bore|covers?|covered|earns?|earned|gets?|receives?|refund\w*|charged?)\b", re.I)
_OF_A_SUM = re.compile(r"%\s+of\s+(?:the |its |their |his |her |a )?(?:[\w'’-]+ ){0,3}?(?:price|costs?|fees?|wages?|salar\w+|pay|earnings|income|expenses|rent)\b", re.I)
_OF_IT = re.compile(r"\s+of (?:it|this|that|them|the (?:[\w-]+ )?(?:grant|money|budget|sum|support|subsidy|amount|funding|total|voucher|aid))\b", re.I)
_BY = re.compile(r"\bby (?:about |around |nearly |almost |some |more than )?$", re.I)
#: What a figure counts that does not tell the step (applied, finished) that is asked for.
UNTOLD = 0.96
#: What more than the question a rule says, against what another figure does.
RULE = 0.3
#: How far a sentence may be in meaning that tells in so many words what is asked.
CLOSE = 0.05


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure with how well it answers: each part from 0 to 1, ``score`` the whole.

    ``apart`` is how far its sentence is in meaning from the nearest one of its policy (cosines, 0 for the nearest itself), ``lead`` how far
    the best figure of the question stands above those of other sentences, ``dated`` whether the question names a period.
    """

    policy: Policy
    figure: Figure
    unit: Unit
    terms: tuple[Term, ...]
    covered: tuple[float, ...]
    coverage: float
    unit_fit: float
    head_fit: float
    period_fit: float
    role_fit: float
    excess: float = 0.0
    dense: float = 0.6
    apart: float = 0.1
    lead: float = 0.0
    dated: bool = False

    @property
    def score(self) -> float:
        """The product of what must hold with what should be covered."""
        return self.coverage * (1.0 - 0.35 * self.excess) * (0.25 + 0.75 * self.unit_fit) * (0.35 + 0.65 * self.head_fit) * (0.2 + 0.8 * self.period_fit) * self.role_fit * (0.5 + 0.5 * min(1.0, self.dense / 0.8))

    @property
    def features(self) -> dict[str, float]:
        """What the score of confidence is made of."""
        return {"coverage": self.coverage, "detail": lost_detail(self.terms, self.missing), "head": self.head_fit, "period": self.period_fit,
                "excess": self.excess if self.figure.unit in {"", "%"} else 0.0,  # a sum of money always comes with what it is for
                "lead": self.lead, "apart": self.apart, "dated": float(self.dated)}  # fmt: skip

    @property
    def missing(self) -> tuple[Term, ...]:
        """The terms of the question that the figure's surroundings lack."""
        return tuple(t for t, c in zip(self.terms, self.covered, strict=True) if c < COVERED and not t.optional)

    @property
    def lost(self) -> float:
        """The share of what must be covered that is not, by weight."""
        return lost_share(self.terms, self.missing)


def find_figures(
    asked: Asked, paths: Iterable[str], lexicon: Lexicon, periods: Sequence[Period] | None = None, meaning: Callable[[str], NDArray[np.float32]] | None = None
) -> list[FigureMatch]:
    """Every figure of these policies judged against the question, best first; ``meaning`` gives the cosines of the question with the sentences of a policy."""
    wanted = asked.periods if periods is None else periods
    found = []
    for path in paths:
        policy = lexicon.policies[path]
        terms = weighed(asked, path, lexicon)
        matches: dict[tuple[int, int | None], Match] = {}
        series = lexicon.series(path)
        near = meaning(path) if meaning else None
        for i, figure in enumerate(policy.figures):
            key = (figure.sentence, figure.antecedent if figure.antecedent is not None else series.get(i))
            if key not in matches:
                matches[key] = match(terms, lexicon.units[path][figure.sentence], lexicon, key[1])
            judged = _judge(asked, policy, figure, i, matches[key], wanted, lexicon)
            if near is not None:
                own = float(near[figure.sentence])
                judged = replace(judged, dense=max(0.0, own), apart=float(near.max()) - own)
                if asked.quantity == "duration" and fits.drawn_for(asked.full, policy, figure):
                    judged = replace(judged, apart=min(judged.apart, CLOSE))
            found.append(judged)
    return sorted(found, key=lambda f: -f.score)


def _judge(asked: Asked, policy: Policy, figure: Figure, number: int, sentence: Match, periods: Sequence[Period], lexicon: Lexicon) -> FigureMatch:
    unit, terms = sentence.unit, sentence.terms
    near = counted.nearness(policy, figure, number, unit)
    covered = []
    for term, whole, own in zip(terms, sentence.covered, sentence.inside, strict=True):
        value = whole
        if own > 0 and own >= whole * 0.9:
            value = max(
                (like * near[at] for key, like in lexicon.expand(term.word).items() for at in unit.positions.get(key, ())), default=0.0
            )
            value = max(value, whole if own < whole else 0.0)
        covered.append(max(value, told(term, asked.core, policy, figure)) if value < COVERED or asked.quantity == "duration" else value)
    head_fit = counted.head_fit(asked, terms, figure, sentence, lexicon)
    if any(t.head for t in terms):
        covered = [max(c, head_fit) if t.head else c for t, c in zip(terms, covered, strict=True)] if head_fit < 0.9 else covered
    total = sum(t.pull for t, c in zip(terms, covered, strict=True) if t.counts(c))
    coverage = sum(t.pull * c for t, c in zip(terms, covered, strict=True)) / total if total else 0.6
    quantity = asked.quantity
    if quantity == "duration" and figure.unit == "" and any(likeness(t.word, w) >= 0.9 for t in terms if t.head for w in content_words(figure.counted)):
        fit = 1.0
    else:
        fit = fits.unit_fit(quantity, figure, policy, unit)
    if quantity == "duration":
        fit *= fits.drawing_fit(asked.full, policy, figure)
    if quantity == "any" and figure.unit == "" and _HOW_MUCH.search(asked.core):
        fit *= 0.65  # things are counted by "how many"
    if quantity == "any" and figure.unit == "%" and not _RATE.search(asked.core):
        fit *= 0.85  # key words name what is counted
    if quantity == "money" and figure.unit == "%" and fits.wish_of(asked.full.lower())[1] and _BY.search(policy.text[max(0, figure.start - 20) : figure.start]):
        fit = 0.9  # a rise may be told as a share
    if quantity == "money" and figure.unit == "%" and _BEARS.search(asked.core) and _OF_A_SUM.search(policy.text, unit.sentence.start, unit.sentence.end):
        fit = 0.9  # what somebody pays or earns may be told as a share of the price or of the wage
    if quantity == "money" and figure.unit == "%" and _OF_IT.match(policy.text, figure.end) and fits.states_rule(asked, policy, figure):
        fit = 0.9  # how much may be spent on something is told as a share of the grant
    if quantity == "any" and figure.unit in fits.TIME_UNITS and _PART_OF.search(asked.core):
        fit = 0.0  # a part of something is no length of time
    if quantity == "count" and figure.value <= 1 and figure.qualifier == "at least":
        fit *= 0.3
    named_unit = fits.unit_asked(asked.core)
    if named_unit and (figure.unit in fits.TIME_UNITS or not figure.unit) and named_unit not in {figure.unit, figure.counted.rpartition(" ")[2]}:
        fit *= 0.3
    fit_period = period_fit(periods, figure.period)
    stated = figure.period
    if stated is not None and stated.kind == "range" and stated.end.year > stated.start.year + 1 and fit_period and not any(p.kind == "range" for p in periods) and periods and figure.role != "offered":
        fit_period = min(fit_period, 0.3)  # a total of several years is no figure of one of them
    if stated is not None and stated.relation == "since" and figure.unit == "" and figure.role == "reached" and periods and all(p.start.year > stated.start.year for p in periods):
        fit_period = min(fit_period, 0.3)  # what was counted since an earlier year is no count of this one
    if figure.role != "planned" and fits.foretold(asked.core, periods, stated):
        fit_period = min(fit_period, 0.3)  # what holds since a year tells nothing of what will be
    if periods and fit_period < 0.85 and figure.role == "planned":
        # What is to be in place by a year is planned for it, whenever the plan was made.
        due = [p for _, _, p in find_periods(policy.text, unit.sentence.start, unit.sentence.end)]
        fit_period = max([fit_period, *(0.9 * period_fit(periods, p) for p in due)])
    if periods and fit_period < 0.85 and figure.role == "planned" and fits.wish_of(asked.full.lower())[0]:
        # "The number planned in 2021" may be due in another year: the year of the sentence before is when it was planned.
        before = policy.sentences[figure.sentence - 1] if figure.sentence else None
        if before is not None and before.paragraph == unit.sentence.paragraph:
            fit_period = max(fit_period, 0.85 * period_fit(periods, before.period) if before.period else 0.0)
    if quantity == "money" and figure.unit and figure.unit not in fits.TIME_UNITS | {"%"}:
        fit *= fits.scale_fit(asked.core, policy.text[figure.start : figure.end], policy.text[figure.end : figure.end + 40], figure.qualifier.startswith(("up to", "at most", "no more than", "a maximum")))
    fit *= fits.threshold_fit(asked, policy, figure) * fits.row_fit(asked, unit.text)
    if figure.unit == "" and any(n.value == figure.value and not n.unit for n in numbers_in(asked.core)):
        fit *= 0.3  # the number that the question itself gives is not what it asks for
    role = fits.role_fit(asked, policy, figure)
    steps = steps_in(asked.core)
    if steps and not steps & told_beside(policy, figure):
        role *= UNTOLD
    excess = counted.excess(asked, figure, unit, near, lexicon)
    shared = figure.unit == "%" and bool(_PART_OF.search(asked.core)) and bool(_OF_IT.match(policy.text, figure.end))
    if shared or fits.states_rule(asked, policy, figure):
        excess *= RULE  # a rule says for whom and how long it holds, and "60% of it" who pays it
    return FigureMatch(policy, figure, unit, terms, tuple(covered), coverage, fit, head_fit, fit_period, role, excess, dated=bool(asked.periods))
