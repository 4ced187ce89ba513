"""By which words an asker is recognised among those whom a rule is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked import Asked
from assistant.context import Context
from assistant.measured import MONTHS
from assistant.roles import SPOKEN, Case, foreigner, group_coverage, spoken_of
from assistant.rule import EXCLUDE, Rule
from assistant.rule_words import DENIED_WORD, MANNER, ONLY_THAT, benefit, no_matter, said
from corpus.model import Policy
from corpus.numbers import numbers_in
from corpus.vocabulary import canonical_country, country_of
from corpus.words import Word, content_words, is_content, likeness

_CODE = re.compile(r"\b([A-Za-z]*[A-Z])(\d{1,2})\b|\b([A-Z][a-z]+) ([A-Z]|\d)\b")
#: What nobody who is let in may have ("that have no tax debts").
_FREE_OF = re.compile(
    r"\b(?:(?:have|has|having|with) no|free (?:of|from)|(?:must|may) not have)\s+([^,;.]{4,40})", re.I
)
_FORBIDS = re.compile(r"\b(?:no|not|without)\s+([^,;.]{4,70})", re.I)

#: What money may be used for and for nothing else.
_ONLY_FOR = re.compile(
    r"\bfor ([^,.;]{3,40}?) only\b|\bonly (?:be (?:used|spent) )?(?:for|on) ([^,.;]{3,40})", re.I
)
_ONLY_IF = re.compile(r"\b(?:if|when|as long as|provided|unless)\b", re.I)
_IF_SO = re.compile(
    r"\b(?:if|whether|when) (?:(?:you|they|he or she|he|she|it) (?:are|is|were|was|have|has)\b|(?:you|they)['’](?:re|ve)\b)",
    re.I,
)
_MAY_DO = re.compile(r"\b(?:can|may|could|might) ([a-z]+)", re.I)

_MAY_NOT_DO = re.compile(r"\b(?:cannot|can ?not|can['’]t|may not|must not) ([a-z]+)", re.I)
_WITHOUT_THEM = re.compile(
    r"\bwithout (?:my|our|his|her|their|the|an?|any) (?:employer|boss|company|firm|school|college|partner|union)",
    re.I,
)
_MONEY = re.compile(
    r"\b(?:refund\w*|reimburs\w*|subsid\w*|discount\w*|reduced|cheaper|for free|free of charge|paid back|(?:wages?|money|costs?|price|fees?) back|funded|money|part of the (?:price|costs?|fees?|wages?))\b|\b(?:get|receive|claim|draw|obtain|have)\b[^?]*\b(?:cheque|voucher|grant|bonus|premium|allowance|subsidy|compensation|support|aid)",
    re.I,
)

#: Verbs that say little of whom they are said of.
_LIGHT = frozenset("hold have care own take make keep give".split())


class Recognition:
    """The asker of one question before the rules of one policy."""

    def __init__(self, asked: Asked, case: Case, policy: Policy, context: Context) -> None:
        self.case, self.context = case, context
        self.asker = [*case.asker, *foreigner(asked, policy.country)]
        title = context.lexicon.titles[policy.path]
        self.scheme = {*title, *context.lexicon.scheme_names(policy.path)}
        self.bodies = {
            w.stem
            for e in policy.entries
            if e.kind == "bodies"
            for w in content_words(policy.text, e.start, e.end)
        }
        own = canonical_country(policy.country)[0]
        #: The names of the policy's own place: everybody who asks about it says them, whoever he is.
        self.places = {
            *policy.country.lower().split(),
            *(t for t in asked.scope.place_terms if (country_of(t) or ("",))[0] == own),
        }
        self.codes = codes_in(asked.full)
        self.asking = content_words(asked.core)
        self.wants_money = bool(_MONEY.search(asked.core))
        self.own_way = bool(MANNER.search(asked.full) or _WITHOUT_THEM.search(asked.full))

    def whom(self, rule: Rule) -> float:
        """How far those whom a rule is about are those of the case."""
        named = self.telling(rule.who, rule)
        if named and all(w.stem in self.bodies or w.concepts & {"authority", "ministry"} for w in named):
            return 0.0  # whoever runs the scheme does not take part in it
        best = self.coverage(named, rule.denied) if named else 0.0
        if rule.who and self.case.told:
            # Words of the scheme's own name tell something only where the asker says them of himself.
            own_words = [(w, 1.0) for w in self.case.told]
            spoken = [(w, share) for w, share in self.asker if share == SPOKEN]
            best = max(best, 0.8 * self.coverage(rule.who, rule.denied, [*own_words, *spoken]))
        for group in rule.groups:
            part = self.telling(group, rule)
            if part and len(rule.groups) > 1:
                best = max(best, 0.9 * self.coverage(part, rule.denied))
        inside = [w for w in rule.words if w in rule.who and w.text.lower() not in self.places]
        if inside:
            own = group_coverage(self.case, inside)
            if not named:
                # Of costs and of payments that are asked about themselves all the words have to be there.
                whole = [w for w in rule.words if w.start < rule.who_end and is_content(w)]
                own = group_coverage(self.case, whole) * self.coverage(
                    whole, rule.denied, [(w, 1.0) for w in self.case.group]
                )
            if own >= 0.75 and (rule.effect != EXCLUDE or best >= 0.5 or not named):
                best = max(best, 0.8 * own)
        about = rule.unit.text[rule.start : max(rule.start, rule.who_end - rule.unit.sentence.start)]
        if any(likeness(w, own) >= 0.9 for w in spoken_of(about) for own in self.case.group):
            best = max(best, 0.8)
        return best

    def telling(self, words: Sequence[Word], rule: Rule) -> list[Word]:
        """The words that are not the scheme's own, which every question about it has."""
        return [
            w
            for w in words
            if ((w.stem not in self.scheme and w.stem not in benefit()) or w.stem in rule.denied)
            and w.text.lower() not in self.places
        ]

    def lacking(self, rule: Rule) -> bool:
        """Whether the asker denies what a rule asks for, or has what it forbids."""
        asks = rule.condition
        if any(likeness(w, n) >= 0.9 and w.stem not in rule.denied for w in asks for n in self.case.excluded):
            return True
        if rule.only and any(likeness(w, n) >= 0.9 for w in rule.who for n in self.case.excluded):
            return True
        for match in _FORBIDS.finditer(rule.text):
            first = rule.unit.sentence.start + rule.start + match.start(1)
            named = [w for w in asks if first <= w.start < first + len(match.group(1))]
            told = [w for w in named if any(likeness(w, t) >= 0.9 for t in self.case.told)]
            if len(told) >= 2 and len(told) >= 0.4 * len(named):
                return True
        return False

    def forbidden(self, rule: Rule) -> bool:
        """Whether the asker has done what those whom a rule lets in have not ("that have not dismissed anyone in the last year")."""
        denied = {w.stem for w in self.case.excluded}
        for match in DENIED_WORD.finditer(rule.text):
            done = content_words(match.group(1))[:1]
            if not done or not done[0].text.endswith(("ed", "en")) or done[0].stem in denied:
                continue
            within = [n for n in numbers_in(rule.text[match.start() :]) if n.unit in MONTHS]
            ago = [f.value for f in self.case.facts if f.kind == "time"]
            if within and ago and ago[0] > within[0].value * MONTHS[within[0].unit]:
                continue
            if any(likeness(done[0], own) >= 0.9 for own in self.case.told):
                return True
        for match in _FREE_OF.finditer(rule.text):
            thing = [w for w in content_words(match.group(1))[:2] if w.stem not in denied]
            if len(thing) == 2 and all(any(likeness(w, own) >= 0.9 for own, _ in self.asker) for w in thing):
                return True
        return False

    def meets(self, rule: Rule) -> bool:
        """Whether the asker says of himself the very thing on which a rule lets anybody in ("if you are repeating a year")."""
        mark = _IF_SO.search(rule.text)
        if mark is None:
            return False
        first = rule.unit.sentence.start + rule.start + mark.end()
        named = [w for w in self.telling(rule.rest, rule) if w.start >= first]
        return any(
            self.coverage(part, rule.denied) >= 0.7 for part in (named, *_alternatives(named, rule)) if part
        )

    def allowed_other(self, rule: Rule) -> bool:
        """Whether a rule allows those whom it is about one thing only, and the question is about another ("may only watch")."""
        spent = _ONLY_FOR.search(rule.text) if self.case.thing else None
        if spent is not None:
            reserved = content_words(spent.group(1) or spent.group(2))
            return not all(any(likeness(w, own) >= 0.8 for own in self.asking) for w in reserved)
        mark = ONLY_THAT.search(rule.text)
        return (
            mark is not None
            and not said("access").fullmatch(mark.group("verb"))
            and not self._asks(mark.group("verb"))
        )

    def does(self, rule: Rule) -> bool:
        """Whether what a rule reserves for somebody is what the question is about ("can lead" is not "can join")."""
        mark = _MAY_DO.search(rule.text)
        return mark is None or bool(said("access").match(mark.group(1))) or self._asks(mark.group(1))

    def waived(self, rule: Rule) -> bool:
        """Whether the asker is or lacks the very thing that a rule says does not matter."""
        if no_matter(rule.text) is None and _ONLY_IF.search(rule.text) and not self.meets(rule):
            return False  # "need not be … if …"
        own = [(w, share) for w, share in self.asker if w.stem not in self.scheme]
        lacking = [(w, 1.0) for w in self.case.excluded]
        return bool(rule.waived) and self.coverage(rule.waived, frozenset(), [*own, *lacking]) >= 0.5

    def aims(self, rule: Rule) -> bool:
        """Whether what a rule reserves for others is the very thing, or for a kind of those, that the question is about."""
        rest = [w for w in rule.rest if w.stem not in self.scheme and not said("access").fullmatch(w.text)]
        return any(
            likeness(w, own) >= 0.8 or own.stem in {w.stem + "er", w.stem + "r"}
            for w in rest
            for own in self.asking
        ) or any(likeness(w, own) >= 0.8 for w in rule.who[:1] for own in self.case.group)

    def acts_so(self, rule: Rule) -> bool:
        """Whether the question is about the way to act that a rule shuts out ("apply on their own"), or names none but those who may not."""
        if self.own_way:
            return True
        mark = _MAY_NOT_DO.search(rule.text)
        return mark is not None and self._asks(mark.group(1)) and self.whom(rule) >= 0.8

    def _asks(self, verb: str) -> bool:
        """Whether the question has a verb, or the noun for whoever does so ("leader")."""
        return any(
            likeness(w, own) >= 0.8 or own.stem in {w.stem + "er", w.stem + "r"}
            for w in content_words(verb)
            for own in self.asking
        )

    def coverage(
        self, named: Sequence[Word], denied: frozenset[str], asker: Sequence[tuple[Word, float]] | None = None
    ) -> float:
        """How far the words of those concerned are words of the asker, by weight; what a rule says they lack, the asker has to lack too."""
        total = held = 0.0
        spelled = False
        for word in named:
            weight = (
                0.3
                if word.concepts & {"learner", "participant"} or word.stem in _LIGHT
                else max(0.3, self.context.lexicon.rarity(word))
            )
            total += weight
            if word.stem in denied:
                held += weight * max((likeness(word, own) for own in self.case.excluded), default=0.0)
            else:
                match = max(
                    (likeness(word, own) * share for own, share in (self.asker if asker is None else asker)),
                    default=0.0,
                )
                if match >= 0.8 and sum(c.isupper() for c in word.text) > 1:
                    spelled = True
                held += weight * match
        return max(0.8 if spelled else 0.0, held / total) if total else 0.0

    def same_code(self, rule: Rule) -> bool:
        """Whether a rule names the very strand, grade or part that the question names."""
        stated = codes_in(rule.text)
        return any(front in stated and stated[front] & marks for front, marks in self.codes.items())

    def other_code(self, rule: Rule) -> bool:
        """Whether a rule is about another strand, grade or part than the one that the question names ("Strand B", "S6")."""
        stated = codes_in(rule.text)
        return any(front in stated and not stated[front] & marks for front, marks in self.codes.items())


def codes_in(text: str) -> dict[str, set[str]]:
    """Grades, strands and parts that a text names ("S5", "Strand B"): their marks by what stands before."""
    found: dict[str, set[str]] = {}
    for match in _CODE.finditer(text):
        found.setdefault(match.group(1) or match.group(3), set()).add(match.group(2) or match.group(4))
    return found


def _alternatives(named: Sequence[Word], rule: Rule) -> list[list[Word]]:
    """The words of what a rule asks for, cut where one thing or another will do."""
    parts: list[list[Word]] = [[]]
    for word in named:
        if parts[-1] and re.search(r",|\bor\b", rule.unit.policy.text[parts[-1][-1].end : word.start]):
            parts.append([])
        parts[-1].append(word)
    return parts
