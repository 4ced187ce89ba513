"""How well a sentence, with what stands around it, covers what a question asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.asked import Asked
from assistant.lexicon import Lexicon, Unit
from assistant.terms import Term
from corpus.model import Period
from corpus.periods import find_periods
from corpus.vocabulary import country_of
from corpus.words import likeness, words

#: What a word counts that stands not in the sentence itself but in the line that introduces it, in the sentence before, in the
#: rest of the paragraph, in the title, in a heading or in a heading that is a question.
IN_LEAD, IN_PREVIOUS, IN_PARAGRAPH, IN_TITLE, NEAR_TITLE, IN_HEADING, IN_QUESTION = 0.8, 0.7, 0.55, 0.85, 0.5, 0.5, 0.75
#: Below this a word of the question counts as not covered.
COVERED = 0.45
#: Details that weigh less than this in all are no full set of details.
LEAST_DETAIL = 0.8


#: What a sentence that names languages counts for the word itself.
NAMED = 0.8
_LANGUAGE = "languag"
_OF_A_PEOPLE = re.compile(r"(?:ish|ian|ese|man|ch|ic|ek|ean)$")
#: Sentences that leave out what they speak of because the one before has named it ("In 2019, the number rose to 485").
_LEANS = re.compile(r"(?:(?:In|By|At|For|During|From|Since|Until)\b[^,]{2,40},\s+)?(?:the (?:number|figure|total|share|rate|amount|same)\b|they\b|it\b|that (?:of|brought|number)\b|(?:a|another) further\b)", re.I)


@dataclass(frozen=True, slots=True)
class Match:
    """One sentence with how far it covers each term; ``score`` is the weighted mean, from 0 to 1; ``beside`` leaves title and headings out."""

    unit: Unit
    score: float
    covered: tuple[float, ...]
    inside: tuple[float, ...]
    terms: tuple[Term, ...]
    beside: tuple[float, ...] = ()

    @property
    def missing(self) -> tuple[Term, ...]:
        """The terms that neither the sentence nor its surroundings have."""
        return tuple(t for t, c in zip(self.terms, self.covered, strict=True) if c < COVERED and not t.optional)

    @property
    def lost(self) -> float:
        """The share of what must be covered that is not, by weight."""
        return lost_share(self.terms, self.missing)

    def features(self, dense: float, period: float) -> dict[str, float]:
        """What the score of confidence is made of."""
        return {"coverage": self.score, "inside": self.inside_score, "period": period, "dense": dense}

    @property
    def inside_score(self) -> float:
        """The weighted mean over the sentence's own words."""
        total = sum(t.pull for t in self.terms)
        return sum(t.pull * c for t, c in zip(self.terms, self.inside, strict=True)) / total if total else 0.0


def lost_share(terms: Sequence[Term], missing: Sequence[Term]) -> float:
    """The share by weight of ``missing`` among the terms that are not optional."""
    total = sum(t.weight for t in terms if not t.optional)
    return sum(t.weight for t in missing) / total if total else 0.0


def lost_detail(terms: Sequence[Term], missing: Sequence[Term]) -> float:
    """The share by weight of ``missing`` among the terms that say what of the policy is asked: neither its name nor what is counted."""
    details = [t for t in terms if not (t.titled or t.head or t.optional)]
    total = max(LEAST_DETAIL, sum(t.weight for t in details))
    return sum(t.weight for t in missing if not (t.titled or t.head)) / total


def best_in(term: Term, unit: Unit, lexicon: Lexicon) -> float:
    """How far a unit's own words cover one term, from 0 to 1."""
    if not unit.positions:
        return 0.0
    return max((value for key, value in lexicon.expand(term.word).items() if key in unit.positions), default=0.0)


def names_languages(unit: Unit) -> bool:
    """Whether a sentence names languages, two at least ("in French and German")."""
    found = [w for w in unit.words if w.text[:1].isupper() and (w.text == "English" or _OF_A_PEOPLE.search(w.text) and country_of(w.text))]
    return any(re.fullmatch(r",?\s*(?:and|or)?\s*", unit.policy.text[a.end : b.start]) for a, b in pairwise(found))


def match(terms: Sequence[Term], unit: Unit, lexicon: Lexicon, antecedent: int | None = None) -> Match:
    """The coverage of ``terms`` by a unit and its surroundings; ``antecedent`` is an earlier sentence that the unit goes on from."""
    policy = unit.policy
    units = lexicon.units[policy.path]
    lead = units[unit.sentence.lead] if unit.sentence.lead is not None else None
    before = [u for u in units[max(0, unit.index - 3) : unit.index] if u.sentence.paragraph == unit.sentence.paragraph and not u.sentence.boilerplate]
    if not before and unit.index and _LEANS.match(unit.text) and units[unit.index - 1].words and units[unit.index - 1].sentence.section == unit.sentence.section:
        before = [units[unit.index - 1]]
    if antecedent is not None:
        before = [*before, units[antecedent]]
    heading = lexicon.headings[policy.path][unit.sentence.section]
    # What stands under a question answers it, as a list item goes on from its line.
    over = IN_QUESTION if policy.sections[unit.sentence.section].name.endswith("?") else IN_HEADING
    title = lexicon.titles[policy.path]
    schemes = lexicon.scheme_names(policy.path)
    covered, inside, beside = [], [], []
    for term in terms:
        own = best_in(term, unit, lexicon)
        if own < NAMED and term.word.stem == _LANGUAGE and names_languages(unit):
            own = NAMED
        best = own
        if best < 1.0 and lead is not None:
            best = max(best, IN_LEAD * best_in(term, lead, lexicon))
        if best < 0.8 and before:
            best = max(best, IN_PREVIOUS * best_in(term, before[-1], lexicon), *((IN_PREVIOUS if u.index == antecedent else IN_PARAGRAPH) * best_in(term, u, lexicon) for u in before))
        beside.append(best)
        if best < IN_TITLE and title:
            values = [IN_TITLE * v if v >= 0.7 else NEAR_TITLE for k, v in lexicon.expand(term.word).items() if k in title and v >= COVERED]
            best = max([best, *values])
        if best < IN_TITLE and (term.scheme or term.word.stem in schemes):
            best = IN_TITLE
        if best < over and heading:
            best = max([best, *(over * v for k, v in lexicon.expand(term.word).items() if k in heading and v >= 0.7)])
        covered.append(best)
        inside.append(own)
    total = sum(t.pull for t, c in zip(terms, covered, strict=True) if t.counts(c))
    score = sum(t.pull * c for t, c in zip(terms, covered, strict=True)) / total if total else 0.0
    return Match(unit, score, tuple(covered), tuple(inside), tuple(terms), tuple(beside))


def weighed(asked: Asked, path: str, lexicon: Lexicon) -> tuple[Term, ...]:
    """The question's terms for one policy: words of its title tell little there, and the place names nothing more."""
    title = lexicon.titles[path]
    known = list(title.values())
    stems = [w.stem for w in words(asked.full)]
    named = {s for name in lexicon.names(path) if len(name) > 1 and any(tuple(stems[i : i + len(name)]) == name for i in range(len(stems))) for s in name}
    terms = []
    for term in asked.terms:
        if term.word.stem in named:
            term = replace(term, scheme=True)
        titled = term.scheme or term.word.stem in title or term.word.stem in lexicon.scheme_names(path) or any(likeness(term.word, w) >= 0.9 or _one_family(term.word.stem, w.stem) for w in known)
        held = path in lexicon.in_policies.get(term.word.stem, ())
        weight = term.weight * (0.35 if titled else 1.0) * (1.25 if term.name and not titled and not held else 1.0)
        terms.append(replace(term, weight=weight, titled=titled))
    return tuple(terms)


def _one_family(a: str, b: str) -> bool:
    """Whether two long words begin alike ("apprentice", "apprenticeship")."""
    return len(min(a, b, key=len)) >= 8 and a[:8] == b[:8]


def candidates(asked: Asked, paths: Iterable[str], lexicon: Lexicon, kinds: frozenset[str] | None = None) -> list[Match]:
    """Every sentence of these policies that covers something, best first; ``kinds`` restricts the sections."""
    found = []
    for path in paths:
        terms = weighed(asked, path, lexicon)
        for unit in lexicon.units[path]:
            if not unit.words or (kinds and unit.kind not in kinds):
                continue
            found.append(match(terms, unit, lexicon))
    return sorted(found, key=lambda m: (-m.score - 0.15 * m.inside_score, m.unit.index))


#: A number, with the name before it that it may be the end of ("the Beacon 2 courses").
_NUMBER = re.compile(r"(?<!\w)(?P<name>(?<=[a-z,] )[A-Z][a-z]+ )?(?P<number>\d[\d .,]*\d|\d)(?!\w)")


def lacks_number(asked: Asked, text: str) -> bool:
    """Whether a question has a number, years, dates and the numbers of names ("Beacon 2") apart, that a text has not."""
    spans = [(s, e) for s, e, _ in find_periods(asked.core)]
    asked_for = [_digits(m["number"]) for m in _NUMBER.finditer(asked.core) if not m["name"] and not any(s <= m.start() < e for s, e in spans)]
    stated = _digits(text)
    return any(not re.search(rf"(?<!\d){re.escape(n)}(?!\d)", stated) for n in asked_for)


def _digits(text: str) -> str:
    return re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3})", "", text)


def period_fit(asked: Sequence[Period], stated: Period | None, inherited: bool = False) -> float:
    """How far a stated period meets the one asked for: 1 where they are the same, 0 where they exclude each other.

    0.5 where the text states none; without a period in the question everything fits.
    """
    if not asked:
        return 1.0
    if stated is None:
        return 0.5
    return max(_fit(one, stated) for one in asked)


def _fit(asked: Period, stated: Period) -> float:
    if asked.start == stated.start and asked.end == stated.end:
        return 1.0
    if {asked.kind, stated.kind} == {"school_year", "range"} and (asked.start.year, asked.end.year) == (stated.start.year, stated.end.year):
        return 0.95  # a financial year ("2022 to 2023") is asked for as 2022-23
    if asked.relation == "by" and stated.relation in {"in", "by"} and asked.kind == "year" and stated.end.year == asked.end.year:
        return 0.95
    if stated.within(asked):
        return 0.95 if asked.kind != "range" or stated.kind != "year" else 0.8
    if asked.within(stated):
        if stated.relation == "since":
            return 0.9
        return 0.85 if stated.kind in {"range", "school_year"} or (stated.kind == "year" and asked.kind in {"month", "day", "range"}) else 0.7
    if stated.relation == "since" and asked.start >= stated.start:
        return 0.75
    if asked.relation == "since" and stated.start >= asked.start:
        return 0.7
    if asked.relation == "since" and stated.relation == "since" and stated.start.year == asked.start.year:
        return 0.8
    if asked.kind == "year" and stated.kind == "school_year" and stated.start.year == asked.start.year:
        return 0.45
    if asked.kind == "school_year" and stated.kind == "year" and stated.start.year == asked.start.year:
        return 0.3
    return 0.0
