"""The sentences of a policy as evidence for a claim, and how far each covers what the claim says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from assistant.claim_words import Token, alike, is_content, is_label, tokens
from assistant.lexicon import STRUCTURE, Lexicon
from assistant.statements import Statement, read_statement
from corpus.model import Policy
from corpus.tables import cell_words

if TYPE_CHECKING:
    from assistant.engine import Assistant

#: What a word counts that stands not in the sentence itself but in the line that introduces it, the sentence before, the rest of
#: the paragraph, the title or a heading, or that names what the whole policy is about.
IN_LEAD, IN_PREVIOUS, IN_PARAGRAPH, IN_TITLE, IN_TOPIC, IN_HEADING = 0.9, 0.8, 0.65, 0.9, 0.85, 0.6
#: Below this a word of the claim counts as not covered.
COVERED = 0.45
#: What a word for those whom a page speaks to counts where it says "you".
ADDRESSED = 0.7
_YOU = frozenset({"you", "your", "you're", "you’re", "you've", "you’ve", "you'll", "you’ll"})
_WHO = frozenset({"people"})


@dataclass(slots=True, eq=False)
class Evidence:
    """One sentence (or stage line, then ``index`` is -1) of a policy, read; ``keys`` are its words as numbers of the reading's vocabulary."""

    policy: Policy
    index: int
    start: int
    end: int
    kind: str
    statement: Statement
    keys: list[int]
    paragraph: int = -1
    lead: Evidence | None = None
    before: list[Evidence] = field(default_factory=list)
    after: list[Evidence] = field(default_factory=list)
    heading: frozenset[int] = frozenset()
    inherited: bool = False
    near: dict[tuple[int, int], list[float]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its exact words."""
        return self.policy.text[self.start : self.end]


    @property
    def says(self) -> bool:
        """Whether it is a sentence that states something, and no entry of a list."""
        return self.kind not in {"target_groups", "bodies", "themes", "priorities", "stages"} and self.statement.main_verb < len(self.statement.tokens)


_SHORT_FOR = re.compile(r"((?:[A-Z][\w'’-]*\s+)(?:(?:[A-Z][\w'’-]*|of|for|and|in|the|de|van|on)\s+){1,8})\(([A-Z]{2,6})\)")
_GOES_ON = re.compile(r"^(?:It|They|This|These|That|Those|He|She)\b|\b[Tt]he (?:number|total|figure|amount|rate|proportion)\b(?! of)|^In [\w-]+, (?:it|they|this)\b")


class Reading:
    """One policy read for checking claims: its sentences as evidence and all their words."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.vocabulary: list[Token] = []
        self._numbers: dict[tuple[str, frozenset[str]], int] = {}
        self._found: dict[tuple[str, frozenset[str]], dict[int, float]] = {}
        self.title = frozenset(self._keys(tokens(policy.title)))
        self.evidence: list[Evidence] = []
        self._read()
        self._abbreviations = self._find_abbreviations()
        self.topic = self._topic()

    def _keys(self, row: Sequence[Token]) -> list[int]:
        keys = []
        for token in row:
            number = self._numbers.setdefault((token.stem, token.senses), len(self.vocabulary))
            if number == len(self.vocabulary):
                self.vocabulary.append(token)
            keys.append(number)
        return keys

    def _number_of(self, token: Token) -> int:
        return self._numbers.get((token.stem, token.senses), -1)

    def _read(self) -> None:
        policy = self.policy
        made: dict[int, Evidence] = {}
        for i, sentence in enumerate(policy.sentences):
            section = policy.sections[sentence.section]
            if sentence.boilerplate or section.kind in STRUCTURE:
                continue
            text = " ".join(policy.words(sentence).split("\n"))
            header = policy.words(policy.sentences[sentence.lead]) if sentence.lead is not None else ""
            names, row = cell_words(header), cell_words(policy.words(sentence))
            if len(row) > 1 and len(names) > 1:
                text = _row(names, row)
            statement = read_statement(text, sentence.period, sentence.period, section.kind == "objectives")
            keys = [-1 if at in statement.timed else k for at, k in enumerate(self._keys(statement.tokens))]
            one = Evidence(policy, i, sentence.start, sentence.end, section.kind, statement, keys, sentence.paragraph)
            one.lead = made.get(sentence.lead) if sentence.lead is not None else None
            one.inherited = sentence.inherited
            one.heading = frozenset(k for h in section.path for k in self._keys(tokens(h)))
            for earlier in self.evidence[-4:]:
                if earlier.paragraph == one.paragraph:
                    one.before.append(earlier)
                    earlier.after.append(one)
            if not one.before and self.evidence and self._leans(one, self.evidence[-1]):
                one.before.append(self.evidence[-1])
            made[i] = one
            self.evidence.append(one)
        for stage in policy.stages:
            statement = read_statement(f"In {stage.year}, the stage of the policy was {stage.name.replace('/', ' or ').lower()}.")
            keys = [-1 if at in statement.timed else k for at, k in enumerate(self._keys(statement.tokens))]
            self.evidence.append(Evidence(policy, -1, stage.start, stage.end, "stages", statement, keys))

    def _leans(self, one: Evidence, last: Evidence) -> bool:
        """Whether a new paragraph goes on with the last one's subject: "the number rose to 485", "They were …"."""
        sections = self.policy.sentences[one.index].section, self.policy.sentences[last.index].section
        return sections[0] == sections[1] and bool(_GOES_ON.search(one.statement.text))

    def _find_abbreviations(self) -> dict[str, frozenset[str]]:
        """The stems that an abbreviation of the text is short for: "Authority for Quality in VET (AQV)"."""
        found = {}
        for match in _SHORT_FOR.finditer(self.policy.text):
            row = [t for t in tokens(match.group(1)) if is_content(t)]
            if row:
                found[tokens(match.group(2))[0].stem] = frozenset(t.stem for t in row)
        return found

    def _topic(self) -> frozenset[int]:
        """The names that the whole policy is about: those that come back in sentence after sentence, bodies left out."""
        bodies = {t.stem for e in self.policy.entries if e.kind == "bodies" for t in tokens(self.policy.words(e))}
        seen: dict[str, int] = {}
        for one in self.evidence:
            row = enumerate(one.statement.tokens)
            names = {t.stem for i, t in row if i and one.keys[i] >= 0 and t.name and len(t.text) > 2 and t.text.isalpha() and is_content(t)}
            for stem in names - bodies:
                seen[stem] = seen.get(stem, 0) + 1
        # What stands in brackets behind the words of the title is another name of it: "the school fund (Skolefonden, SF)".
        for one in self.evidence:
            for match in re.finditer(r"\(([^)]*)\)", one.statement.text):
                before = [t for t in one.statement.tokens if t.end <= match.start() and is_content(t)][-4:]
                if sum(self._number_of(t) in self.title for t in before) >= 2:
                    seen |= {t.stem: 3 for t in one.statement.tokens if match.start() < t.start < match.end() and t.name and len(t.text) > 1}
        opening = {t.stem for one in self.evidence[:3] for t in one.statement.tokens if t.name}
        topic = {stem for stem, count in seen.items() if count >= 3 or (count == 2 and stem in opening)}
        return frozenset(i for i, t in enumerate(self.vocabulary) if t.stem in topic)

    def matching(self, token: Token) -> dict[int, float]:
        """The words of the policy that may stand for one of the claim, by number, each with its likeness."""
        key = (token.stem, token.senses)
        if key not in self._found:
            found = {i: v for i, t in enumerate(self.vocabulary) if (v := alike(token, t)) >= 0.4}
            parts = [p for p in token.stem.split() if len(p) > 3]
            if len(parts) > 1:
                for i, known in enumerate(self.vocabulary):
                    if known.stem in parts:
                        found[i] = max(found.get(i, 0.0), 0.55)
            for short, long in self._abbreviations.items():
                # "AQV" and "the Authority" are one; so are the full name and "AQV".
                if token.stem == short:
                    found.update({i: max(found.get(i, 0.0), 0.8) for i, t in enumerate(self.vocabulary) if t.stem in long})
                elif token.stem in long and token.name:
                    found.update({i: max(found.get(i, 0.0), 0.8) for i, t in enumerate(self.vocabulary) if t.stem == short})
            self._found[key] = found
        return self._found[key]

    def names(self, token: Token) -> bool:
        """Whether a word of the claim names what the policy is about, by its title or throughout."""
        least = 0.7 if token.name else 0.85
        return any(v >= least for k, v in self.matching(token).items() if k in self.title or k in self.topic)

    def is_place(self, token: Token) -> bool:
        """Whether a word names the policy's own country or is formed from its name ("Ruritanian" of Ruritania)."""
        country = self.policy.country.split("-")[0].lower()
        front = country[: max(4, len(country) - 2)]
        return bool(country) and token.name and token.low.startswith(front) and len(token.low) <= len(country) + 5


def _row(names: list[str], cells: list[str]) -> str:
    """A row of a table as a sentence, so that its numbers know what they count."""
    said = []
    for name, cell in zip(names[1:], cells[1:], strict=False):
        unit = re.search(r"\(([^)]*)\)", name)
        plain = re.sub(r"\([^)]*\)", "", name).strip().lower()
        money = re.match(r"([A-Z]{3})\s*(million|thousand|billion)?", unit.group(1)) if unit else None
        if money:
            said.append(f"the {plain} was {money.group(1)} {cell} {money.group(2) or ''}".strip())
        else:
            said.append(f"the number of {plain} was {cell}{'%' if unit and '%' in unit.group(1) else ''}")
    opening = "In" if re.match(r"(?:19|20)\d\d", cells[0]) else "For"
    return f"{opening} {cells[0]}, {'; '.join(said)}."


_READ: WeakKeyDictionary[Lexicon, dict[str, Reading]] = WeakKeyDictionary()


def reading(assistant: Assistant, path: str) -> Reading:
    """The reading of one policy, made at its first claim and kept as long as the assistant's words are."""
    known = _READ.setdefault(assistant.lexicon, {})
    if path not in known:
        known[path] = Reading(assistant.policies[path])
    return known[path]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the claim that its evidence should have; ``hard`` ones must not be missing."""

    at: int
    token: Token
    weight: float
    hard: bool


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """How far one sentence covers each term: in its own words, and with what stands around it; ``hits`` are the places in the sentence."""

    evidence: Evidence
    terms: tuple[Term, ...]
    hits: tuple[tuple[tuple[int, float], ...], ...]
    inside: tuple[float, ...]
    around: tuple[float, ...]

    @property
    def score(self) -> float:
        """The weighted mean with the surroundings."""
        return mean((t.weight, c) for t, c in zip(self.terms, self.around, strict=True))

    @property
    def own(self) -> float:
        """The weighted mean of the sentence's own words."""
        return mean((t.weight, c) for t, c in zip(self.terms, self.inside, strict=True))

    @property
    def missing(self) -> tuple[Term, ...]:
        """The hard terms that are not covered."""
        return tuple(t for t, c in zip(self.terms, self.around, strict=True) if t.hard and c < COVERED)


def mean(rows: Iterable[tuple[float, float]]) -> float:
    """The mean of values by weight; 1 of none."""
    total = score = 0.0
    for weight, value in rows:
        total += weight
        score += weight * value
    return score / total if total else 1.0


def cover(terms: Sequence[Term], evidence: Evidence, read: Reading) -> Cover:
    """The coverage of terms by one sentence and its surroundings."""
    lead = set(evidence.lead.keys) if evidence.lead else set()
    last = set(evidence.before[-1].keys) if evidence.before else set()
    paragraph = {k for e in evidence.before[:-1] for k in e.keys}
    hits, inside, around = [], [], []
    addressed = [i for i, t in enumerate(evidence.statement.tokens) if t.low in _YOU]
    for term in terms:
        values = read.matching(term.token)
        places = tuple((i, values[k]) for i, k in enumerate(evidence.keys) if k in values)
        here = max((v for _, v in places), default=0.0)
        if here < ADDRESSED and addressed and term.token.word.near & _WHO and not term.token.name:
            places, here = ((addressed[0], ADDRESSED), *places), ADDRESSED
        best = here
        if is_label(term.token):
            # "Strand A" of the sentence before holds on until another letter is named.
            others = any(is_label(t) for t in evidence.statement.tokens)
            best = here or (0.0 if others else IN_PREVIOUS * max((v for k, v in values.items() if k in last or k in paragraph or k in lead), default=0.0))
        elif best < 1.0:
            for k, v in values.items():
                share = (
                    IN_LEAD if k in lead
                    else IN_TITLE if k in read.title
                    else IN_TOPIC if k in read.topic
                    else IN_PREVIOUS if k in last
                    else IN_PARAGRAPH if k in paragraph
                    else IN_HEADING if k in evidence.heading
                    else 0.0
                )  # fmt: skip
                best = max(best, share * v)
        hits.append(places)
        inside.append(here)
        around.append(best)
    return Cover(evidence, tuple(terms), tuple(hits), tuple(inside), tuple(around))
