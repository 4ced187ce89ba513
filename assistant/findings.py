"""What the rules of a policy say of a case: each rule that bears on it, with its verdict and how strongly it decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import Asked
from assistant.context import Context
from assistant.finding import Finding, ruling
from assistant.limits import Fact, Limit, same_measure
from assistant.recognition import Recognition, codes_in
from assistant.roles import Case, group_coverage
from assistant.rule import ADMIT, EXCLUDE, FREE, REQUIRE, Rule
from assistant.rule_words import CONDITION
from assistant.rules import rules_of
from assistant.second_reading import likely_rules, surer
from assistant.validity import SINCE_THAT, in_force
from corpus.model import Policy
from corpus.words import likeness, stem

#: How much the words of those concerned, the words of the asker and the likeness of meaning count.
_WHO, _GROUP, _MEANING = 0.5, 0.2, 0.3


#: From which share of their words on a rule names the very asker.
VERY = 0.9
#: From which probability on that it answers a rule decides whatever its words are.
LIKELY = 0.5
#: Who is paid for a service is another matter than who may take part.
_PAYMENT = re.compile(
    r"\b(?:can|may|will|are|is|be) (?:be )?(?:paid|reimbursed|refunded|funded|financed)\b", re.I
)


class Bearing:
    """How the rules of one policy bear on one case: ``findings`` are what they say of it, the strongest first."""

    def __init__(self, asked: Asked, case: Case, policy: Policy, context: Context) -> None:
        self.asked, self.case, self.policy, self.context = asked, case, policy, context
        self.meanings = context.assistant.likeness(asked.full, policy.path)
        self.known = Recognition(asked, case, policy, context)
        self.rules = rules_of(context.lexicon, policy.path)
        self.likely = likely_rules(asked, context, self.rules, self.meanings)
        judged = [
            replace(f, named=group_coverage(case, rule.words))
            for rule in self.rules
            if (f := self._judge(rule)) is not None
        ]
        self.findings = sorted(ruling(judged, case), key=lambda f: -f.strength)

    def meaning(self, rule: Rule) -> float:
        """How near a rule's sentence is to the question in meaning, or how likely it answers it, from 0 to 1."""
        near = min(1.0, max(0.0, (float(self.meanings[rule.unit.index]) - 0.1) / 0.55))
        return max(near, self.likely.get(rule.unit.index, 0.0))

    def likelier(self, best: Finding | None) -> Finding | None:
        """What the rule says that the cross-encoder finds by far the likeliest to answer, else ``best``."""
        if not self.likely or (best is not None and best.fit >= VERY):
            return best
        at, sure = max(self.likely.items(), key=lambda row: row[1])
        told = self.likely.get(best.unit.index, 0.0) if best else 0.0
        if sure < LIKELY or not surer(sure, told) or (best is not None and best.unit.index == at):
            return best
        found = next((f for f in self.findings if f.unit.index == at), None)
        if found is None:
            rule = next(r for r in self.rules if r.unit.index == at)
            lets_in = rule.effect in {ADMIT, FREE} and not rule.only
            why = "the text opens it to them" if lets_in else "the text names others only" if rule.effect == ADMIT else "the text excludes them"
            found = Finding("yes" if lets_in else "no", sure, rule, why, sure) if rule.effect != REQUIRE else None
        return replace(found, strength=max(found.strength, sure), fit=max(found.fit, sure)) if found else best

    def _judge(self, rule: Rule) -> Finding | None:
        """The verdict of one rule, None where it does not bear on the case."""
        special = self.known.coverage(rule.special, rule.denied) if rule.special else 0.0
        if rule.special and special < 0.4:
            return None
        other = self.known.other_code(rule)
        if other and rule.effect != REQUIRE:
            return None
        if (rule.manner and not self.known.acts_so(rule)) or (rule.unpaid and not self.known.wants_money):
            return None
        force = in_force(rule, self.case)
        who = max(self.known.whom(rule), special, 0.7 if self.known.same_code(rule) else 0.0)
        group = group_coverage(self.case, rule.words)
        meaning = self.meaning(rule)
        strength = _WHO * who + _GROUP * group + _MEANING * meaning
        if rule.unit.kind == "background":
            strength -= 0.2
        if rule.exception and any(
            same_measure(x, f) and not x.admits(f.value) for x in rule.of_those for f in self.case.facts
        ):
            return None
        if rule.effect == FREE:
            aged = any(f.kind == "age" for f in self.case.facts)
            named = bool(rule.special or self.known.telling(rule.who, rule))
            if not aged or force is False or (named and who < 0.6):
                return None
            return Finding(
                "yes", 0.6 + 0.2 * meaning, rule, "the text sets no age limit", who, True, exception=named
            )
        pairs = [(x, f) for x in rule.limits for f in self.case.facts if same_measure(x, f)]
        if pairs:
            return (
                None
                if force is False or rule.unit.kind == "background"
                else self._measured(rule, pairs, who, strength, closer=special >= 0.6)
            )
        dated = self._window(rule, strength, who)
        if dated is not None:
            return dated
        lacked = [w for w in rule.words if any(likeness(w, n) >= 0.9 for n in self.case.excluded)]
        if rule.exception and who >= 0.6:
            verdict = "no" if rule.effect == EXCLUDE else "yes"
            return Finding(
                verdict, max(strength, 0.6), rule, _EXCEPTED[verdict], max(who, 0.7), exception=True
            )
        if rule.waives and rule.waived and self.known.meets(rule):
            return Finding(
                "yes", 0.6 + 0.3 * meaning, rule, "the text does not ask it of them", 0.9, exception=True
            )
        if self.known.waived(rule):
            return Finding("yes", 0.5 + 0.3 * meaning, rule, "the text opens it to them", 0.7)
        if rule.effect == ADMIT and rule.anyone and who < 0.6 and self.known.meets(rule):
            return Finding("yes", 0.5 + 0.3 * meaning, rule, "the text opens it to them", 0.7)
        if rule.effect in {ADMIT, REQUIRE} and self.known.forbidden(rule):
            return Finding("no", 0.5 + 0.3 * meaning, rule, "a condition of the text is not met", 0.7)
        if rule.waives and lacked:
            return Finding("yes", 0.6 + 0.3 * meaning, rule, "the text opens it to them", 0.7)
        if who < 0.4 and self._only_others(rule) and meaning >= 0.35 and force is not False:
            return Finding(
                "no",
                0.45 + 0.2 * meaning,
                rule,
                "the text names others only",
                0.6,
                inferred=not self.known.aims(rule),
            )
        if who == 0.0:
            return None
        if force is False:
            explicit = any(p.relation in {"since", "until"} for p in rule.dates) or SINCE_THAT.search(
                rule.text
            )
            return (
                Finding("no", strength, rule, _time_of(rule), who)
                if rule.effect == ADMIT and explicit and who >= 0.5 and self.case.periods
                else None
            )
        return self._by_words(rule, who, strength, other)

    def _by_words(self, rule: Rule, who: float, strength: float, other: bool) -> Finding | None:
        if (
            rule.effect == ADMIT
            and _FOR_THOSE.search(rule.text)
            and any(front in codes_in(rule.text) for front in self.known.codes)
            and group_coverage(self.case, rule.words) < 0.75
        ):
            return Finding("no", max(strength, 0.5), rule, "the text names others only", who, True)
        if rule.effect == EXCLUDE:
            return Finding("no", strength, rule, "the text excludes them", who, exception=rule.unpaid)
        if rule.effect == ADMIT and self.known.allowed_other(rule):
            return Finding("no", strength, rule, "the text allows them something else only", who)
        if rule.effect == REQUIRE or rule.only or CONDITION.search(rule.text):
            lacking = self.known.lacking(rule)
            if lacking or other or self._sent_elsewhere(rule):
                return Finding(
                    "no",
                    strength + (0.1 if lacking else 0.0),
                    rule,
                    "a condition of the text is not met",
                    who,
                )
        asked_once = rule.effect == REQUIRE and not rule.now and group_coverage(self.case, rule.words) < 0.75
        if rule.unit.kind == "background" or asked_once:
            return None  # what was so before opens nothing
        if _FIRST_OF_ALL.search(rule.text):
            return None  # a step that has to be taken lets nobody in
        share = (
            0.85 if rule.effect == REQUIRE else 1.0
        )  # to ask something of somebody is not yet to let him in
        return Finding("yes", share * strength, rule, "the text opens it to them", who)

    def _sent_elsewhere(self, rule: Rule) -> bool:
        """Whether those whom a rule names have to do something else before, and are told apart from others ("people without a certificate must first …")."""
        named = (self.known.telling(group, rule) for group in rule.groups or (rule.who,))
        return bool(_FIRST_OF_ALL.search(rule.text)) and any(len(group) > 1 for group in named)

    def _only_others(self, rule: Rule) -> bool:
        """Whether a rule lets in none but those whom it names."""
        return (
            rule.effect == ADMIT
            and bool(_ONLY_THEY.search(rule.text))
            and not _PAYMENT.search(rule.text)
            and bool(self.known.telling(rule.who, rule))
            and not (_THINGS & {w.stem for w in rule.who} - {w.stem for w in self.case.group})
            and self.known.does(rule)
        )

    def _measured(
        self,
        rule: Rule,
        pairs: Sequence[tuple[Limit, Fact]],
        who: float,
        strength: float,
        closer: bool,
    ) -> Finding | None:
        """The verdict where a number of the case stands against a limit of the rule."""
        inside = [limit.admits(fact.value) for limit, fact in pairs]
        limit, fact = next((pair for pair, held in zip(pairs, inside, strict=True) if not held), pairs[0])
        why = f"{_shown(fact)} against the stated limit of {self.policy.text[limit.start : limit.end]}"
        general = (
            rule.anyone
            or limit.kind == "money"
            or all(w.concepts & {"learner", "participant"} for w in self.known.telling(rule.who, rule))
        )
        if rule.effect == EXCLUDE or (rule.effect == ADMIT and self.known.allowed_other(rule)):
            if general:
                strength = max(strength, 0.4)
            return (
                Finding("no", strength + 0.25, rule, why, who, True)
                if all(inside) and (general or who >= 0.3)
                else None
            )
        if (rule.rate or rule.widens) and not all(inside):
            return None
        # Whom a range only names ("those between 18 and 23 must …", "jobseekers under 25 …") is not shut out by lying beyond it.
        anyone = general or limit.kind == "size"
        if limit.high < _OLDEST_THING and limit.kind == "age" and who < 0.3 and not rule.exception:
            return None  # the age of a thing, or of somebody's child
        if anyone:
            strength = max(strength, 0.4)
        naming = all(x.admits(f.value) for x, f in pairs if x.end <= rule.who_end and x.kind == "age")
        if (not naming and rule.effect == REQUIRE) or (rule.aside and not all(inside)):
            return None
        return Finding(
            "yes" if all(inside) else "no",
            strength + 0.25,
            rule,
            why,
            who,
            True,
            exception=closer or (rule.exception and all(inside)) or (who >= 0.6 and not general),
        )

    def _window(self, rule: Rule, strength: float, who: float) -> Finding | None:
        """The verdict where a date of the case stands against a window of dates in the rule."""
        dates = [p for p in self.case.periods if p.kind in {"day", "month"}]
        windows = [
            p for p in rule.dates if p.kind == "range" or (rule.special and p.relation in {"until", "since"})
        ]
        if not dates or not windows or rule.effect != ADMIT:
            return None
        if not self.known.telling(rule.who, rule):
            strength = max(strength, 0.4)  # a window for all
        date, window = dates[0], windows[0]
        inside = (window.relation == "until" or window.start <= date.start) and (
            window.relation == "since" or date.end <= window.end
        )
        return Finding(
            "yes" if inside else "no",
            strength + 0.15,
            rule,
            f"{date.label} against {window.label}",
            who,
            True,
        )


_FIRST_OF_ALL = re.compile(r"\b(?:must|has to|have to|needs? to) first\b", re.I)
#: What is reserved for such things says nothing of persons or firms.
_THINGS = frozenset(
    stem(w)
    for w in "course form application document tool cost equipment machine hour day contract expense invoice claim training lesson certificate paper receipt".split()
)
_EXCEPTED = {"yes": "the text makes an exception for them", "no": "the text leaves them out"}
#: Limits of so few years are not those of people who apply.
_OLDEST_THING = 12
_FOR_THOSE = re.compile(
    r"\b(?:is|are|was|were) (?:only |solely |reserved )?for those\b|\b(?:only|solely|exclusively) for\b", re.I
)
_ONLY_THEY = re.compile(
    r"^\W*(?:(?:until|from|since|in|at|to)\b[^,;]{2,40}?,?\s+)?only (?!if|when|once|for|from|in|at|by|to|a few|\d)\w+",
    re.I,
)


def _shown(fact: Fact) -> str:
    return f"{fact.value:g}" if fact.kind == "age" else fact.shown


def _time_of(rule: Rule) -> str:
    """From or until when a rule holds, in words."""
    period = next((p for p in rule.dates if p.relation in {"since", "until"}), rule.dates[-1])
    return (
        f"allowed until {period.label}"
        if period.relation == "until"
        else f"open to them only since {period.label}"
    )
