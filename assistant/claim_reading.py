"""A claim taken apart: what it counts, when, which way it points, what it sets against what, who acts, why, and the words that remain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.claim_brief import filled_in
from assistant.claim_evidence import Cover, Evidence, Reading, Term, cover
from assistant.claim_quantity import Quantity
from assistant.claim_words import is_content, is_soft, stems_of
from assistant.lexicon import Lexicon
from assistant.statements import Statement, is_verb, read_statement, verb_at
from corpus.model import Period
from corpus.words import function_words

_DOWN = r"fewer|less|lower|smaller|shorter|worse|younger|earlier"
_THAN = re.compile(rf"\b(?:(?P<up>more|higher|larger|greater|bigger|longer|better|older|later)|(?P<down>{_DOWN}))\b(?P<middle>[^.;]{{0,70}}?)\bthan\b(?P<right>.*)$", re.I)
_EARLIER = re.compile(r"\s*(?:(?:in|at)\s+)?(?:the\s+)?(?:a\s+year\s+(?:earlier|before)|(?:previous|preceding)\s+(?:school\s+)?year|year\s+before|before|earlier)\b", re.I)
_REASON = re.compile(r"\s(?:was|were|is|are) (?:(?:given|named|cited|seen|mentioned|stated) as )?(?:the|a|one) (?:\w+ )?(?:reasons?|causes?) (?:for|of|why|behind|that)\b", re.I)
_MORE_OR_LESS = re.compile(rf"\b(?:more|higher|larger|greater|bigger|longer|better|older|later|{_DOWN})\b", re.I)
_OVER = re.compile(r"\b(?:(?P<up>exceed(?:s|ed)?|outnumber(?:s|ed)?|surpass(?:es|ed)?|outperform(?:s|ed)?|outstripp?(?:s|ed)?)|(?P<down>(?:lag|lags|lagged|fall|falls|fell|stayed|remained|trailed)\s+(?:far\s+|well\s+)?(?:behind|below|short of)))\b(?P<middle>)(?P<right>.*)$", re.I)
PLAN = re.compile(r"\b(?:planned|budgeted|budget|plan|plans|targets?|targeted|goals?|aims?|foreseen|envisaged|forecast|expected|objectives?|expectations?|intended|anticipated|counted on|reckoned with|hoped for)\b", re.I)
_REACHED = re.compile(r"\b(?:all\b(?=[^.;]{0,60}\b(?:planned|foreseen|intended)\b)|as (?:many|much)\b(?=[^.;]{0,60}\bas\b)|reach|met\b|meet|achiev|attain|hit\b|exceed|surpass|fulfil|overshot|outperform|above|more than|higher than|beyond)\w*", re.I)
_MISSED = re.compile(r"\b(?:miss(?:ed|es)?|fell short|falls? short|fallen short|failed|fails|below|under(?:shot)?|fewer than|less than|lower than|short of|instead of|(?:(?:stay|remain|keep)(?:s|ed)?|kept|came in|come in)\s+within|within)\b", re.I)
_SUPERLATIVE = re.compile(r"\b(?:(?:(?<=the )|(?<='s )|(?<=was )|(?<=were )|(?<=is )|(?<=are )|(?<=courses )|(?<=course ))most(?!\s+of\b)\s+(?!of\b)\w+|largest|biggest|highest|greatest|smallest|lowest|fewest|longest|shortest|oldest|youngest|main|chief)\b(?!\s+(?:of|than)\b)", re.I)
_CAUSE = re.compile(r"\b(?:because of|because|due to|owing to|on account of|as a result of|thanks to|caused by|for want of|in view of|for lack of|resulted from|in response to)\b", re.I)
BY = re.compile(r"\b(?:\w+ed|led|run|held|set up|paid|made|given|taken|built|borne|found|chosen|drawn up)\s+(?:out\s+)?(?:\w+ly\s+)?by\s+(?:the\s+|an?\s+)?|\b(?:go|goes|went|sent|submitted|addressed|handed(?: in)?|directed)\s+to\s+(?:the\s+)?", re.I)
_HEDGE = re.compile(
    r"(?:\b(?:exceed(?:s|ed|ing)?|surpass(?:es|ed)?|topped|nearly|almost|about|around|roughly|over|under|above|below|(?:more|less|fewer|longer|higher|lower|older|younger) than|at least|at most|up to|"
    r"close to|a (?:minimum|maximum) of|in excess of|just|well|approximately|some|only)\s+)+(?:(?:the|a|an)\s+)?$",
    re.I,
)
#: A number that the claim itself gives as the goal ("its goal of bringing dropout down to 12%").
_GOAL_OF = re.compile(r"\b(?:goal|target|aim|objective)\s+(?:of|to)\b[^.;:]*$", re.I)
#: Words of a claim that speak of a plan or a rule rather than of a fact.
WANTS = re.compile(
    r"\b(?:aims?|aimed|goals?|targets?|objectives?|planned|plans?|wants?|wanted|seeks?|intend\w*|meant to|supposed to|is to|are to|(?<!used )to be|should|shall|will|purpose|hopes?|strives?|would|expected|helps?|serves?|designed)\b",
    re.I,
)
#: What only says that a rise or fall goes on ("kept rising", "continued to fall").
_GOING_ON = frozenset("kept keep keeps continued continue continues went".split())
_LINKS = frozenset("unless although though whereas whether provided despite spite notwithstanding".split())
_COMPARING = {"more", "higher", "lower", "fewer", "less", "often", "larger", "smaller", "greater", "bigger", "older", "younger", "longer", "shorter", "lag", "lags", "lagged", "trailed", "behind", "below", "short"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left`` is said to be more (``sign`` 1) or less (-1) than ``right``; words by their index in the claim."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    sign: int
    kind: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the parts that are compared one by one; words are given by their index."""

    statement: Statement
    terms: tuple[Term, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    directions: tuple[tuple[int, int], ...]
    comparison: Comparison | None
    attained: tuple[int, frozenset[int]] | None
    superlative: tuple[frozenset[int], tuple[int, ...]] | None
    cause: tuple[tuple[int, ...], int] | None
    actor: tuple[int, ...]
    subject_end: int
    skipped: frozenset[int]

    @property
    def text(self) -> str:
        """The claim as written."""
        return self.statement.text

    @property
    def main_end(self) -> int:
        """Where the clause of the first verb ends."""
        return self.statement.clause_of(min(self.subject_end, len(self.statement.tokens) - 1))[1]

    @property
    def direction(self) -> int:
        """1 where the claim says that something rose, -1 where it fell, else 0."""
        return self.directions[-1][1] if self.directions else 0


class View:
    """A claim held against one policy: how far each sentence covers it."""

    def __init__(self, claim: Claim, read: Reading) -> None:
        self.claim = claim
        self.read = read
        self.covers = filled_in(claim.statement, claim.terms, [cover(claim.terms, e, read) for e in read.evidence])
        self._of = {id(c.evidence): c for c in self.covers}

    def of(self, evidence: Evidence) -> Cover:
        """The coverage by one sentence."""
        return self._of[id(evidence)]

    def places(self, at: int, evidence: Evidence, least: float) -> list[int]:
        """Where a word of the claim stands in a sentence."""
        values = self.read.matching(self.claim.statement.tokens[at])
        return [i for i, k in enumerate(evidence.keys) if values.get(k, 0.0) >= least]

    def value(self, at: int, keys: Iterable[int]) -> float:
        """How far some words of the policy have a word of the claim."""
        values = self.read.matching(self.claim.statement.tokens[at])
        return max((values[k] for k in keys if k in values), default=0.0)


def read_claim(text: str, lexicon: Lexicon, read: Reading, places: frozenset[str]) -> Claim:
    """Takes a claim apart; ``places`` are words that only name the policy's own country."""
    statement = read_statement(text)
    comparison, attained, rank = find_comparison(statement), find_attained(statement), find_superlative(statement)
    if comparison and comparison.kind == "plan":
        early = {"later": -1, "earlier": 1}.get(text[comparison.span[0] :].split()[0].lower())
        attained = (early or comparison.sign, frozenset(comparison.right).union(attained[1] if attained else ()))
    comparison = comparison if comparison and comparison.kind != "plan" and not attained else None
    quantities = tuple(q for q in statement.quantities if not q.ratio and not (rank and any(statement.tokens[i].start == q.start for i in rank[0])))
    quantities = tuple(q for q in quantities if not _of_name(text, q, lexicon))
    quantities = tuple(replace(q, planned=q.planned or bool(attained and _GOAL_OF.search(text, 0, q.start))) for q in quantities)
    quantities = tuple(replace(q, noun=tuple(t for t in q.noun if t.low not in places and not read.is_place(t))) for q in quantities)
    hedges = [(match.start() if (match := _HEDGE.search(text, 0, q.start)) else q.start, q.start) for q in quantities]

    def hedging(i: int) -> bool:
        return any(s <= statement.tokens[i].start < e for s, e in hedges)

    def comparing(i: int) -> bool:
        return bool(comparison and comparison.span[0] <= statement.tokens[i].start < comparison.span[1])

    def multiple(i: int) -> bool:
        return any(q.unit == "times" and q.start <= statement.tokens[i].start < q.end for q in quantities)

    directions = tuple((i, d) for i, d in statement.directions if not hedging(i) and not multiple(i) and not comparing(i) and not (attained and i in attained[1]))
    counted = {t for q in quantities for t in q.noun}
    skipped = {i for i, _ in directions} | (attained[1] if attained else set()) | (rank[0] if rank else set())
    skipped |= {j for i, _ in directions for j in (i - 1, i - 2) if j >= 0 and statement.tokens[j].low in _GOING_ON}
    skipped |= {i for i, t in enumerate(statement.tokens) if (comparing(i) and t.low in _COMPARING) or (hedging(i) and t not in counted)}
    skipped |= {i for i, t in enumerate(statement.tokens) if t.low == "longer" and i - 1 in statement.denials}
    skipped |= {i for i in statement.denials if statement.tokens[i].stem in stems_of("negation", "words") or statement.tokens[i].low in {*function_words(), "lacked", "lacks"}}
    reason = _REASON.search(text)
    if reason:
        skipped |= {i for i, t in enumerate(statement.tokens) if reason.start() <= t.start < reason.end()}
    subject_end = statement.main_verb
    terms = tuple(_terms(statement, quantities, frozenset(skipped), lexicon, read, places))
    periods = tuple(p for _, _, p in statement.periods)
    return Claim(statement, terms, quantities, periods, directions, comparison, attained, rank, find_cause(statement), find_actor(statement), subject_end, frozenset(skipped))


def _of_name(text: str, quantity: Quantity, lexicon: Lexicon) -> bool:
    """Whether a number ends the name of a policy ("Lantern 4")."""
    name = re.search(r"\b[A-Z][\w-]+ $", text[: quantity.start])
    called = f"{name.group()}{text[quantity.start : quantity.end].split()[0]}" if name else ""
    return bool(called) and any(re.search(rf"\b{re.escape(called)}\b", policy.title) for policy in lexicon.policies.values())


def _terms(statement: Statement, quantities: tuple[Quantity, ...], skipped: frozenset[int], lexicon: Lexicon, read: Reading, places: frozenset[str]) -> Iterable[Term]:
    """The words that evidence should have, each once, without those that are compared as parts of their own."""
    seen = set()
    for i, token in enumerate(statement.tokens):
        if i in skipped or i in statement.timed or not is_content(token) or token.low in _LINKS or token.low in places or (token.low == "one" and not any(q.start == token.start for q in quantities)) or read.is_place(token) or (token.stem, token.senses) in seen:
            continue
        if any(q.start <= token.start and token.end <= q.end and token not in q.noun for q in quantities) or _says_nothing(statement, i):
            continue
        seen.add((token.stem, token.senses))
        # "Used up" says more than "used".
        soft = (is_soft(token, i == 0) and "exhausted" not in token.senses) or bool(WANTS.fullmatch(token.text))
        weight = lexicon.rarity(token.word) * (0.22 if soft else 1.0) * (0.4 if read.names(token) else 1.0)
        yield Term(i, token, weight, not soft)


def _says_nothing(statement: Statement, at: int) -> bool:
    """Whether a word stands in a turn that says nothing of its own: "in order to", "French-speaking" of a part of a country."""
    row = statement.tokens
    before, behind = (row[at - 1].low if at else ""), (row[at + 1].low if at + 1 < len(row) else "")
    return (row[at].low == "order" and before == "in" and behind in {"to", "that", "for"}) or (row[at].low == "speaking" and row[at - 1].name) or (behind == "speaking" and row[at].name) or (row[at].low == "well" and before == "as" and behind != "as")


def words_between(statement: Statement, start: int, end: int) -> tuple[int, ...]:
    """Indices of the content words in a stretch of a statement's text, those that only tell when left out."""
    return tuple(i for i, t in enumerate(statement.tokens) if start <= t.start and t.end <= end and is_content(t) and i not in statement.timed)


def _comparatives(text: str) -> Iterable[re.Match[str]]:
    """Every "more … than …" of a text, then "exceeded …"."""
    for than in re.finditer(r"\bthan\b", text):
        for more in _MORE_OR_LESS.finditer(text, 0, than.start()):
            found = _THAN.match(text, more.start())
            while found and found.start("right") != than.end():
                wider = re.compile(_THAN.pattern.replace("{0,70}?", "{0,90}"), re.I).match(text, more.start())
                found = wider if wider is not None and wider.start("right") == than.end() else None
            if found:
                yield found
                break
    yield from _OVER.finditer(text)


def find_comparison(claim: Statement) -> Comparison | None:
    """What a sentence sets against what, if it compares two groups, two periods or a result with a plan."""
    match = next((m for m in _comparatives(claim.text) if not any(m.start("right") <= q.start <= m.start("right") + 4 for q in claim.quantities)), None)
    if not match:
        return None
    begin = match.start("right")
    earlier = _EARLIER.match(claim.text, begin)
    comma = claim.text.find(", ", begin)
    right = () if earlier else words_between(claim, begin, comma if comma > 0 else len(claim.text))
    left = words_between(claim, 0, match.start()) + words_between(claim, match.start("middle"), match.end("middle"))
    later = earlier is not None or any(s >= begin for s, _, _ in claim.periods)
    kind = "plan" if PLAN.search(match.group("right")) else "period" if later and not right else "group"
    return Comparison(left, right, 1 if match.group("up") else -1, kind, (match.start(), match.end())) if right or later else None


def find_attained(claim: Statement) -> tuple[int, frozenset[int]] | None:
    """1 where the claim says that a goal was met, -1 where it was missed, with the words that say so; None otherwise."""
    goal = PLAN.search(claim.text)
    if not goal:
        return None
    # "More than a third of the budget" says how much, not that a plan was kept.
    sized = {q.start for q in claim.quantities if q.unit == "%"} if goal.group().lower().startswith("budget") else set()
    missed, reached = ([m for m in pattern.finditer(claim.text) if abs(m.start() - goal.start()) < 75 and not any(0 <= s - m.end() < 4 for s in sized)] for pattern in (_MISSED, _REACHED))
    if not missed and not reached:
        return None
    sign = -1 if missed or claim.denials else 1
    spans = [goal.span(), *(m.span() for m in missed + reached)]
    return sign, frozenset(i for i, t in enumerate(claim.tokens) if any(s <= t.start < e for s, e in spans))


def find_superlative(claim: Statement) -> tuple[frozenset[int], tuple[int, ...]] | None:
    """The words of a claim that rank something first (or last), and the words of what is ranked so."""
    match = _SUPERLATIVE.search(claim.text)
    verb = next((i for i, t in enumerate(claim.tokens) if is_verb(t)), None)
    if not match or verb is None or re.match(r"\s+(?:reasons?|causes?)\b", claim.text[match.end() :]) or any(q.start <= match.start() < q.end for q in claim.quantities):
        return None
    before = claim.tokens[verb].start > match.start()
    row = words_between(claim, claim.tokens[verb].end, len(claim.text)) if before else words_between(claim, 0, claim.tokens[verb].start)
    said = frozenset(i for i, t in enumerate(claim.tokens) if match.start() <= t.start < match.end())
    return (said, row) if row else None


def find_cause(claim: Statement) -> tuple[tuple[int, ...], int] | None:
    """The words of the reason that a claim gives, and where it begins."""
    reason = _REASON.search(claim.text)
    if reason:
        return words_between(claim, 0, reason.start()), 0
    match = _CAUSE.search(claim.text)
    if not match:
        return None
    end = claim.text.find(",", match.end()) if match.start() < 3 else len(claim.text)
    row = words_between(claim, match.end(), end if end > 0 else len(claim.text))
    return (row, match.start()) if row else None


def find_actor(claim: Statement) -> tuple[int, ...]:
    """The words of who does it, where that is a body or a name: behind "by", else in front of the verb."""
    match = BY.search(claim.text)
    if match:
        row: list[int] = []
        for i in words_between(claim, match.end(), len(claim.text)):
            between = claim.text[match.end() : claim.tokens[i].start].split()
            if (is_verb(claim.tokens[i]) and row) or (between and between[-1].lower() in {"in", "for", "to", "from", "on", "at", "since"} and row):
                break
            row.append(i)
        if row and bodily(claim, row):
            return tuple(row)
    verb = next((i for i in range(1, len(claim.tokens)) if verb_at(claim.tokens, i)), None)
    if verb is None:
        return ()
    comma = claim.text.find(", ")
    opening = claim.tokens[0].low in {"in", "on", "by", "from", "since", "at", "under", "for"}
    begin = comma + 2 if opening and 0 <= comma < min(40, claim.tokens[verb].start) else 0
    row = list(words_between(claim, begin, claim.tokens[verb].start))
    following = claim.tokens[verb + 1].low if verb + 1 < len(claim.tokens) else ""
    passive = claim.tokens[verb].low in {"is", "are", "was", "were", "been", "has", "have", "had"} and not following.endswith("ing")
    counted = any(q.start < claim.tokens[verb].start and q.end > begin for q in claim.quantities)
    # The "State grant" is no body.
    return tuple(row) if row and not passive and not counted and bodily(claim, row) and (claim.tokens[row[-1]].name or bodily(claim, row[-1:])) else ()


def bodily(statement: Statement, row: Iterable[int]) -> bool:
    """Whether some words name a body: a ministry, an agency, or an abbreviation in capitals."""
    bodies = stems_of("bodies", "words")
    found = [statement.tokens[i] for i in row if not any(q.start <= statement.tokens[i].start < q.end for q in statement.quantities)]
    return any(t.stem in bodies or t.stem.rsplit(" ")[-1] in bodies or {"ministry", "authority", "chamber"} & t.word.concepts or (t.text.isupper() and len(t.text) > 2) for t in found)
