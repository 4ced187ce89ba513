"""What is denied, what is only, free or the opposite: whether a sentence takes back what the claim says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.claim_evidence import COVERED, Cover, mean
from assistant.claim_goals import IN_ALL
from assistant.claim_only import ONLY_TOO
from assistant.claim_opposites import either_way
from assistant.claim_parts import Clause, clause_cover
from assistant.claim_reading import View
from assistant.claim_series import SAME_AGAIN
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, Judgement, Part, first_time
from assistant.claim_words import is_content, opposites, phrases, stems_of
from assistant.statements import Statement, is_verb

_NOTHING = re.compile(r"\b(?:none|nobody|nothing|no|without|free)\b", re.I)
_SHUT_OUT = re.compile(r"\b(?:excluded|shut out|left out|ineligible|barred|ruled out|not (?:eligible|admitted|covered|included|entitled|allowed|permitted|accepted|open))\b", re.I)
_PERMITS = re.compile(r"\b(?:can|may|could|able|eligible|entitled|admitted|allowed|permitted|covered|included|open|accepted|supported|funded|receive|join|apply|take part)\b", re.I)
#: A verb that is left out behind its denial ("Placements on the other route do not.").
_ELLIPTICAL = re.compile(r"\b(?:cannot|can't|(?:can|may|must|do|does|did|are|is|were|was|have|has) not)(?=\s*(?:[,;.]|$))|\b(?:gets?|got|receives?|received|has|have|had) (?:no|none|nothing)\b|\bturned (?:away|down)\b", re.I)


_GETTING = re.compile(r"\b(?:gets?|got|receives?|received|obtains?|obtained|have|has|had|paid|entitled|entitlement)\b", re.I)
_LOSS = re.compile(r"\b(?:los(?:e|es|t)|forfeit\w*|(?:is|are|was|were) stopped|withheld|lapses?)\b", re.I)


def judge_denial(view: View, sentence: Cover, clause: Clause, predicate: Clause) -> Part | None:
    """Whether one denies what the other says, judged in the clause of the claim's verb and the clause of its subject in the text."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    if _both_deny(view, sentence):
        return Part("negation", claim.text.rstrip("."), statement.text.rstrip("."), AGREES, sentence.evidence)
    if claim.denials and not statement.denials and all(either_way(statement, claim.tokens[d]) for d in claim.denials):
        return None
    getting = frozenset(i for i, t in enumerate(claim.tokens) if _GETTING.fullmatch(t.text))
    if claim.denials and getting and not statement.denials and _LOSS.search(statement.text):
        # Who loses a thing does not get it.
        return Part("negation", claim.text.rstrip("."), statement.text.rstrip("."), AGREES, sentence.evidence, getting)
    other = _said_by_opposite(view, sentence)
    if other is not None:
        return Part("negation", claim.text.rstrip("."), statement.text.rstrip("."), AGREES, sentence.evidence, _acts(claim) | {other, *claim.denials})
    if claim.denials and not statement.denials and not _only_the_one(view, sentence) and not _NOTHING.search(statement.text) and not claim.denied(claim.clause_of(view.claim.subject_end - 1)):
        return Part("negation", claim.text.rstrip("."), "", ABSENT, sentence.evidence)
    if _only_the_one(view, sentence):
        return Part("negation", claim.text.rstrip("."), statement.text.rstrip("."), AGREES, sentence.evidence, claim.excepted)
    if _says_with(view, sentence):
        return Part("negation", claim.text.rstrip("."), "", ABSENT, sentence.evidence)
    if claim.excepted and not statement.excepted and statement.denials:
        return Part("negation", claim.text.rstrip("."), "", ABSENT, sentence.evidence)  # whom the one leaves out the other does not speak of
    clause = _denying_clause(view, sentence, clause, predicate)
    mine = claim.denied(claim.clause_of(min(view.claim.subject_end, len(claim.tokens) - 1)))
    theirs = statement.denied(clause)
    if not mine and not theirs:
        return None
    stated = statement.text[statement.tokens[clause[0]].start : statement.tokens[clause[1] - 1].end]
    if mine == theirs:
        freed = _acts(claim) if mine and FREED.search(stated) else frozenset()
        return Part("negation", claim.text.rstrip("."), stated, AGREES, sentence.evidence, freed.union(claim.denials))
    if mine and _LOSS.search(stated):
        return Part("negation", claim.text.rstrip("."), "", ABSENT, sentence.evidence)
    affirmed = clause_cover(view, sentence, clause)
    if mine and affirmed < 0.85 and any(statement.denied(c) for c in statement.clauses):
        # Both deny something: the same thing, or else the sentence says nothing against the claim; unless it affirms all of it elsewhere.
        return Part("negation", claim.text.rstrip("."), statement.text.rstrip("."), AGREES if _denied_there(view, sentence) or _barred(view, sentence) else ABSENT, sentence.evidence)
    same = max(affirmed, sentence.own)
    left_out: frozenset[int] = frozenset()
    if (_SHUT_OUT.search(stated) or _ELLIPTICAL.search(stated)) and _PERMITS.search(claim.text):
        # "Primary schools are excluded" names whom, not from what.
        subject = [(t.weight, c) for t, c in zip(sentence.terms, sentence.inside, strict=True) if t.at < view.claim.subject_end and t.hard and not view.read.names(t.token)]
        whom = [(t.weight, c) for t, c in zip(sentence.terms, sentence.inside, strict=True) if t.hard and not _PERMITS.fullmatch(t.token.text) and not view.read.names(t.token)]
        same = max(same, mean(subject or whom) if subject or whom else 0.0)
        left_out = frozenset(t.at for t in sentence.terms if t.at >= view.claim.subject_end and (subject or _PERMITS.fullmatch(t.token.text)))
    if not left_out and _of_others(view, sentence, clause):
        same = 0.0
    if theirs:
        left_out |= _narrowing(view, sentence)
    if theirs and not left_out and not _ELLIPTICAL.search(stated) and _of_another_act(view, sentence):
        same = 0.0
    nobody = theirs and any(t.low in {"nobody", "none", "neither"} for t in statement.tokens[slice(*clause)])
    everyone = frozenset(t.at for t in sentence.terms if t.at < view.claim.subject_end) if nobody else frozenset()
    return Part("negation", claim.text.rstrip("."), stated, DIFFERS if same >= 0.6 or nobody else ABSENT, sentence.evidence, everyone | left_out, same)


#: Who is exempt from a thing need not do, take or pass it, whatever the verb.
FREED = re.compile(r"\b(?:exempt(?:ed)?|excused|released from|do(?:es)? not need|need no)\b", re.I)


def _acts(claim: Statement) -> frozenset[int]:
    """The verbs of a claim: those that it names as such, and what follows "to"."""
    return frozenset(i for i, t in enumerate(claim.tokens) if is_verb(t) or (i and claim.tokens[i - 1].low == "to" and t.text.islower()))


def _both_deny(view: View, sentence: Cover) -> bool:
    """Whether the one denies with "without" what the other denies with "no" or "not"."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    for term, hits in zip(sentence.terms, sentence.hits, strict=True):
        places = [i for i, v in hits if v >= 0.85]
        if not places or view.read.names(term.token):
            continue
        apart = [i in statement.excepted for i in places]
        if (term.at in claim.excepted and statement.denials and not any(apart)) or (claim.denials and term.hard and term.at not in claim.excepted and all(apart)):
            return True
    return False


def _said_by_opposite(view: View, sentence: Cover) -> int | None:
    """The word that a claim denies where the text has its opposite instead ("not obliged", "voluntary")."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    if len(claim.denials) != 1 or statement.denials or claim.excepted:
        return None
    at = claim.denials[0] + 1
    duty = at < len(claim.tokens) and opposites(claim.tokens[at]) & stems_of("same", "free_choice")
    return at if duty and phrases([t.stem for t in statement.tokens], duty) else None


def _says_with(view: View, sentence: Cover) -> bool:
    """Whether a sentence that denies nothing speaks of what the claim says to be absent ("without a charge")."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    without = any(claim.tokens[i].low in {"without", "no"} for i in claim.excepted)
    if not without or statement.denials or statement.excepted or _NOTHING.search(statement.text) or any(q.unit == "money" and not q.value for q in view.claim.quantities):
        return False
    return any(t.at in claim.excepted and v >= COVERED for t, v in zip(sentence.terms, sentence.inside, strict=True))


def _only_the_one(view: View, sentence: Cover) -> bool:
    """Whether a claim grants one of two opposites and denies the other, and the text grants the one only."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    aside = [i for i in claim.excepted if (against := opposites(claim.tokens[i])) and phrases([t.stem for j, t in enumerate(claim.tokens) if j not in claim.excepted], against)]
    said = {t.at for t, v in zip(sentence.terms, sentence.inside, strict=True) if v >= 0.85}
    pair = any(phrases([claim.tokens[j].stem], opposites(claim.tokens[i])) for i in aside for j in said)
    return bool(aside and pair and not statement.denials and all(d in claim.excepted for d in claim.denials) and ONLY_TOO.search(statement.text))


def _narrowing(view: View, sentence: Cover) -> frozenset[int]:
    """The words of the claim that only narrow one of the sentence's: what is denied of wages is denied of the wages of apprentices."""
    row = view.claim.statement.tokens
    said = {t.at for t, v in zip(sentence.terms, sentence.inside, strict=True) if v >= 0.85}
    return frozenset(t.at for t in sentence.missing if not t.token.name and t.at > 1 and row[t.at - 1].low == "of" and t.at - 2 in said)


def _denied_there(view: View, sentence: Cover) -> bool:
    """Whether what the claim denies stands in a clause of the sentence that denies, and in none that affirms."""
    statement = sentence.evidence.statement
    for term, hits in zip(sentence.terms, sentence.hits, strict=True):
        places = [i for i, v in hits if v >= 0.6]
        denied = [statement.denied(statement.clause_of(i)) for i in places]
        if term.hard and term.at >= view.claim.subject_end and places and all(denied) and not view.read.names(term.token):
            return True
    return False


_BARRED = re.compile(r"\b(?:cannot|can['’]t|(?:may|can|could|must|are|is|were|was) not)\s+(?:yet\s+)?(?:be\s+)?(?:appl(?:y|ied)|join|take part|participate|enrol|appointed|admitted|selected|eligible|accepted|covered|included|supported|entitled|become one)(?=\s*(?:[,;.:]|$|(?:and|but|or|if|unless)\b))|\b(?:are|is|were|was) excluded\b|\bso (?:are|is|do|does|were|was)\b", re.I)


def _barred(view: View, sentence: Cover) -> bool:
    """Whether the sentence shuts the claim's subject out of the whole, where the claim shuts it out of what the policy is about."""
    statement = sentence.evidence.statement
    subject = [hits for t, hits in zip(sentence.terms, sentence.hits, strict=True) if t.hard and t.at < view.claim.subject_end and not view.read.names(t.token)]
    rest = [t for t in sentence.terms if t.hard and t.at >= view.claim.subject_end and not view.read.names(t.token) and not is_verb(t.token)]
    for match in _BARRED.finditer(statement.text):
        clause = statement.clause_of(next(i for i, t in enumerate(statement.tokens) if t.end > match.start()))
        reach = set(statement.reach(clause))
        if statement.denied(clause) and subject and not rest and all(any(i in reach and v >= 0.85 for i, v in hits) for hits in subject):
            return True
    return False


def _of_others(view: View, sentence: Cover, clause: Clause) -> bool:
    """Whether a clause speaks of somebody else than the claim: its own subject is none of the claim's words, and the claim's is not in it."""
    statement = sentence.evidence.statement
    reach = statement.reach(clause)
    mine = [hits for t, hits in zip(sentence.terms, sentence.hits, strict=True) if t.hard and t.at < view.claim.subject_end]
    if not mine or any(i in reach and v >= 0.6 for hits in mine for i, v in hits):
        return False
    verb = next((i for i in reach if i > clause[0] and is_verb(statement.tokens[i])), clause[1])
    said = {i for hits in sentence.hits for i, v in hits if v >= 0.6}
    own = [i for i in range(clause[0], verb) if is_content(statement.tokens[i]) and i not in statement.timed]
    return bool(own) and len(said & set(own)) < len(own) / 2 and not any(statement.tokens[i].low in PRONOUNS for i in range(*clause))

def _of_another_act(view: View, sentence: Cover) -> bool:
    """Whether nothing that the claim says of its subject stands in the sentence itself ("the parents were not asked" of parents who are said to be pleased)."""
    said = [v for t, v in zip(sentence.terms, sentence.inside, strict=True) if t.hard and t.at >= view.claim.subject_end and not view.read.names(t.token)]
    acts = [t for t in sentence.evidence.statement.tokens if is_verb(t) and is_content(t)]
    return bool(said and acts) and max(said) < COVERED


_BACK = frozenset({"this", "that", "it"})


def _denying_clause(view: View, sentence: Cover, subject: Clause, predicate: Clause) -> Clause:
    """The clause whose denial counts: the subject's own, unless another speaks of "them" and says what the claim says of it."""
    statement = sentence.evidence.statement
    said = [(t.weight, hits) for t, hits in zip(sentence.terms, sentence.hits, strict=True) if view.claim.subject_end <= t.at < view.claim.main_end]

    def share(clause: Clause) -> float:
        return mean((w, max((v for i, v in hits if clause[0] <= i < clause[1]), default=0.0)) for w, hits in said)

    pronoun = any(t.low in {"it", "them", "they", "this", "these"} for t in statement.tokens[slice(*predicate)])
    row = statement.tokens[slice(*statement.clauses[-1])]
    later = statement.clauses[-1]
    if later != subject and len(row) > 1 and statement.denied(later) and (row[0].low in _BACK or (row[0].low in {"and", "but"} and row[1].low in _BACK)) and len([t for t in row if is_content(t)]) <= 2:
        return later  # "…; this has been ruled out since"
    return predicate if said and predicate != subject and pronoun and share(predicate) >= max(0.8, share(subject) + 0.3) else subject


PRONOUNS = frozenset("it they them their its this that these those he she nobody none neither who".split())
_REST = re.compile(r"\b(?:else|others|the rest|the remaining)\b", re.I)


def judge_excepted(view: View, sentence: Cover) -> Part | None:
    """Whether the sentence has a word of the claim only in a phrase that denies it ("without a new examination")."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    if claim.excepted and statement.excepted and not claim.denials:
        both = [t.at for t, hits in zip(sentence.terms, sentence.hits, strict=True) if t.hard and t.at in claim.excepted and any(i in statement.excepted and v >= 0.85 for i, v in hits)]
        # "Without having passed the examination" is "without the examination".
        return Part("negation", claim.text.rstrip("."), statement.text.rstrip("."), AGREES, sentence.evidence, _acts(claim) & claim.excepted) if both else None
    if not statement.excepted or claim.denials or claim.excepted or _REST.search(statement.text):
        return None
    for term, hits in zip(sentence.terms, sentence.hits, strict=True):
        places = [i for i, v in hits if v >= 0.85]
        if not term.hard or not places or not all(i in statement.excepted for i in places) or view.read.names(term.token):
            continue
        rest = mean((t.weight, a if view.read.names(t.token) else c) for t, c, a in zip(sentence.terms, sentence.inside, sentence.around, strict=True) if t.at != term.at)
        said = clause_cover(view, sentence, statement.clause_of(places[0]), (term.at,))
        if min(rest, said) >= 0.5:
            row = sorted(i for i in statement.excepted if abs(i - places[0]) < 8)
            stated = statement.text[statement.tokens[row[0]].start : statement.tokens[row[-1]].end]
            return Part("negation", term.token.text, stated, DIFFERS, sentence.evidence, strength=0.95)
    return None


_POINTS_BACK = frozenset("it its they their them this these those that such he she his her one ones each both who".split())


def judge_parties(view: View, sentence: Cover, parts: Sequence[Part]) -> Part | None:
    """Whether somebody of whom the claim speaks stands only in the sentences before, and nothing points back to them."""
    statement = sentence.evidence.statement
    if view.claim.quantities or any(t.low in _POINTS_BACK for t in statement.tokens) or any(SAME_AGAIN.search(statement.text[: q.start]) for q in statement.quantities):
        return None
    for term, inside in zip(sentence.terms, sentence.inside, strict=True):
        party = {"people", "firm", "body"} & term.token.word.near or {"ministry", "authority"} & term.token.word.concepts
        if term.hard and inside < COVERED and party and not any(term.at in p.explains for p in parts) and not view.read.names(term.token) and sentence.evidence.kind not in {"target_groups", "bodies"}:
            return Part("condition", term.token.text, "", ABSENT, sentence.evidence)
    return None


def reconciled(view: View, found: list[Judgement]) -> list[Judgement]:
    """The judgements without those that hold a sentence against a denial only because it does not deny, where another sentence denies the same."""
    if first_time(view):
        earlier = any(j.verdict == DIFFERS and any(p.name == "period" and p.verdict == DIFFERS for p in j.parts) for j in found)
        found = [replace(j, verdict=ABSENT) if earlier and j.verdict == AGREES and not re.search(r"\bfirst\b", j.cover.evidence.text) else j for j in found]
    if view.claim.attained and not view.claim.periods:
        # Without a year the whole is meant: what was reached in all decides, not a year's result.
        decided = [j for j in found if j.verdict != ABSENT]
        if any(IN_ALL.search(j.cover.evidence.text) for j in decided):
            found = [replace(j, verdict=ABSENT) if j in decided and not IN_ALL.search(j.cover.evidence.text) else j for j in found]
    if not view.claim.statement.denials:
        return found

    def same(judgement: Judgement) -> bool:
        subject = [v for t, v in zip(judgement.cover.terms, judgement.cover.inside, strict=True) if t.hard and t.at < view.claim.subject_end and not view.read.names(t.token)]
        agrees = any(p.name == "negation" and p.verdict == AGREES for p in judgement.parts)
        told = [v for t, v in zip(judgement.cover.terms, judgement.cover.inside, strict=True) if t.hard and t.at >= view.claim.subject_end and not view.read.names(t.token)]
        return agrees and (not told or max(told) >= COVERED) and all(t.at in view.claim.statement.denials for t in judgement.cover.missing) and all(v >= COVERED for v in subject)

    def silent(judgement: Judgement) -> bool:
        return not judgement.cover.evidence.statement.denials and all(p.name == "negation" for p in judgement.parts if p.verdict == DIFFERS)

    denied = any(same(j) for j in found)
    return [replace(j, verdict=ABSENT) if denied and j.verdict == DIFFERS and silent(j) else j for j in found]
