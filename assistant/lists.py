"""Lists and counts over all policies, always complete: by target group, stage, body, theme, priority or what the text tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of
from assistant.evidence import candidates
from assistant.model import Answer
from assistant.terms import Term
from corpus.model import Entry, Policy, Stage
from corpus.words import content_words, likeness

_GENERIC = frozenset("group target list aim policy learner student people person education training vet support measure address include among cover".split())
_STAGE = {"approved": ("approv", "agree", "adopt"), "design": ("design",), "pilot": ("pilot",), "implementation": ("implement", "running", "under way", "in force"),
          "completed": ("complet", "finish", "come to an end", "ended"), "discontinued": ("discontinu", "stopped", "abandon", "come to an end", "ended", "no longer")}  # fmt: skip


def over_policies(asked: Asked, context: Context) -> Answer | None:
    """Which, or how many, of all policies have what is asked; None where the question is of another kind after all."""
    policies = [p for p in context.assistant.policies.values() if not context.filters or context.filters.admits(p)]
    rows = _by_stage(asked, policies) or _by_entry(asked, policies, context) or _by_text(asked, policies, context)
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
    best: list[tuple[float, Policy, list[tuple[int, int]]]] = []
    for policy in policies:
        scored: list[tuple[float, tuple[int, int]]] = []
        for match in candidates(asked, [policy.path], context.lexicon)[:12]:
            dense = max(0.0, context.dense(asked, policy.path, match.unit.index))
            score = 0.7 * match.score + 0.3 * dense - 0.1 * sum(t.weight for t in match.missing) / (sum(t.weight for t in match.terms) or 1)
            scored.append((score, (match.unit.sentence.start, match.unit.sentence.end)))
        scored.sort(key=lambda row: -row[0])
        if scored:
            best.append((scored[0][0], policy, [span for score, span in scored[:3] if score > 0.85 * scored[0][0]]))
    best.sort(key=lambda row: -row[0])
    if not best or best[0][0] < 0.36:
        return []
    limit = max(0.36, 0.84 * best[0][0])
    return [(policy, spans) for score, policy, spans in best if score >= limit]
