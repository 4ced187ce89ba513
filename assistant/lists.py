"""Lists and counts over all policies, always complete: by target group, stage, body, theme, priority or what the text tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of
from assistant.evidence import match
from assistant.lexicon import NARRATIVE, TELLING
from assistant.model import Answer
from assistant.recipients import paid as is_paid
from assistant.recipients import recipients
from assistant.sources import sources_in, telling, without_sources
from assistant.terms import Term
from corpus.model import Entry, Policy, Stage
from corpus.words import content_words, likeness, stem

_GENERIC = frozenset("group target list aim policy learner student people person education training vet support measure address include among cover".split())
_STAGE = {"approved": ("approv", "agree", "adopt"), "design": ("design",), "pilot": ("pilot",), "implementation": ("implement", "running", "under way", "in force"),
          "completed": ("complet", "finish", "come to an end", "ended"), "discontinued": ("discontinu", "stopped", "abandon", "come to an end", "ended", "no longer")}  # fmt: skip

#: What only asks for the policies, and what is left is a statement that sentences can be compared with.
_SCAFFOLD = re.compile(
    r"^(?:and |so |please )*(?:(?:in|for|of|with) )?(?:which|what|how many|list|name|give)\b(?: me| us)?(?: (?:all|of|the|these|different))*(?: [\w-]+){0,2}? ?(?:countr(?:y|ies)|polic(?:y|ies)|measures?|texts?|documents?|schemes?|programmes?|systems?|member states|nations)\b(?: (?:covered|in the collection|described|at hand|here|in the (?:texts|corpus)))?,? ?(?:that |which |where |in which |do |does |did |is |are |was |were |have |has |had )?",
    re.I,
)
_PADDING = frozenset(stem(w) for w in "measure scheme programme policy country collection corpus described covered mark better worse leave left part play role affected affect touch touched impact influence way mention describe described people use used have make up".split())
#: What belongs to any source of money.
_MONEY_WORDS = frozenset(stem(w) for w in "money fund national european plan part budget vet vocational education training out as well".split())
#: Below this no sentence tells what is asked; and the share of the best policy's score that another one needs.
LEAST, SHARE = 0.34, 0.78
#: What another one needs where it stands out: so much at least, and so much of the way from the middle policy up to the best.
LEAST_BESIDE, ABOVE_MIDDLE = 0.32, 0.45
PLAIN, STANDS_OUT = 0.5, 0.12
#: No single word of a question counts for more than this; what an amount of money or a share above one half adds where that is asked.
HEAVIEST, FACET = 0.7, 0.08
#: What a sentence scores at least that says outright that those asked about get an amount, and how much of the question it must cover.
PLAIN_PAY, HALF = 0.62, 0.5
_PAID = re.compile(r"\b(?:money|fund\w*|financ\w+|subsid\w+|bonus\w*|grants?|premiums?|pa(?:y|ys|id|yments?)|amounts?|sums?|fees?|charges?|costs?|wages?|refund\w*|reimburs\w*)\b", re.I)
_FINANCED = re.compile(r"\b(?:pa(?:y|ys|id)|financ\w+|fund\w*|money|use[sd]?|using|cost\w*|contribut\w+|helped|support\w*|draw\w*|rel(?:y|ies)|bear\w*|borne|co-?financ\w+|subsid\w+|behind|lev(?:y|ies)|from)\b", re.I)
_MOST = re.compile(r"\b(?:majority|most of|more than half|most|half|mostly|outnumber\w*|mainly)\b", re.I)


def over_policies(asked: Asked, context: Context) -> Answer | None:
    """Which, or how many, of all policies have what is asked; None where the question is of another kind after all."""
    policies = [p for p in context.assistant.policies.values() if not context.filters or context.filters.admits(p)]
    rows = _by_source(asked, policies, context) or _by_stage(asked, policies) or _by_entry(asked, policies, context) or _by_text(asked, policies, context)
    if not rows:
        return None if asked.question.kind == "count" and len(policies) == 1 else abstain(asked, context)
    draft = Draft(asked.question.kind, confidence=0.85)
    counted = len({policy.path for policy, _ in rows})
    draft.say(f"{counted} of {len(policies)} {'policy' if len(policies) == 1 else 'policies'}:")
    for policy, spans in rows:
        markers = [draft.mark(policy, span) for span in spans[:3]]
        draft.say(f"- {name_of(policy)}", *markers)
        draft.details.setdefault("rows", []).append({"policy": policy.id, "title": policy.title, "country": policy.country, "quote": markers[0]})
    return draft.done(asked.question, {"policies": [name_of(p) for p in policies], "complete": True})


_Row = tuple[Policy, Sequence[Entry | Stage | tuple[int, int]]]


def _by_source(asked: Asked, policies: Sequence[Policy], context: Context) -> list[_Row]:
    """Policies whose texts name the source of money that is asked for, where nothing else is asked of them."""
    sources = sources_in(asked.core)
    if not sources or not _FINANCED.search(asked.core):
        return []
    lexicon = context.lexicon
    others = [w for w in content_words(_SCAFFOLD.sub("", without_sources(asked.core))) if w.stem not in _GENERIC | _PADDING | _MONEY_WORDS and not _FINANCED.fullmatch(w.text)]
    rows: list[_Row] = []
    for policy in policies:
        units = [u for u in context.lexicon.units[policy.path] if u.words and u.kind in NARRATIVE - {"objectives"}]
        found = telling(units, sources)
        held = [any(policy.path in lexicon.in_policies[key] for key, value in lexicon.expand(w).items() if value >= 0.7) for w in others]
        if found and sum(held) >= len(held) / 2:
            rows.append((policy, [(u.sentence.start, u.sentence.end) for u in sorted(found, key=lambda u: u.kind == "background")[:3]]))
    return rows


def _by_stage(asked: Asked, policies: Sequence[Policy]) -> list[_Row]:
    low = asked.core.lower()
    wanted = {name for name, cues in _STAGE.items() if any(cue in low for cue in cues)}
    if not wanted or len([t for t in asked.terms if not _stage_word(t)]) > 1:
        return []
    rows: list[_Row] = []
    for policy in policies:
        found = [
            s for s in policy.stages
            if any(s.name.lower().startswith(w[:6]) or w[:6] in s.name.lower() for w in wanted)
            and (not asked.periods or any(p.start.year <= s.year <= p.end.year for p in asked.periods))
        ]  # fmt: skip
        if found:
            rows.append((policy, found[:1]))
    return rows


def _stage_word(term: Term) -> bool:
    return term.weight < 0.2 or any(term.word.text.lower().startswith(cue[:5]) for cues in _STAGE.values() for cue in cues) or term.word.text.lower() in {"come", "end", "ended", "stage", "running", "still", "already"}


def _by_entry(asked: Asked, policies: Sequence[Policy], context: Context) -> list[_Row]:
    """Policies whose list of groups, bodies, themes or priorities has an entry that covers what is asked."""
    low = asked.core.lower()
    if re.search(r"\btheme|\bcategor", low):
        kinds = {"themes"}
    elif re.search(r"priorit|recommendation|osnabr", low):
        kinds = {"priorities"}
    elif re.search(r"\b(?:responsib|in charge|ministry|run by|led by|bod(?:y|ies))", low):
        kinds = {"bodies"}
    elif re.search(r"\b(?:target|aim(?:ed|s)? at|address|list|for|group|eligible|open to|reach|intended|meant)\b", low):
        kinds = {"target_groups"}
    else:
        return []
    wanted = [t.word for t in asked.terms if t.word.stem not in _GENERIC and not t.word.concepts & {"learner", "target", "aim"}]
    persons = [t.word for t in asked.terms if t.word.concepts & {"learner"}]
    wanted = wanted or persons
    wanted = [w for w in wanted if w.text.lower() not in {"priority", "theme", "category", "answer", "responsible", "body", "ministry", "one", "ones", "policies"} and not w.concepts & {"responsible"}] or wanted
    if not wanted:
        return []
    rows: list[_Row] = []
    for policy in policies:
        found = []
        for entry in policy.entries:
            if entry.kind not in kinds:
                continue
            own = content_words(policy.text, entry.start, entry.end)
            hits = [max((likeness(w, o) for o in own), default=0.0) for w in wanted]
            if hits and sum(h >= 0.85 for h in hits) / len(hits) >= (0.99 if len(hits) < 3 else 0.6):
                found.append(entry)
        if found:
            rows.append((policy, found[:2]))
    if not rows and len(wanted) > 1 and kinds == {"target_groups"}:
        return []
    return rows


def _by_text(asked: Asked, policies: Sequence[Policy], context: Context) -> list[_Row]:
    """Policies with a sentence that covers what is asked about as well as the best one does."""
    best = scored(asked, policies, context)
    if not best or best[0][0] < LEAST:
        return []
    # Where no policy tells it plainly the best must stand out from what any policy gets.
    if best[0][0] < PLAIN and len(best) > 2 and best[0][0] - best[len(best) // 2][0] < STANDS_OUT:
        return []
    # A policy that is not told of at all gets what the middle one gets: one far above it is told of, if in other words than the best.
    middle = best[len(best) // 2][0] if len(best) > 4 else best[0][0]
    limit = min(max(LEAST, SHARE * best[0][0]), max(LEAST_BESIDE, middle + ABOVE_MIDDLE * (best[0][0] - middle)))
    return [(policy, spans) for score, policy, spans in best if score >= limit]


def scored(asked: Asked, policies: Sequence[Policy], context: Context) -> list[tuple[float, Policy, list[tuple[int, int]]]]:
    """How well each policy's best sentences tell what is asked, the best policy first; of alternatives ("A or B") one is enough."""
    best: dict[str, tuple[float, Policy, list[tuple[int, int]]]] = {}
    for statement in _alternatives(_SCAFFOLD.sub("", asked.core).strip(" ?,") or asked.core):
        told = {w.stem for w in content_words(statement)}
        terms = tuple(_plain(t, context) for t in asked.terms if t.word.stem not in _PADDING and t.word.stem in told) or asked.terms
        for policy in policies:
            rows = sorted(_told(statement, terms, policy, context), key=lambda row: -row[0])
            if rows and (policy.path not in best or rows[0][0] > best[policy.path][0]):
                best[policy.path] = (rows[0][0], policy, [span for score, span in rows[:3] if score > 0.75 * rows[0][0]])
    return sorted(best.values(), key=lambda row: -row[0])


def _alternatives(statement: str) -> list[str]:
    """The statement with each of the alternatives that it ends in ("get money for A or for B"); "taking on or keeping A" shares its A."""
    found = re.match(r"(.+?\b(?:for|to|of|with|by|from|because of) )(?!.*\b(?:for|to|of|with|by|from) .* or )(.{4,60}) or (?:for |to |of |with |by |from )?(.{4,120})$", statement)
    if not found:
        return [statement]
    opening, one, other = found.groups()
    shared = other.partition(" ")[2] if len(one.split()) < 3 and " " in other else ""
    return [f"{opening}{one} {shared}".strip(), opening + other]


def _plain(term: Term, context: Context) -> Term:
    """A term that must be told: in a question over all policies even common words and persons say what is meant."""
    if term.word.text.lower() == "vet":
        return term
    return replace(term, optional=False, name=False, weight=min(HEAVIEST, max(term.weight, 0.8 * context.lexicon.rarity(term.word))))


def _told(statement: str, terms: tuple[Term, ...], policy: Policy, context: Context) -> Iterator[tuple[float, tuple[int, int]]]:
    """How well each sentence of a policy tells a statement."""
    cosines = context.assistant.likeness(statement, policy.path)
    paid, most = bool(_PAID.search(statement)), bool(_MOST.search(statement))
    money = {f.sentence: f.start for f in policy.figures if f.unit.isupper()}
    who = recipients(statement) if paid else frozenset()
    majority = {f.sentence for f in policy.figures if f.unit == "%" and f.value > 50}
    for unit in context.lexicon.units[policy.path]:
        if not unit.words or unit.kind not in TELLING or (unit.kind == "themes" and not unit.text.endswith(".")):
            continue
        # "The majority" is told by a share above one half, "get money" also by an amount.
        half = most and unit.index in majority
        one = match(tuple(t for t in terms if not (half and _MOST.fullmatch(t.word.text))), unit, context.lexicon)
        score = 0.3 * one.score + 0.2 * one.inside_score + 0.5 * max(0.0, float(cosines[unit.index])) - 0.1 * one.lost
        if unit.index in money and who and is_paid(unit.text, money[unit.index] - unit.sentence.start, who) and one.score >= HALF:
            score = max(score, PLAIN_PAY)
        yield score + FACET * (half or (paid and unit.index in money)), (unit.sentence.start, unit.sentence.end)
