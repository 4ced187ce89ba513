"""Which conditions are shown beside a verdict: the whole list where a page has one, and the nearest of what else the text asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.findings import Bearing
from assistant.rule import ADMIT, EXCLUDE, REQUIRE, Rule
from assistant.validity import in_force

#: What introduces the conditions on which somebody is let in.
_OF_CONDITIONS = re.compile(
    r"\b(?:you(?:['’]re| are| may be| might be| could be| will be)? (?:eligible|entitled|qualify)|(?:can|may|might|will|could) (?:be eligible|qualify|apply|get|claim|take part|receive|join|use)|you get|(?:all|each|one|any|every one) of (?:these|the following|them)|these (?:are|must be) true|conditions|must)\b",
    re.I,
)
_GOES_ON = re.compile(r"^\W*(?:and|or)\b|\b(?:one|any) of (?:these|the following|them)\b|\balso\b", re.I)
#: What somebody is told to do, and no condition.
_TO_DO = re.compile(
    r"^\W*(?:ask|tell|download|send|upload|submit|sign|call|contact|bring|visit|read|check|write|fill|use|have your|go to|report)\b",
    re.I,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|provided|once|as long as|as soon as|until|on condition|only|solely)\b", re.I
)


def whole_list(bearing: Bearing) -> list[Rule]:
    """The items of the list, and of those that go on with it, that says on which conditions somebody is let in, in their order; none where the page has no such list."""
    policy = bearing.policy
    lists: dict[int, list[Rule]] = {}
    for rule in bearing.rules:
        lead = rule.unit.sentence.lead
        if (
            rule.unit.sentence.item
            and lead is not None
            and rule.effect in {ADMIT, REQUIRE}
            and rule.start == 0
        ):
            intro = policy.words(policy.sentences[lead])
            if _OF_CONDITIONS.search(intro):
                lists.setdefault(lead, []).append(rule)
    found: list[Rule] = []
    for lead, items in lists.items():
        goes_on = _GOES_ON.search(policy.words(policy.sentences[lead]))
        if len(items) > 1 and (not found or goes_on):
            found += items
    return found


def nearest(bearing: Bearing, most: int, without: Sequence[int]) -> list[Rule]:
    """The rules beside the deciding ones (``without``) that ask something of everybody or of somebody like the asker, or say from and until when."""
    known = bearing.known
    found: dict[int, tuple[float, Rule]] = {}
    for rule in bearing.rules:
        bound = (
            rule.effect == REQUIRE
            or rule.only
            or rule.limits
            or _CONDITIONAL.search(rule.text)
            or any(p.relation in {"since", "until"} or p.kind == "range" for p in rule.dates)
        )
        if (
            not bound
            or rule.unit.index in without
            or rule.text.endswith(":")
            or _TO_DO.match(rule.text)
            or (rule.waives and not known.waived(rule) and not known.meets(rule))
            or rule.unit.kind == "background"
            or not (rule.now or rule.changes or rule.unit.sentence.period is None)
            or in_force(rule, bearing.case) is False
            or known.other_code(rule)
        ):
            continue
        who, general = (
            known.whom(rule),
            (rule.anyone or not known.telling(rule.who, rule)) and rule.effect != EXCLUDE,
        )
        if (rule.special and known.coverage(rule.special, rule.denied) < 0.4) or not (general or who >= 0.3):
            continue
        near = 0.5 * bearing.meaning(rule) + 0.5 * who
        if near >= 0.2 and near > found.get(rule.unit.index, (0.0, rule))[0]:
            found[rule.unit.index] = (near, rule)
    return [rule for _, rule in sorted(found.values(), key=lambda row: -row[0])[:most]]
