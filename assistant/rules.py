"""The rules of access in a policy, clause by clause: who is let in, who is shut out, and what is required of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.lexicon import Unit
from assistant.limits import Limit, limits_in, table_of
from corpus.model import Period
from corpus.periods import find_periods
from corpus.words import Word, content_words, is_content, stem

ADMIT, EXCLUDE, REQUIRE, FREE = "admit", "exclude", "require", "free"

#: Where one clause of a sentence ends and the next begins.
_CUTS = re.compile(
    r"[;:]\s+|(?<=[a-z\d)%])\.\s+(?=[A-Z])|,?\s+(?:but|whereas|whilst|although|though|yet)\s+(?=\w)|,\s+while\s+|,?\s+(?:save for|except for|apart from|with the exception of|except)\s+|,\s+(?:and )?(?=(?:nor|neither)\b)|,\s+(?=as (?:do|does|did|are|is|can|may)\b)|"
    r"\s+and\s+(?=(?:have|has) been (?:able|eligible|admitted|open|allowed|possible)\b)|,\s+and\s+(?=(?:nobody|no one|those|so (?:do|does|are|is|may|can)|from|since|until|also|not)\b)|\s+because\s+|,\s+(?:since|as|for)\s+(?=(?:the|their|they|it|its|this|these|no|few|a|an|[a-z]+s)\s)",
    re.I,
)
_ACCESS = (
    r"open|opened|eligible|available|cover(?:s|ed)?|entitled|entitle|admit(?:s|ted)?|accept(?:s|ed)?|allow(?:s|ed)?|permit(?:s|ted)|appl(?:y|ies|ied)|tak(?:e|es|ing) part|took part|participat\w+|enrol\w*|register|join(?:ed)?|attend|enter|us(?:e|es|ed)|receiv\w+|gets?|got|obtain(?:s|ed)?|claim|"
    r"benefit|qualif(?:y|ies|ied)|rights?|welcome|count(?:s|ed)?|serve[sd]?|support(?:s|ed)?|fund(?:s|ed)?|paid|pays?|considered|granted?|awarded|includ(?:e|es|ed)|meant|intended|aimed|reserved|host|reimburse[sd]?|refunded|treated|let in|extended|widened|start|begin|borrow|possible|become|sit|choose|"
    r"sign|part of|free of charge|listed|reached|helped|supplement|voucher|grant|aid|do so|served|barred|exempt"
)
_SHUT = re.compile(
    r"\b(?:exclud\w+|turned away|turned down|refused|barred|ruled out|left out|leaves? out|shut out|kept out|closed to|ineligible|out of scope|remain(?:s|ed)? outside|funded outside|no access|no claim|no right|los(?:e|es|t) (?:the|their|his|its)|forfeit\w*|disqualif\w*|denied|banned|"
    r"(?:gets?|got|receives?|received|obtain|have|has|had) (?:no|nothing|neither)\b|no such \w+|cannot|can not|no longer|(?:did|do|does|are|is|was|were|may|can|could|has|have) not)(?=\W|$)",
    re.I,
)
_NEGATIVE = re.compile(
    rf"\b(?:not|never|no longer|nor|neither|cannot|nobody|no one|none)\b(?:(?:\s+[\w'’-]+){{0,4}}?\s+(?:{_ACCESS})\b|\s*(?:[.,;:(]|$))",
    re.I,
)
_NOBODY = re.compile(
    r"^\W*(?:and |but )?(?:nobody|no one|none|no (?!fewer\b|less\b|more\b|later\b|longer\b|age\b)\w+)\b", re.I
)
_NO_NEED = re.compile(
    r"\b(?:nobody|no one|neither|not|never|no)\b[^.;]{0,25}\b(?:needs?|needed|required|obliged|necessary|conditions?|limit(?: of)?)\b|\bwithout (?:further )?(?:conditions?|limit)|\bwhatever (?:the|their|his|its)\b|\bno matter (?:how|what|where)\b|\bregardless of\b|\birrespective of\b",
    re.I,
)
_NO_LIMIT = re.compile(r"\bno (?:upper |lower )?(?:age )?limit\b(?! of age or years\b.*\bright\b)", re.I)
_CHANGES = re.compile(
    r"\b(?:limit|ceiling|age|threshold|minimum|maximum)\b[^.;]{0,40}\b(?:raised|lifted|lowered|reduced|changed|increased|cut|moved|laid down|set|extended|widened)\b|\b(?:raised|lifted|lowered|reduced|changed|increased)\b[^.;]{0,30}\b(?:limit|ceiling|age|threshold)\b",
    re.I,
)
_DENIED_WORD = re.compile(
    r"\b(?:not|no|without|neither|nor|never)\s+((?:(?:in|yet|a|an|any|the|been)\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,3})",
    re.I,
)
_NOT_THERE = re.compile(r"\bnot (?:in|for|at|on|with|during|from|when|where)\s+((?:[\w'’-]+\s*){1,4})", re.I)
_EXCEPTION = re.compile(r"\b(?:save for|except for|apart from|exception of|except)\s+$", re.I)
_OPENS = re.compile(r"\b(?:is for|are for|was for|were for|eligible|runs? until|ran until|right)\b", re.I)
_LIMITING = re.compile(
    r"\b(?:limit|ceiling|upper age|minimum age|maximum|pays?|refund\w*|premium|grant|aid|subsidy|only|proof|prove)\b",
    re.I,
)
_GIVES = re.compile(
    r"\b(?:gets?|receives?|obtains?|reimburses?|pays? for|treated|funds|helps|kept|admit)\b", re.I
)
_REQUIRES = re.compile(
    r"\b(?:must|needs?(?: to)?|needed|has to|have to|had to|requires?|required|requirement|on condition|presuppos\w+|minimum age|upper age|prerequisite)\b",
    re.I,
)
_GRANTS = re.compile(rf"\b(?:can|may|could|might)\b|\b(?:{_ACCESS})\b", re.I)
_STRONG = re.compile(
    r"\b(?:can|cannot|may|must|could|eligible|open(?:ed)? (?:to|for|up)|entitled|admitted|accepted|welcome|qualif\w+|right to|the right|excluded|cover(?:s|ed)?|meant for|intended for|is for|are for|count(?:s|ed)? (?:as|like|too|1|2)?|serves?|turned away|allowed|only|let in|need(?:s)? to|has to|have to|available|needed|opened|extended|widened|limit|runs? until|ran until|not)\b",
    re.I,
)
_PLANS = re.compile(
    r"\b(?:intends?|proposed?|proposal|wants? to|wished? to|considers?|considering|recommend\w*|was rejected|not started|complained|criticised|draft|asked for|announced|obliged|compulsory|found that|feared|warned|objected|would have|target|goal|planned|foreseen|expects?)\b",
    re.I,
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|restricted to|limited to|reserved for|provided|on condition|as long as|unless|if they also)\b",
    re.I,
)
_INVERTED = re.compile(
    r"^\W*(?:and |but )?(?:nor|neither|so|as)\s+(?:is|are|was|were|do|does|did|can|could|may|have|has)\s+(?P<who>.+)$",
    re.I,
)
_OBJECT = re.compile(
    r"\b(?:open(?:ed)?(?: up)? (?:to|for)|available (?:to|for)|meant for|intended for|aimed at|reserved for|restricted to|limited to|(?:is|are|was|were) (?:only |solely )?for|extended to|widened to|covers?|serves?|admits?|accepts?|includes|goes to|go to|paid (?:to|for)|leaves? out|closed to|only for|solely for|welcomes?|targets|supports|gives|available for)\s+(?P<who>.+)$",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:can|cannot|could|may|might|must|is|are|was|were|has|have|had|do|does|did|will|would|shall|should|needs?|needed|gets?|got|receives?|received|obtains?|lose|loses|lost|qualify|qualifies|counts?|pays?|enter|apply|applies|join|exists?|existed|included|takes?|took|come|comes|claim|claims|treated)\b",
    re.I,
)
_RELATIVE = re.compile(r"\b(?:who|whose|which|that|where)\b", re.I)
_FOR_FIRST = re.compile(
    r"^\W*(?:for|in the case of|to enter|to join|to start|to use)\s+(?P<special>[^,]{3,90}?)(?:,\s+|\s+(?=(?:no such|there is|there are)\b))(?P<rest>.+)$",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One clause that lets in, shuts out or requires: ``who`` are the words of those it is about, empty where it is about everybody."""

    unit: Unit
    start: int
    end: int
    effect: str
    who: tuple[Word, ...]
    rest: tuple[Word, ...]
    special: tuple[Word, ...]
    limits: tuple[Limit, ...]
    who_end: int
    only: bool
    anyone: bool
    dates: tuple[Period, ...]
    denied: frozenset[str]
    groups: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.unit.text[self.start : self.end]

    @property
    def words(self) -> list[Word]:
        """All words of the clause."""
        offset = self.unit.sentence.start
        return [w for w in self.unit.words if self.start <= w.start - offset < self.end]

    @property
    def changes(self) -> bool:
        """Whether it sets a new limit in the place of an old one."""
        return bool(_CHANGES.search(self.text))


def rules_of(units: list[Unit]) -> list[Rule]:
    """The rules that the sentences of one policy hold, in their order."""
    found: list[Rule] = []
    for unit in units:
        if unit.words and unit.kind in {"description", "text", "background"}:
            before = found[-1] if found and found[-1].unit.index == unit.index - 1 else None
            found += _of_sentence(unit, before)
    return found


def _of_sentence(unit: Unit, before: Rule | None) -> list[Rule]:
    text = unit.text
    found: list[Rule] = []
    lead = before if re.match(r"^(?:nor|neither|so)\b", text, re.I) else None
    subject: tuple[Word, ...] = ()
    for start, end in _clauses(text):
        rule = _read(unit, start, end, subject, found[-1] if found else lead)
        if rule is not None:
            found.append(rule)
            subject = rule.who or subject
    return found


def _clauses(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence; a cut needs a verb of its own on its left."""
    starts, ends = [0], []
    for cut in _CUTS.finditer(text):
        left = text[starts[-1] : cut.start()]
        if (
            len(left) >= 8
            and len(text) - cut.end() >= 8
            and (_main_verb(left) is not None or ";" in cut.group() or _OBJECT.search(left))
        ):
            ends.append(cut.start())
            starts.append(cut.end())
    return list(zip(starts, [*ends, len(text)], strict=True))


def _effect(clause: str, predicate: str, joint: str, before: Rule | None, limited: bool) -> str | None:
    """What a clause does with those it is about; ``predicate`` is what it says of them."""
    if _EXCEPTION.search(joint) and before is not None:
        return ADMIT if before.effect == EXCLUDE else EXCLUDE
    if _INVERTED.match(clause):
        if re.match(r"\W*(?:and |but )?(?:nor|neither)\b", clause, re.I):
            return EXCLUDE
        return before.effect if before is not None else None
    if _PLANS.search(predicate):
        return None
    if _NO_LIMIT.search(clause):
        return FREE
    if _NO_NEED.search(clause):
        return ADMIT
    if (
        not _STRONG.search(predicate)
        and not _SHUT.search(predicate)
        and not _REQUIRES.search(predicate)
        and not limited
    ):
        if (
            before is not None
            and before.effect in {ADMIT, EXCLUDE}
            and re.match(r"\W*(?:from|since|until|also|nor)\b", clause, re.I)
        ):
            return before.effect
        return ADMIT if _GIVES.search(predicate) else None
    if _NOBODY.search(clause) or _NEGATIVE.search(predicate) or _denied(predicate):
        return EXCLUDE
    if _REQUIRES.search(predicate) or re.search(r"\bonly\b[^.;]{0,40}\bif\b", predicate, re.I):
        return REQUIRE
    return ADMIT if _GRANTS.search(predicate) or _OPENS.search(predicate) or limited else None


def _denied(clause: str) -> bool:
    """Whether something in it shuts out, and is no mere "not" beside another verb."""
    shut = _SHUT.search(clause)
    if shut is None:
        return False
    bare = re.fullmatch(
        r"(?:did|do|does|are|is|was|were|could|has|have) not|no longer", shut.group().strip(), re.I
    )
    return not bare or bool(re.match(r"\s*(?:[.,;:]|$)", clause[shut.end() :]))


def _read(unit: Unit, start: int, end: int, subject: tuple[Word, ...], before: Rule | None) -> Rule | None:
    offset, policy = unit.sentence.start, unit.policy
    clause = unit.text[start:end]
    first = _FOR_FIRST.match(clause)
    at, stop, verb, predicate = _whom(clause, first.start("rest") if first else 0)
    limits = limits_in(policy.text, offset + start, offset + end, unit.sentence.period)
    if re.search(r"\d\s?%|per cent", clause[:verb]):
        return None
    effect = _effect(
        clause[first.start("rest") :] if first else clause,
        predicate,
        unit.text[max(0, start - 25) : start],
        before,
        bool(limits) and bool(_LIMITING.search(clause)),
    )
    if effect is None:
        return None
    dates = find_periods(policy.text, offset + start, offset + end, unit.sentence.period)
    dated = [(s, e) for s, e, _ in dates]
    held = [
        w
        for w in unit.words
        if start <= w.start - offset < end and is_content(w) and not any(s <= w.start < e for s, e in dated)
    ]
    special = [
        w
        for w in held
        if first and start + first.start("special") <= w.start - offset < start + first.end("special")
    ]
    inside = [w for w in held if start + at <= w.start - offset < start + stop]
    who = _specific(inside)
    pronoun = re.match(r"\W*(?:this|that|they|these|it|he or she)\b", clause[at:stop], re.I)
    if subject and start and (not inside or pronoun) and (pronoun or verb <= at + 2):
        who = subject
    if effect == EXCLUDE and not who and not limits and not special:
        return None
    rest = tuple(w for w in held if w not in inside)
    denied = frozenset(
        w.stem for m in _DENIED_WORD.finditer(clause[at:stop]) for w in content_words(m.group(1))
    )
    aside = _NOT_THERE.search(clause[max(verb, 0) :])
    if aside and effect == ADMIT:
        # "Paid in term time, not in the holidays" shuts out the holidays, not those who are paid.
        effect, who, inside = EXCLUDE, tuple(content_words(aside.group(1))), []
    anyone = (
        not who
        or bool(inside)
        and inside[0].stem in _everybody()
        or bool(
            re.match(
                r"\W*(?:anyone|anybody|everyone|those|people|persons|he|she|young people|adults)\b",
                clause[at:stop],
                re.I,
            )
        )
    )
    return Rule(
        unit,
        start,
        end,
        effect,
        who,
        rest,
        _specific(special),
        limits,
        offset + start + stop,
        bool(_ONLY.search(clause)),
        anyone,
        tuple(p for _, _, p in dates),
        denied,
        _groups(clause, at, stop, offset + start, who),
    )


def _whom(clause: str, at: int) -> tuple[int, int, int, str]:
    """Where in a clause those stand that it is about, from and to, where its main verb is, and what it says of them."""
    body = clause[at:]
    inverted = _INVERTED.match(body)
    if inverted:
        return at + inverted.start("who"), len(clause), 0, clause
    verb = _main_verb(body)
    behind = _OBJECT.search(body)
    if behind and (verb is None or verb - 1 <= behind.start() <= verb + 30):
        return (
            at + behind.start("who"),
            len(clause),
            at + (behind.start() if verb is None else verb),
            clause[: at + behind.start("who")],
        )
    if verb is not None:
        return at, at + verb, at + verb, body[verb:]
    named = re.match(r"\W*(?:from|since|until|also|nor|those|the)\b", body, re.I)
    return at, len(clause) if named else at, at, body


def _main_verb(body: str) -> int | None:
    """Where the verb of the clause itself begins, not that of a relative clause in its subject."""
    used = -1
    for verb in _FINITE.finditer(body):
        pronouns = list(_RELATIVE.finditer(body[: verb.start()]))
        if pronouns and pronouns[-1].start() != used:
            between = body[pronouns[-1].end() : verb.start()].split()
            if len(between) <= (3 if pronouns[-1].group().lower() == "whose" else 1):
                used = pronouns[-1].start()
                continue
        return verb.start()
    return None


def _groups(
    clause: str, at: int, stop: int, offset: int, who: tuple[Word, ...]
) -> tuple[tuple[Word, ...], ...]:
    """The groups of an enumeration ("pupils from grade 8, adults in work and jobseekers"), each by its words."""
    cuts = [
        at,
        *(
            at + m.end()
            for m in re.finditer(r",\s+(?:and |or )?|\s+(?:and|or|as well as)\s+", clause[at:stop])
        ),
        stop,
    ]
    found = [
        tuple(w for w in who if offset + start <= w.start < offset + end)
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]
    return tuple(g for g in found if g)


@cache
def _everybody() -> frozenset[str]:
    return frozenset(stem(w) for w in table_of("everybody")["words"])


def _specific(found: list[Word]) -> tuple[Word, ...]:
    """Those words of a stretch that name somebody in particular."""
    kept = [w for w in found if w.stem not in _everybody() and is_content(w) and not w.text[:1].isdigit()]
    return tuple(kept)
