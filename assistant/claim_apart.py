"""Whom the text leaves out without denying it of them: by rules of their own, on a list under a line that denies, or by an exception at the end."""

from __future__ import annotations

import re

from assistant.claim_evidence import Cover
from assistant.claim_reading import View
from assistant.claim_verdicts import AGREES, DIFFERS, Part
from assistant.claim_words import is_content
from assistant.statements import Statement, is_verb

#: What a claim says of those who are in, or (denied) of those who are out.
_ADMITS = re.compile(
    r"\b(?:can|cannot|may|could|able|eligible|entitled|qualif\w+|admitted|allowed|covers?|covered|includes?|included|open|applies|apply|gets?|receives?|draws?|claims?|joins?|takes? part|accepted|supported|funded|granted?|given|obtains?|have)\b",
    re.I,
)
_REGIME = r"(?:scheme|programme|program|regulations?|rules?|arrangements?|system|grant|fund|support|law|act|statute|provisions?|framework|plan|training|allowance|measure|agreement)s?"
#: "Have a programme of their own", "are covered by separate regulations".
_OWN = re.compile(
    rf"\b(?:their|its|his|her) own (?:[\w-]+ ){{0,2}}?{_REGIME}\b|\b{_REGIME} of (?:their|its|his|her) own\b|"
    rf"\b(?:covered|governed|regulated|supported|funded|financed|dealt with) (?:by|under|through|in) (?:an?(?:other)? |the |some )?(?:separate|different|special|other|another|(?<=another )) ?(?:[\w-]+ ){{0,2}}?{_REGIME}\b|"
    rf"\b(?:fall|falls|come|comes) under (?:an?(?:other)? |the )?(?:separate|different|special|other|own)? ?(?:[\w-]+ ){{0,2}}?{_REGIME}\b",
    re.I,
)
_OWN_TOO = re.compile(r"\b(?:also|too|as well|in addition|besides|both)\b", re.I)
#: A line or heading over a list of those who are left out.
_LEAD_DENIES = re.compile(
    r"\b(?:cannot|can['’]?t|may not|will not|won['’]t|do not|don['’]t|does not|doesn['’]t|(?:is|are) not|aren['’]t|isn['’]t|not (?:eligible|entitled|covered|paid|admitted|open|for)|ineligible|excluded|exclusions?|exceptions?)\b",
    re.I,
)
#: "The lead denies" does not hold where it only says what need not be.
_NEEDLESS = re.compile(
    r"\bnot (?:have|need)\b|n['’]t (?:have|need)\b|\bunless\b|\buntil\b|\bif you (?:do not|don['’]t|cannot)\b",
    re.I,
)
_WAIVED = re.compile(
    r"\b(?:(?:this|that|the|its?|these|those)\s+(?:[\w-]+\s+){0,2}?(?:is|are|was|were)\s+(?:[\w-]+\s+)?(?:waived|dropped|lifted|remitted|cancelled|suspended)|(?:this|that|these|those|it)\s+(?:[\w-]+\s+){0,2}?(?:does|do|did) not (?:apply|hold)|"
    r"(?:is|are|was|were) (?:let off|released from|excused from|freed from|relieved of|spared) (?:this|that|it|the|these|those)\b)",
    re.I,
)
_NOT_HELD = re.compile(r"\b(?:need not|without|exempt\w*|excused|waived|nothing|free|let off|not)\b", re.I)


def _clause_span(statement: Statement, at: int) -> tuple[int, int]:
    """The stretch between semicolons or full stops that a character stands in."""
    begin = max((m.end() for m in re.finditer(r"[;:]", statement.text[:at])), default=0)
    stop = re.search(r";", statement.text[at:])
    return begin, at + stop.start() if stop else len(statement.text)


def _group(view: View, sentence: Cover) -> list[int]:
    """The numbers of the terms that say of whom the claim speaks: all but the policy's names, verbs and words of access."""
    return [
        n
        for n, t in enumerate(sentence.terms)
        if t.hard
        and not view.read.names(t.token)
        and not is_verb(t.token)
        and not _ADMITS.fullmatch(t.token.text)
    ]


def _all_in(view: View, sentence: Cover, span: tuple[int, int], group: list[int]) -> bool:
    row = sentence.evidence.statement.tokens
    return bool(group) and all(
        any(v >= 0.6 and span[0] <= row[i].start < span[1] for i, v in sentence.hits[n]) for n in group
    )


def judge_apart(view: View, sentence: Cover) -> Part | None:
    """Whether the sentence leaves out those of whom the claim speaks, without a word that denies."""
    return _other_regime(view, sentence) or _under_denial(view, sentence) or _waived(view, sentence)


def _verdict(view: View) -> str:
    return AGREES if len(view.claim.statement.denials) % 2 else DIFFERS


def _part(view: View, sentence: Cover, group: list[int]) -> Part:
    told = frozenset(t.at for n, t in enumerate(sentence.terms) if n not in group) | frozenset(
        view.claim.statement.denials
    )
    return Part(
        "exclusion",
        view.claim.text.rstrip("."),
        sentence.evidence.statement.text.rstrip("."),
        _verdict(view),
        sentence.evidence,
        told,
        0.95,
    )


def _other_regime(view: View, sentence: Cover) -> Part | None:
    """Whether "have a programme of their own" is said of those whom the claim says to be in this one."""
    statement = sentence.evidence.statement
    match = _OWN.search(statement.text)
    if (
        not match
        or statement.denials
        or _OWN_TOO.search(statement.text)
        or _OWN.search(view.claim.text)
        or view.claim.quantities
        or not _ADMITS.search(view.claim.text)
    ):
        return None
    group = _group(view, sentence)
    span = _clause_span(statement, match.start())
    return _part(view, sentence, group) if _all_in(view, sentence, (span[0], match.start()), group) else None


def under_denial(view: View, sentence: Cover) -> bool:
    """Whether a sentence is an item of a list under a line that denies ("You cannot get it if:")."""
    lead = sentence.evidence.lead
    return lead is not None and bool(_LEAD_DENIES.search(lead.text)) and not _NEEDLESS.search(lead.text)


def _under_denial(view: View, sentence: Cover) -> Part | None:
    """An item of a list of those who are left out."""
    statement = sentence.evidence.statement
    if (
        not under_denial(view, sentence)
        or statement.denials
        or statement.excepted
        or view.claim.quantities
        or not _ADMITS.search(view.claim.text)
    ):
        return None
    group = _group(view, sentence)
    row = [n for n in group if sentence.inside[n] >= 0.6]
    people = {n for n in group if "people" in sentence.terms[n].token.word.near}
    said = sum(1 for i, t in enumerate(statement.tokens) if is_content(t) and i not in statement.timed)
    if (
        not row
        or set(group) - set(row) - people
        or len({i for n in row for i, v in sentence.hits[n] if v >= 0.6}) < said / 2
    ):
        return None
    return _part(view, sentence, row)


def _waived(view: View, sentence: Cover) -> Part | None:
    """Whether "this requirement is dropped" is said of those for whom the claim says that it holds."""
    statement = sentence.evidence.statement
    match = _WAIVED.search(statement.text)
    if not match or view.claim.statement.denials or _NOT_HELD.search(view.claim.text):
        return None
    cuts = [m.end() for m in re.finditer(r"[;:,]\s|\bbut\b|\bwhile\b", statement.text[: match.start()])]
    begin = max(cuts, default=0)
    opening = [c for c in cuts if re.match(r"\s*(?:for|in the case of|with)\b", statement.text[c:], re.I)]
    begin = opening[-1] if opening else begin
    span = (begin, _clause_span(statement, match.start())[1])
    row = statement.tokens
    group = [
        n
        for n, t in enumerate(sentence.terms)
        if t.hard and t.at < view.claim.subject_end and not view.read.names(t.token)
    ]
    mine = [
        n for n in group if any(v >= 0.85 and span[0] <= row[i].start < span[1] for i, v in sentence.hits[n])
    ]
    rest = [
        n for n, t in enumerate(sentence.terms) if n not in group and t.hard and not view.read.names(t.token)
    ]
    held = [n for n in rest if max(sentence.inside[n], sentence.around[n]) >= 0.45]
    if (
        not mine
        or not rest
        or len(held) < max(1, 0.6 * len(rest))
        or any(v >= 0.85 and row[i].start < span[0] for n in mine for i, v in sentence.hits[n])
    ):
        return None
    told = frozenset(t.at for n, t in enumerate(sentence.terms) if n not in mine and n not in held)
    return Part(
        "negation",
        view.claim.text.rstrip("."),
        statement.text[span[0] : span[1]].strip(" ."),
        DIFFERS,
        sentence.evidence,
        told,
        0.95,
    )
