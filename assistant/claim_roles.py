"""Who does it and who receives it: the parties of a claim's act, held against those of the same act in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.claim_evidence import Cover, mean
from assistant.claim_fit import SAME
from assistant.claim_parts import gets_paid
from assistant.claim_reading import View
from assistant.claim_verdicts import ABSENT, DIFFERS, Part
from assistant.claim_words import Token, alike, is_content, stems_of
from assistant.statements import Statement, is_verb
from corpus.words import function_words

_BE = frozenset("is are was were be been being gets got get".split())
_HELPING = frozenset(
    "is are was were be been being has have had having do does did will would can could may might must shall should cannot need needs".split()
)
_BETWEEN = frozenset(
    "of in for at with from on under between within into about against during outside to where who which that".split()
)
_PHRASE_END = re.compile(
    r"[,;:.()]|\s(?:and(?=\s+(?:not|never))|but|where|who|which|that|because|since|as|if|when|after|before|until)\s|$"
)
#: Kinds of parties by the groups that a word stands in; two of one kind may be the same party under two names.
_KINDS = {
    "firm": "firm", "provider": "provider", "education_staff": "staff", "people": "person", "worker": "person", "body": "public", "public": "public",
    "parent": "parent", "household": "parent", "school": "provider", "university": "provider", "centre": "provider", "ministry": "public", "authority": "public", "chamber": "public",
    "region": "public", "state_side": "public", "union": "union", "jobless": "person", "employed": "person", "pupil": "person", "person": "person", "apply_for": "person", "trainer": "staff", "company": "firm", "pot": "fund",
}  # fmt: skip
_GIVING = re.compile(
    r"\b(?:pays?|paid|paying|gives?|given|gave|goes|go|went|sent|sends?|grant(?:ed|s)?|award(?:ed|s)?|transfer(?:red|s)?|payable|hand(?:ed|s)?|refund(?:ed|s)?)\b",
    re.I,
)
_POINTS_BACK = frozenset("it they them this these its their".split())
_TO = re.compile(r"\b(?:to|into)\s+(?:(?:the|an?|their|its|every|each|all)\s+)?", re.I)


def _kinds(row: Iterable[Token]) -> set[str]:
    """What kind of party a phrase names, by its last word that tells."""
    for token in reversed(list(row)):
        if found := {_KINDS[g] for g in token.word.near | token.word.concepts | token.senses if g in _KINDS}:
            return found
    return set()


def _phrase(statement: Statement, begin: int) -> tuple[int, ...]:
    """The content words of a phrase up to its stop or a verb."""
    stop = _PHRASE_END.search(statement.text, begin)
    end = stop.start() if stop else len(statement.text)
    row: list[int] = []
    for i, token in enumerate(statement.tokens):
        if token.start < begin or token.end > end:
            continue
        if row and is_verb(token):
            break
        if is_content(token) and i not in statement.timed:
            row.append(i)
    return tuple(row)


def _head(statement: Statement, row: Sequence[int]) -> list[Token]:
    """The words of a phrase in front of what only describes it ("the fund" of "the fund of their sector")."""
    taken: list[Token] = []
    for n, i in enumerate(row):
        if n and any(t.low in _BETWEEN for t in statement.tokens[row[n - 1] + 1 : i]):
            break
        taken.append(statement.tokens[i])
    return taken


def _act(statement: Statement) -> int | None:
    """The first verb of a sentence that says what is done."""
    row = statement.tokens
    return next(
        (
            i
            for i in range(1, len(row))
            if is_verb(row[i]) and row[i].low not in _HELPING and i not in statement.aside
        ),
        None,
    )


def _by(statement: Statement, at: int) -> int:
    """Where "by" follows the verb at an index; 0 where it does not."""
    row = statement.tokens
    by = next((j for j in range(at + 1, min(at + 6, len(row))) if row[j].low == "by"), 0)
    if re.search(r"[,;:]", statement.text[row[at].end : row[by].start]):
        return 0
    return by if by and not any(is_verb(t) for t in row[at + 1 : by]) and by not in statement.timed else 0


def _doer(statement: Statement, at: int) -> tuple[int, ...]:
    """The words of who does what the verb at an index says: behind "by", else in front of it; nothing where that is not plain."""
    row = statement.tokens
    by = _by(statement, at)
    if by:
        return _phrase(statement, row[by].end)
    bound = row[at - 1].low == "to" and row[at - 2].low in {"have", "has", "had"}
    if any(t.low in _BE for t in row[max(0, at - 3) : at]) or (row[at - 1].low == "to" and not bound):
        return ()
    reach = [i for i in statement.reach(statement.clause_of(at)) if i < at]
    cut = max((i for i in reach if re.search(r"[,;:]\s*$", statement.text[: row[i].start])), default=0)
    front = [i for i in reach if i >= cut and i not in statement.timed]
    if any(
        is_verb(row[i]) and row[i].low not in function_words() for i in front if row[i].low not in _HELPING
    ):
        return ()
    return tuple(i for i in front if is_content(row[i]) and row[i].low not in _HELPING)


def _same(view: View, mine: Sequence[int], sentence: Cover, theirs: Sequence[int]) -> bool:
    """Whether two phrases may name one party: by a word that tells it from others, or by the short name of a body."""
    claim, statement, bodies = view.claim.statement, sentence.evidence.statement, stems_of("bodies", "words")
    keys = [sentence.evidence.keys[i] for i in theirs]
    own = [i for i in mine if claim.tokens[i].stem not in bodies]
    short = len(theirs) == 1 and statement.tokens[theirs[0]].stem in bodies
    return any(view.value(i, keys) >= 0.6 for i in (mine if short or not own else own))


def _rest(view: View, sentence: Cover, without: set[int], reach: set[int]) -> float | None:
    """How far a clause has the other words of the claim; None where it has none of them."""
    rows = []
    statement = sentence.evidence.statement
    back = any(statement.tokens[i].low in _POINTS_BACK for i in reach)
    told = False
    for term, hits, around in zip(sentence.terms, sentence.hits, sentence.around, strict=True):
        if term.at in without:
            continue
        here = max((v for i, v in hits if i in reach), default=0.0)
        spoken = max(here, around) if back or view.read.names(term.token) else here
        told = told or here >= SAME or (back and spoken >= SAME)
        rows.append((term.weight, spoken))
    return mean(rows) if told else None


def judge_doer(view: View, sentence: Cover) -> Part | None:
    """Whether the text says that another party does the same thing."""
    claim, statement, evidence = view.claim.statement, sentence.evidence.statement, sentence.evidence
    act = _act(claim)
    free = any(q.unit == "money" and not q.value for q in view.claim.quantities)
    if act is None or claim.denials or free or view.claim.comparison or view.claim.attained:
        return None
    mine = _doer(claim, act)
    received = "receive" in claim.tokens[act].senses  # who receives a thing is not who pays it
    if (
        not mine
        or gets_paid(claim, mine[-1])
        or not (kinds := _kinds(_head(claim, mine)))
        or any(
            q.start < claim.tokens[mine[-1]].end and q.end > claim.tokens[mine[0]].start
            for q in view.claim.quantities
        )
    ):
        return None
    bodies = stems_of("bodies", "words")
    more = any(c >= SAME and t.at not in {act, *mine} and not view.read.names(t.token) for t, c in zip(sentence.terms, sentence.inside, strict=True))
    if _by(claim, act) and not view.places(act, evidence, 0.85) and not (more and (view.places(act, evidence, 0.42) or _acts(view, sentence, mine))):
        return Part("body", claim.tokens[mine[-1]].text, "", ABSENT, evidence)
    best: tuple[float, tuple[int, ...], int] | None = None
    for i in view.places(act, evidence, 0.85):
        same_verb = statement.tokens[i].stem == claim.tokens[act].stem
        if not (same_verb or (is_verb(statement.tokens[i]) and not received)) or statement.tokens[i].low in _HELPING:
            continue
        clause = statement.clause_of(i)
        theirs = _doer(statement, i)
        if not theirs or statement.denied(clause):
            continue
        if _same(view, mine, sentence, theirs):
            return None
        same = _rest(view, sentence, {act, *mine}, set(statement.reach(clause)))
        if same is not None and (best is None or same > best[0]):
            best = same, theirs, i
    if best is None or best[0] < 0.55:
        # The same word of another act: "gives priority" where the claim says what is given by whom.
        return Part("body", claim.tokens[mine[-1]].text, "", ABSENT, evidence) if _by(claim, act) and not more and view.places(act, evidence, 0.85) else None
    head = _head(statement, best[1])
    others = _kinds(head)
    if not others and not (_by(claim, act) and _by(statement, best[2])):
        return None  # "everybody else" may well be those of whom the claim speaks
    said = claim.text[claim.tokens[mine[0]].start : claim.tokens[mine[-1]].end]
    stated = statement.text[statement.tokens[best[1][0]].start : statement.tokens[best[1][-1]].end]
    own = _head(claim, mine)
    plain = [any(t.senses & {"state_side"} for t in row) or (len(row) == 1 and row[0].stem in bodies) for row in ([claim.tokens[i] for i in mine], [statement.tokens[i] for i in best[1]])]
    apart = (not kinds & others or (kinds & others == {"public"} and not any(plain))) and not any(
        alike(a, b) >= 0.4 for a in own for b in head if a.stem not in stems_of("bodies", "words")
    )
    verdict = DIFFERS if apart else ABSENT
    return Part(
        "body",
        said,
        stated if verdict == DIFFERS else "",
        verdict,
        evidence,
        frozenset(mine) if verdict == DIFFERS else frozenset(),
        0.9,
    )


def _acts(view: View, sentence: Cover, mine: Sequence[int]) -> bool:
    """Whether a party of the claim does anything in a sentence: it stands in front of a verb or behind "by"."""
    statement = sentence.evidence.statement
    row = statement.tokens
    for at in mine:
        for i in view.places(at, sentence.evidence, 0.6):
            begin, end = statement.clause_of(i)
            if any(t.low == "by" for t in row[max(0, i - 5) : i]) or (any(map(is_verb, row[i + 1 : end])) and not any(map(is_verb, row[begin + 1 : i]))):
                return True
    return False


def judge_receiver(view: View, sentence: Cover) -> Part | None:
    """Whether the text says that what is given goes to another party."""
    claim, statement, evidence = view.claim.statement, sentence.evidence.statement, sentence.evidence
    if claim.denials:
        return None
    mine = _receiver(claim)
    theirs = _receiver(statement)
    if not mine or not theirs:
        return None
    kinds, others = _kinds(claim.tokens[i] for i in mine), _kinds(statement.tokens[i] for i in theirs)
    not_to = re.search(r"\b(?:not|never) (?:in)?to\b", statement.text)
    if not kinds or not (others or not_to) or _same(view, mine, sentence, theirs):
        return None
    same = _rest(view, sentence, set(mine), set(range(len(statement.tokens))))
    said = claim.text[claim.tokens[mine[0]].start : claim.tokens[mine[-1]].end]
    stated = statement.text[statement.tokens[theirs[0]].start : statement.tokens[theirs[-1]].end]
    if same is not None and same >= 0.6 and not kinds & others:
        return Part("body", said, stated, DIFFERS, evidence, frozenset(mine), 0.9)
    return Part("body", said, "", ABSENT, evidence)


def _receiver(statement: Statement) -> tuple[int, ...]:
    """The words of the party to whom something is paid, given or sent."""
    for act in _GIVING.finditer(statement.text):
        to = _TO.search(statement.text, act.end())
        if not to or re.search(r"[;:.]|\band\b", statement.text[act.end() : to.start()]):
            continue
        row = _phrase(statement, to.end())
        if row and not is_verb(statement.tokens[row[0]]) and statement.tokens[row[0]].start < to.end() + 2:
            return row
    return ()
