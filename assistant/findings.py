"""What the sentences of a policy say of a case: a limit, a date, a group that is let in or shut out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.context import Context
from assistant.evidence import best_in, weighed
from assistant.lexicon import Unit
from assistant.roles import Case, group_coverage
from assistant.terms import Term
from corpus.model import Period, Policy
from corpus.numbers import find_numbers
from corpus.periods import find_periods
from corpus.words import Word, content_words, likeness

_GRANTS = re.compile(
    r"\b(?:open(?:ed)? (?:up )?(?:to|for)|opened|is for|are for|eligible|may (?:also )?(?:use|apply|take part|join|participate|attend|receive|claim|be)|can (?:now |also )?(?:use|apply|take part|join|participate|attend|receive|claim|benefit|get|be)|could (?:apply|take part|join|get)|intended for|meant for|aimed at|"
    r"target group|available to|receives?|received|get|gets|entitled|accepted|admitted|includes?|including|covers?|supports?|supported|offers? .* to|extended to|extension|for (?:all|every|those|people|adults|learners|pupils|firms|companies|teachers|schools)|applies to|helped|helps|reach(?:es)?|free of charge|qualif(?:y|ies)|signed|admitted|serves?|take part|took part|counts?|granted|awarded|pays? for|welcome|included|can (?!not\b)\w+|may (?!not\b)\w+|let in|allowed)\b",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:not|never|no longer|nor|neither)\s+(?:\w+\s+){0,3}?(?:open|eligible|available|included|covered|entitled|admitted|allowed|intended|meant|apply|receive|take part|get|qualify|supported|funded|served|paid|accepted|considered|possible|join|granted|reimbursed|"
    r"count|counted|use|attend|participate|benefit|awarded|listed|targeted|reached)\b|\bexclud\w+|\bturned away\b|\brejected\b|\brefused\b|\bruled out\b|\bbarred\b|\b(?:do|does|did|are|is|was|were|can|may|have|has) not\s*(?:[.;,]|$)|\bexcept(?:ed|ion|ions)?(?: for)?\b|\bcannot\b|\bcan not\b|\bmay not\b|\bcould not\b|\bno access\b|\bleft out\b|\bineligible\b|\bremain(?:ed|s)? outside\b|\bclosed to\b|\bout of scope\b|\bwithout access\b",
    re.I,
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|restricted to|limited to|reserved for|is for those|are for those|is meant for those)\b", re.I)
_AGED = re.compile(r"\b(?:aged?|age of|aged (?:from|between)|younger than|older than|turned|i am|i'm|is|he is|she is)\s+(?:(?:over|under|only|from|between|about|just)\s+)?(?:\d+\s+(?:and|to|or)\s+)?$", re.I)
_LIMIT = re.compile(
    r"\b(?P<most>up to|at most|no more than|not more than|fewer than|less than|under|below|a maximum of|maximum of|younger than|not older than)\s+(?:the age of\s+)?$|\b(?P<least>at least|from|reached|more than|over|a minimum of|minimum of|older than|above|aged|no fewer than|no less than)\s+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence: what it says of the case (``yes`` or ``no``), how strongly, and why in words."""

    verdict: str
    strength: float
    unit: Unit
    why: str


def find(asked: Asked, case: Case, policy: Policy, context: Context) -> list[Finding]:
    """What a policy's sentences say of a case, the strongest first."""
    lexicon = context.lexicon
    terms = {t.word.stem: t for t in weighed(asked, policy.path, lexicon)}
    scheme = [terms.get(w.stem) or Term(w, lexicon.rarity(w)) for w in case.scheme]
    found: list[Finding] = []
    for unit in lexicon.units[policy.path]:
        if not unit.words or unit.kind in {"target_groups", "bodies", "themes", "priorities"}:
            continue
        held = list(unit.words)
        if unit.sentence.lead is not None:
            held += lexicon.units[policy.path][unit.sentence.lead].words
        about = _scheme_fit(scheme, unit, context)
        group = group_coverage(case, held)
        compared = _by_limit(case, unit, policy, group, about, asked) + _by_dates(case, unit, policy)
        # Where a number or a date decides, the bare words of the same sentence do not.
        found += compared or _by_words(case, unit, policy, group, about)
        if not compared and not found:
            found += _by_meaning(case, unit, asked, context)
    return sorted(found, key=lambda f: -f.strength)


def _by_meaning(case: Case, unit: Unit, asked: Asked, context: Context) -> list[Finding]:
    """A sentence that admits or shuts out somebody and means much the same as the question, though in other words.

    A group that the lists know ("jobseekers") has to be named all the same.
    """
    dense = context.dense(asked, unit.policy.path, unit.index)
    if dense < 0.5 or unit.kind not in {"description", "background", "text"}:
        return []
    known = [w for w in case.group if w.concepts and (w.near & {"people", "education_staff", "worker", "firm"} or w.concepts & _KNOWN_GROUPS)]
    if any(max((likeness(w, o) for o in unit.words), default=0.0) < 0.5 for w in known):
        return []
    grants, denies = _GRANTS.search(unit.text), _DENIES.search(unit.text)
    if not grants and not denies or (not denies and group_coverage(case, unit.words) < 0.4):
        return []
    return [Finding("no" if denies else "yes", 0.3 + 0.55 * dense, unit, "the text excludes them" if denies else "the text opens it to them")]


_KNOWN_GROUPS = frozenset("jobseeker disabled migrant young adult university girl boy disadvantaged low_skilled employed apprentice teacher trainer company school leader parent self_employed civil_servant agency_worker pensioner prisoner".split())


def _scheme_fit(scheme: list[Term], unit: Unit, context: Context) -> float:
    """How far a sentence speaks of the scheme that is asked about; a title word counts as there."""
    title = context.lexicon.titles[unit.policy.path]
    own = [t for t in scheme if t.word.stem not in title]
    if not own:
        return 0.7
    total = sum(t.weight for t in own)
    return sum(t.weight * best_in(t, unit, context.lexicon) for t in own) / total if total else 0.7


def _by_limit(case: Case, unit: Unit, policy: Policy, group: float, about: float, asked: Asked) -> list[Finding]:
    """A size, age or amount in the case against a limit in the sentence, on the same noun."""
    results: list[Finding] = []
    sentence = unit.sentence
    if re.search(r"\bno (?:upper |lower )?age limit\b", unit.text, re.I) and any(n.unit == "years" or _AGED.search(asked.full[: n.digits]) or re.match(r"[\s-]years?[\s-]olds?", asked.full[n.digits + len(f"{n.value:g}") :]) for n in case.numbers):
        results.append(Finding("yes", 0.8, unit, "the text sets no age limit"))
    spans = [(s, e) for s, e, _ in find_periods(policy.text, sentence.start, sentence.end, sentence.period)]
    stated = find_numbers(policy.text, sentence.start, sentence.end, spans)
    for number in case.numbers:
        noun = _noun(asked.full, number.end)
        years = number.unit == "years" or bool(_AGED.search(asked.full[: number.digits])) or bool(re.match(r"[\s-]years?[\s-]olds?", asked.full[number.digits + len(f"{number.value:g}") :], re.I))
        for limit in stated:
            other = _noun(policy.text[: sentence.end], limit.end)
            behind = policy.text[limit.end : sentence.end]
            old = limit.unit == "years" or bool(_AGED.search(policy.text[sentence.start : limit.start])) or bool(re.match(r"\s+or (?:over|older|above|under|younger)", behind, re.I))
            if years != old and (years or (old and not other)):
                continue
            same = (years and old) or (number.unit and number.unit == limit.unit and number.unit not in {"%"}) or any(likeness(a, b) >= 0.9 for a in noun for b in other[:2])
            if not same:
                continue
            before = policy.text[sentence.start : limit.start]
            mark = _LIMIT.search(before)
            raised = re.search(r"\b(?:from|of)\s+[\d  ]+\s+to\s+(?:fewer than\s+|under\s+)?$|\b(?:raised|lifted|increased|lowered|reduced|cut|changed|extended|widened|set|brought)\s+(?:from .{1,30} )?(?:to|at)\s+(?:fewer than\s+|under\s+)?$", before, re.I)
            tail = re.match(r"\s*(?:[\w-]+\s+)?or\s+(?P<up>over|more|older|above|longer)|\s*(?:[\w-]+\s+)?or\s+(?P<down>under|less|fewer|younger|below)", behind, re.I)
            between = re.search(r"\b(?:between|from|aged)\s+(\d+)\s+(?:and|to)\s+$", before, re.I)
            opens_range = re.match(r"\s+(?:and|to)\s+\d", behind) and re.search(r"\b(?:between|from|aged)\s+$", before, re.I)
            if opens_range or re.search(r"\b(?:raised|lifted|increased|lowered|reduced|changed)\s+from\s+(?:fewer than\s+)?$", before, re.I):
                continue
            if not mark and not raised and limit.low is None and not tail and not between:
                continue
            if limit.low is not None:
                inside = limit.low <= number.value <= limit.value
                strict = False
            elif between:
                inside = float(between.group(1)) <= number.value <= limit.value
            elif tail:
                inside = number.value >= limit.value if tail.group("up") else number.value <= limit.value
            elif raised or (mark and mark.group("most")):
                strict = bool(mark and mark.group("most") and re.match(r"(?:fewer|less|under|below|younger)", mark.group("most"), re.I))
                inside = number.value < limit.value if strict else number.value <= limit.value
            else:
                strict = bool(re.match(r"(?:more|over|older|above)", mark.group("least"), re.I)) if mark else False
                inside = number.value > limit.value if strict else number.value >= limit.value
            fit = _in_force(case, sentence.period, bool(raised))
            strength = 0.72 + 0.1 * about + 0.08 * min(1.0, group) + 0.1 * fit
            if fit < 0.3:
                continue
            shown = policy.text[limit.start : limit.end]
            results.append(Finding("yes" if inside else "no", strength * (0.6 + 0.4 * fit), unit, f"{number.value:g} against the stated limit of {shown}"))
    return results


def _in_force(case: Case, stated: Period | None, raised: bool) -> float:
    """Whether a rule was in force in the period of the case; the latest rule counts where the case names none."""
    if stated is None:
        return 0.75
    if not case.periods:
        return 0.95 if raised else 0.7 + 0.0001 * (stated.start.year - 2000)
    best = 0.0
    for period in case.periods:
        if period.relation in {"after", "since"} and stated.start >= period.start:
            best = max(best, 1.0)
        elif stated.start.year == period.start.year and (stated.start <= period.end):
            best = max(best, 0.95 if stated.overlaps(period) else 0.85)
        elif stated.start <= period.start:
            best = max(best, 0.9 if raised else 0.65)
        elif stated.start > period.end:
            best = max(best, 0.1)
    return best


def _noun(text: str, at: int) -> list[Word]:
    """The words behind a number."""
    return content_words(text[at : at + 40])[:3]


def _by_dates(case: Case, unit: Unit, policy: Policy) -> list[Finding]:
    """A date in the case against a window or a closing date in the sentence."""
    dated = [p for p in case.periods if p.kind in {"day", "month", "range"}]
    if not dated:
        return []
    sentence = unit.sentence
    windows = [p for _, _, p in find_periods(policy.text, sentence.start, sentence.end, sentence.period) if p.kind in {"range", "day", "month"} and (p.kind == "range" or p.relation in {"until", "since", "by"})]
    if not windows:
        return []
    held = unit.words
    special = re.match(r"^(?:for|in the case of|where)\b(.{3,120}?),", unit.text, re.I)
    general = [w for w in case.situation if w.stem not in {"compani", "firm"}]
    cover = sum(max((likeness(w, o) for o in held), default=0.0) >= 0.7 for w in general) / max(1, len(general))
    if special:
        marks = content_words(special.group(1))
        hits = [max((likeness(m, s) for s in case.situation), default=0.0) for m in marks]
        excluded = any(likeness(m, e) >= 0.9 for m in marks for e in case.excluded)
        if excluded or sum(h >= 0.7 for h in hits) / max(1, len(hits)) < 0.5:
            return []
        cover = max(cover, 0.75)
    elif cover < 0.2:
        return []
    results = []
    for date in dated:
        for window in windows:
            if window.kind == "range":
                inside = window.start <= date.start and date.end <= window.end
            elif window.relation in {"until", "by"}:
                inside = date.start <= window.end
            else:
                inside = date.start >= window.start
            results.append(Finding("yes" if inside else "no", 0.7 + 0.2 * cover + (0.1 if special else 0.0), unit, f"{date.label} against {window.label}"))
    return results


def _by_words(case: Case, unit: Unit, policy: Policy, group: float, about: float) -> list[Finding]:
    """What the words of a sentence say of the group: open to it, closed to it, or open to others only."""
    text = unit.text
    grants = _GRANTS.search(text)
    if group >= 0.6:
        start, stretch = _clause_of(case, unit)
        grants, denies = _GRANTS.search(stretch), _DENIES.search(stretch)
        if not grants and not denies and start:
            # A clause without a verb of its own goes on with that of the clause before ("can apply as well, and from 2023 also …").
            grants, denies = _GRANTS.search(text[:start]), _DENIES.search(text[max(0, start - 80) : start])
        held = [w for w in unit.words if any(likeness(w, g) >= 0.85 and case.weight(g) >= 0.5 for g in case.group)] or list(unit.words)
        place = min(w.start for w in held) - unit.sentence.start
        if denies:
            return [Finding("no", 0.55 + 0.3 * group + 0.1 * about, unit, "the text excludes them")]
        closing = [p for s, _, p in find_periods(policy.text, unit.sentence.start, unit.sentence.end, unit.sentence.period) if p.relation == "until"]
        if closing and grants and case.periods and re.match(r"\s*(?:until|till|up to)\b", stretch or text, re.I):
            late = all(p.start > closing[0].end for p in case.periods)
            return [Finding("no" if late else "yes", 0.6 + 0.3 * group + 0.1 * about, unit, f"allowed until {closing[0].label}")]
        opening = _opening(unit, policy, place)
        if opening is not None and case.periods and grants:
            if all(p.end < opening.start for p in case.periods):
                return [Finding("no", 0.6 + 0.3 * group + 0.1 * about, unit, f"open to them only since {opening.label}")]
            return [Finding("yes", 0.55 + 0.3 * group + 0.1 * about, unit, f"open to them since {opening.label}")]
        if grants:
            return [Finding("yes", 0.42 + 0.38 * group + 0.12 * about, unit, "the text opens it to them")]
    elif _ONLY.search(text) and about >= 0.8 and (grants or "for those" in text.lower()) and case.scheme:
        return [Finding("no", 0.6 + 0.2 * about - 0.2 * group, unit, "the text names others only")]
    return []


def _clause_of(case: Case, unit: Unit) -> tuple[int, str]:
    """The clause of a sentence that names the group best, and where it begins; the whole sentence where no clause has it alone."""
    text = unit.text
    cuts = [0, *(m.end() for m in re.finditer(r"[;:]\s|, (?:but|and|while|whereas|nor)\b|\bbut (?:also |since )?|\. ", text)), len(text)]
    best = (0.0, 0, text)
    for start, end in zip(cuts, cuts[1:], strict=False):
        held = [w for w in unit.words if start <= w.start - unit.sentence.start < end]
        value = group_coverage(case, held)
        if value > best[0] + 0.02:
            best = (value, start, text[start:end])
    return (best[1], best[2]) if best[0] >= 0.55 else (0, text)


def _opening(unit: Unit, policy: Policy, place: int) -> Period | None:
    """The date from which a sentence opens something to the group that stands at ``place``."""
    found = find_periods(policy.text, unit.sentence.start, unit.sentence.end, unit.sentence.period)
    since = [p for s, _, p in found if p.relation == "since" and s - unit.sentence.start < place + 5]
    if since:
        return since[-1]
    if re.search(r"\b(?:extension|extended|opened|open to|now|also|new)\b", unit.text, re.I) and unit.sentence.period and not unit.sentence.inherited:
        return unit.sentence.period if unit.sentence.period.relation in {"in", "since"} else None
    return None
