"""Which stated figure a question asks for: unit, what is counted, period and words nearby have to agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.asked import Asked
from assistant.evidence import COVERED, Match, best_in, lost_detail, lost_share, match, period_fit, weighed
from assistant.lexicon import Lexicon, Unit
from assistant.terms import Term
from corpus.model import Figure, Period, Policy
from corpus.numbers import numbers_in, value_of
from corpus.periods import find_periods
from corpus.words import Word, common_verbs, content_words, is_content, likeness, stem, weak_verbs

#: What stands for a noun of an earlier clause, right before a number.
_PRONOUN = re.compile(r"\b(?:they|it|these|the (?:number|figure|total)|numbers|figures)\b[^,;:.]{0,30}(?:, ?\w+ ?,)?[^,;:.]{0,20}$", re.I)
#: Words that any figure may stand with.
_MOVING = frozenset({"increase", "decrease", "change", "number", "amount", "share", "year", "first_time", "average"})
_TIME_UNITS = frozenset({"years", "months", "weeks", "days", "hours", "minutes"})


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure with how well it answers: each part from 0 to 1, ``score`` the whole."""

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

    @property
    def score(self) -> float:
        """The product of what must hold with what should be covered."""
        return self.coverage * (1.0 - 0.35 * self.excess) * (0.25 + 0.75 * self.unit_fit) * (0.35 + 0.65 * self.head_fit) * (0.2 + 0.8 * self.period_fit) * self.role_fit * (0.5 + 0.5 * min(1.0, self.dense / 0.8))

    @property
    def features(self) -> dict[str, float]:
        """What the score of confidence is made of."""
        return {"coverage": self.coverage, "detail": lost_detail(self.terms, self.missing), "head": self.head_fit, "period": self.period_fit,
                "excess": self.excess if self.figure.unit in {"", "%"} else 0.0}  # fmt: skip  # a sum of money always comes with what it is for

    @property
    def missing(self) -> tuple[Term, ...]:
        """The terms of the question that the figure's surroundings lack."""
        return tuple(t for t, c in zip(self.terms, self.covered, strict=True) if c < COVERED and not t.optional)

    @property
    def lost(self) -> float:
        """The share of what must be covered that is not, by weight."""
        return lost_share(self.terms, self.missing)


def unit_fit(quantity: str, figure: Figure, policy: Policy, unit: Unit) -> float:
    """Whether a figure is of the kind that is asked for."""
    if quantity == "share":
        return 1.0 if figure.unit == "%" else 0.0
    if quantity == "money":
        return 1.0 if figure.unit and figure.unit != "%" and figure.unit not in _TIME_UNITS else 0.25 if figure.unit == "%" or re.search(r"times", figure.counted) else 0.0
    if quantity == "age":
        return 1.0 if figure.unit == "years" and re.search(r"\bage|\bold\b", unit.text, re.I) else 0.0
    if quantity == "duration":
        if figure.unit not in _TIME_UNITS:
            return 0.0
        behind = policy.text[figure.end : figure.end + 24]
        return 0.3 if re.match(r"\s+(?:later|after|before|ago|earlier|old|of age)\b", behind) or re.search(r"\bage\b|\bold\b", figure.counted) else 1.0
    if quantity == "count":
        return 1.0 if figure.unit == "" else 0.0
    return 0.9


def find_figures(
    asked: Asked, paths: Iterable[str], lexicon: Lexicon, periods: Sequence[Period] | None = None, meaning: Callable[[str, int], float] | None = None
) -> list[FigureMatch]:
    """Every figure of these policies judged against the question, best first; ``meaning`` gives the cosine of the question with a sentence."""
    wanted = asked.periods if periods is None else periods
    found = []
    for path in paths:
        policy = lexicon.policies[path]
        terms = weighed(asked, path, lexicon)
        matches: dict[tuple[int, int | None], Match] = {}
        series = lexicon.series(path)
        for i, figure in enumerate(policy.figures):
            key = (figure.sentence, figure.antecedent if figure.antecedent is not None else series.get(i))
            if key not in matches:
                matches[key] = match(terms, lexicon.units[path][figure.sentence], lexicon, key[1])
            judged = _judge(asked, policy, figure, i, matches[key], wanted, lexicon)
            found.append(replace(judged, dense=max(0.0, meaning(path, figure.sentence))) if meaning else judged)
    return sorted(found, key=lambda f: -f.score)


def _judge(asked: Asked, policy: Policy, figure: Figure, number: int, sentence: Match, periods: Sequence[Period], lexicon: Lexicon) -> FigureMatch:
    unit, terms = sentence.unit, sentence.terms
    near = _nearness(policy, figure, number, unit)
    covered = []
    for term, whole, own in zip(terms, sentence.covered, sentence.inside, strict=True):
        value = whole
        if own > 0 and own >= whole * 0.9:
            value = max(
                (like * near[at] for key, like in lexicon.expand(term.word).items() for at in unit.positions.get(key, ())), default=0.0
            )
            value = max(value, whole if own < whole else 0.0)
        covered.append(value)
    head_fit = _head_fit(asked, terms, figure, sentence, lexicon)
    if any(t.head for t in terms):
        covered = [max(c, head_fit) if t.head else c for t, c in zip(terms, covered, strict=True)] if head_fit < 0.9 else covered
    total = sum(t.pull for t in terms)
    coverage = sum(t.pull * c for t, c in zip(terms, covered, strict=True)) / total if total else 0.6
    quantity = asked.quantity
    if quantity == "duration" and figure.unit == "" and any(likeness(t.word, w) >= 0.9 for t in terms if t.head for w in content_words(figure.counted)):
        fit = 1.0
    else:
        fit = unit_fit(quantity, figure, policy, unit)
    named_unit = _unit_asked(asked.core)
    if named_unit and figure.unit in _TIME_UNITS and figure.unit != named_unit:
        fit *= 0.3
    fit_period = period_fit(periods, figure.period)
    stated = figure.period
    if stated is not None and stated.kind == "range" and stated.end.year > stated.start.year + 1 and fit_period and not any(p.kind == "range" for p in periods) and periods and figure.role != "offered":
        fit_period = min(fit_period, 0.3)  # a total of several years is no figure of one of them
    if stated is not None and stated.relation == "since" and figure.unit == "" and figure.role == "reached" and periods and all(p.start.year > stated.start.year for p in periods):
        fit_period = min(fit_period, 0.3)  # what was counted since an earlier year is no count of this one
    if periods and fit_period < 0.85 and figure.role == "planned" and _wish(asked.full.lower())[0]:
        # "The number planned in 2021" may be due in another year: the year of the sentence before is when it was planned.
        before = policy.sentences[figure.sentence - 1] if figure.sentence else None
        if before is not None and before.paragraph == unit.sentence.paragraph:
            fit_period = max(fit_period, 0.85 * period_fit(periods, before.period) if before.period else 0.0)
    if quantity == "money" and figure.unit and figure.unit not in _TIME_UNITS | {"%"}:
        fit *= _scale_fit(asked.core, policy.text[figure.start : figure.end], policy.text[figure.end : figure.end + 40])
    fit *= _threshold_fit(asked, policy, figure)
    if figure.unit == "" and any(n.value == figure.value and not n.unit for n in numbers_in(asked.core)):
        fit *= 0.3  # the number that the question itself gives is not what it asks for
    return FigureMatch(policy, figure, unit, terms, tuple(covered), coverage, fit, head_fit, fit_period, _role_fit(asked, policy, figure), _excess(asked, figure, unit, near, lexicon))


#: Words of a figure's clause this much rarer than common ones, in sum, make it tell of something narrower than what is asked.
_NARROW = 3.0


def _excess(asked: Asked, figure: Figure, unit: Unit, near: Sequence[float], lexicon: Lexicon) -> float:
    """How much narrower a figure's own clause is than the question, from 0 to 1: its words that the question has nothing like
    ("340 participants *had gained a certificate*" to a question for participants)."""
    policy = unit.policy
    spans = [(s, e) for s, e, _ in find_periods(unit.text)]
    title = lexicon.titles[policy.path]
    own = [t.word for t in asked.terms] + list(title.values())
    total = 0.0
    for word, close in zip(unit.words, near, strict=True):
        at = word.start - unit.sentence.start
        if close < 1.0 or not is_content(word) or any(s <= at < e for s, e in spans) or word.stem in weak_verbs() or word.stem in common_verbs() or word.concepts & _MOVING or word.stem in title:
            continue
        total += lexicon.rarity(word) * (1.0 - max((likeness(word, o) for o in own), default=0.0))
    return min(1.0, total / _NARROW)


def _scale_fit(core: str, shown: str, behind: str) -> float:
    """Whether a total is asked and a rate per head stated, or the other way round."""
    total = re.search(r"\b(?:spen[dt]|spending|budget|total|overall|altogether|invest\w*|expenditure|paid out|in all|set aside|reserved|earmarked|allocated)\b", core, re.I)
    each = re.search(r"\b(?:per|each|every|a (?:month|day|year|week)|an hour|for one|for a|to a)\b", core, re.I)
    per_head = re.match(r"\s+(?:per|for each|for every|each|a (?:month|day|week|head)|an hour)\b", behind, re.I)
    large = re.search(r"million|billion|\d[  ,.]\d{3}[  ,.]\d{3}", shown)
    if total and per_head and not each:
        return 0.3
    return 0.6 if each and not total and large else 1.0


def _threshold_fit(asked: Asked, policy: Policy, figure: Figure) -> float:
    """Whether a number in the question ("350 learners") meets the limit that goes with this figure ("EUR 9 000 for providers with more than 200 learners")."""
    if asked.quantity not in {"money", "share", "any"}:
        return 1.0
    given = [n for n in numbers_in(asked.full) if not n.unit]
    if not given:
        return 1.0
    clause = re.match(r"[^;.]*", policy.text[figure.end : figure.end + 120])
    stretch = clause.group() if clause else ""
    limit = re.search(r"\b(up to|at most|no more than|fewer than|less than|under|below|more than|over|above|at least|from)\s+(\d[\d  ,.]*\d|\d)(?:\s+(?:to|and)\s+(\d[\d  ,.]*\d|\d))?", stretch, re.I)
    if not limit:
        return 1.0
    value = value_of(limit.group(2))
    if value is None:
        return 1.0
    word = limit.group(1).lower()
    upper = value_of(limit.group(3)) if limit.group(3) else None
    for number in given:
        if upper is not None:
            inside = value <= number.value <= upper
        elif word in {"up to", "at most", "no more than"}:
            inside = number.value <= value
        elif word in {"fewer than", "less than", "under", "below"}:
            inside = number.value < value
        elif word in {"more than", "over", "above"}:
            inside = number.value > value
        else:
            inside = number.value >= value
        return 1.0 if inside else 0.3
    return 1.0


def _unit_asked(core: str) -> str:
    found = re.search(r"\bhow many (?:[\w-]+ )?(years|months|weeks|days|hours|minutes)\b", core, re.I)
    return found.group(1).lower() if found else ""


def _nearness(policy: Policy, figure: Figure, number: int, unit: Unit) -> list[float]:
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
        elif re.search(r", (?:and|but|while|or|as)\b|,", between):
            value = 0.88
        if any(low <= f.start < high for f in others):
            value = min(value, 0.78)
        elif word.start < figure.start and any(f.end <= word.start for f in others) is False and any(f.start > word.end and f.end < figure.start for f in others):
            value = min(value, 0.78)
        # A noun right behind another number is what that number counts.
        if any(0 <= word.start - f.end <= 1 for f in others) and value == 1.0 and word.start < figure.start:
            value = 0.85
        if closed and word.end > figure.start:
            value = min(value, 0.75)
        near.append(value)
    return near


def _head_fit(asked: Asked, terms: Sequence[Term], figure: Figure, sentence: Match, lexicon: Lexicon) -> float:
    """Whether the figure counts what the question wants counted."""
    heads = [t for t in terms if t.head]
    if not heads or asked.quantity not in {"count", "share", "duration", "any"}:
        return 0.9
    noun = heads[-1].word
    if asked.quantity == "duration" or (asked.quantity == "any" and figure.unit not in {"", "%"}):
        return 0.9
    counted: list[Word] = [w for w in content_words(f"{figure.counted} {figure.population}") if not w.concepts & _MOVING]
    former = 0.6 if re.search(r"\b(?:former|potential|possible|future)\b", figure.counted, re.I) and not re.search(r"\b(?:former|potential|possible|future)\b", asked.core, re.I) else 1.0
    values = [max((likeness(t.word, w) for w in counted), default=0.0) for t in heads]
    best = max(values, default=0.0)
    last = max((_counts_as(noun, w) for w in counted), default=0.0)
    if asked.quantity == "share" or (asked.quantity == "any" and figure.unit == "%"):
        # What a share is of may stand anywhere in the sentence or before it.
        return max(best, 0.85 * max((c for t, c in zip(sentence.terms, sentence.covered, strict=True) if t.head), default=0.0), 0.3)
    if last >= 0.5 or best >= 0.9:
        return former * max(last, 0.8 * best)
    # "How many apprentices registered?" is answered by "registrations climbed to 8 712": what was done is counted.
    done = max((likeness(t.word, w) for t in terms if not t.head and not t.optional for w in counted), default=0.0)
    if done >= 0.7 and noun.near & {"people"} and not _noun_behind(figure, sentence):
        return 0.7 * former
    # A number without a noun of its own ("a further 100 were to follow", "brought the number to 37", "construction (8)") leans on the words around it.
    unit = sentence.unit
    elliptic = not [w for w in content_words(figure.counted) if not w.concepts & _MOVING] or bool(figure.population and not figure.counted) or (unit.policy.text[figure.start - 1] == "(")
    if unit.policy.text[figure.start - 1] == "(" and content_words(figure.counted):
        # "construction (8)" may be one of "42 centres": only where the sentence counts what is asked for.
        elliptic = any(f.sentence == figure.sentence and f is not figure and any(likeness(noun, w) >= 0.7 for w in content_words(f.counted)) for f in unit.policy.figures)
    if elliptic:
        near = _nearness(unit.policy, figure, 0, unit)
        far = 1.0 if _PRONOUN.search(unit.policy.text[max(unit.sentence.start, figure.start - 60) : figure.start]) else 0.45
        own = max((like * (1.0 if near[at] >= 0.85 else far) for key, like in lexicon.expand(noun).items() for at in unit.positions.get(key, ())), default=0.0)
        around = max(own, 0.0 if best_in(Term(noun, 1.0), unit, lexicon) else max((b if "person_kind" in noun.near else c for t, c, b in zip(sentence.terms, sentence.covered, sentence.beside, strict=True) if t.word.stem == noun.stem), default=0.0))
        return 0.85 * around
    return 0.4 * best


def _counts_as(noun: Word, counted: Word) -> float:
    """How far what is counted is what the question wants counted: "people" are any group of people, a "training contract" is a contract."""
    if noun.stem == stem("people") and counted.near & {"people", "person_kind"}:
        return 0.85
    tails = max((0.7 for a, b in ((noun, counted), (counted, noun)) if " " in a.stem and a.stem.split()[-1] == b.stem), default=0.0)
    return max(likeness(noun, counted), tails)


def _noun_behind(figure: Figure, sentence: Match) -> bool:
    """Whether the number has a noun of its own right behind it."""
    return bool(figure.counted) and figure.counted in sentence.unit.policy.text[figure.end : figure.end + 80]


_SUBSET = re.compile(r"\b(?:of (?:which|whom|these|them|those)|among (?:them|whom|these)),?\s*(?:\w+\s+){0,2}$", re.I)


def _picks_out(asked: Asked, policy: Policy, figure: Figure) -> bool:
    """Whether the words right behind a number that is a part of another are asked for."""
    behind = re.match(r"[^,;.:()]{0,60}", policy.text[figure.end : figure.end + 60])
    told = content_words(behind.group()) if behind else []
    return any(likeness(t.word, w) >= COVERED for t in asked.terms if not t.head for w in told)


@lru_cache(256)
def _wish(core: str) -> tuple[bool, bool, bool, bool]:
    """Whether a question, in lower case, speaks of a plan, a change, what really was, and the past."""
    plan = bool(re.search(r"\b(?:plan\w*|target\w*|aim\w*|goal\w*|foresee\w*|foreseen|expect\w*|intend\w*|were to|was to|to be|should|meant to|supposed|envisage\w*|propos\w*|want\w*|will)\b", core))
    change = bool(re.search(r"\bby (?:how much|what|how many)\b|\bgrow(?:th)? (?:rate|by)\b|\b(?:rise|fall|drop|increase|decrease|grow|change)\b.{0,20}\bby\b|\bpercentage (?:rise|fall|increase|change)|\bhow much (?:more|less|fewer)\b", core))
    actual = bool(re.search(r"\bactual\w*|\breal(?:ly|ity)?\b|\bin fact\b|\bturned out\b|\bin the end\b|\breached\b|\bachieved\b|\bhad (?:completed|been|received|obtained)\b|\beffectively\b", core)) and not plan
    past = bool(re.search(r"\b(?:did|were|was|had|took|came|went|has been|have been)\b", core))
    return plan, change, actual, past


def _role_fit(asked: Asked, policy: Policy, figure: Figure) -> float:
    """Whether a result, a plan or a change is wanted, against what the figure is; the start of "from … to …" only where it is asked."""
    sentence_before = policy.text[max(0, figure.start - 20) : figure.start]
    behind = policy.text[figure.end : figure.end + 60]
    core = asked.full.lower()
    plan, change, actual, past = _wish(core)
    if figure.role == "change":
        return 1.0 if change else 0.55
    if change and figure.role != "change":
        return 0.7
    if re.search(r"\bfrom\s+(?:about\s+|around\s+)?$", sentence_before) and re.match(r"\s+(?:\w+\s+){0,6}to\s", behind) and not re.search(r"\b(?:from|before|start|initial|earlier|previous)", core):
        return 0.8
    part = 0.93 if re.search(r"further|another|additional|at least", figure.qualifier) and not re.search(r"further|another|additional|least|minimum", core) else 1.0
    if part < 1.0 and figure.role in {"planned", "reached"} and not asked.periods:
        return part if plan or figure.role == "reached" else 0.75
    if _SUBSET.search(sentence_before) and not _picks_out(asked, policy, figure):
        return 0.4  # a part of what was counted before
    if figure.role == "planned":
        return 1.0 if plan else 0.35 if actual else 0.45 if past else 0.8
    if plan and not actual and figure.role == "reached":
        return 0.85
    return 1.0
