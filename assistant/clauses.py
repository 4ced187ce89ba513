"""The clauses of a sentence, and whom each of them is about."""

from __future__ import annotations

import re

from assistant.rule_words import CUTS, DESCRIBES, INVERTED, RELATIVE, everybody, said, towards
from corpus.words import Word, is_content


def clauses(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence; a cut needs a verb of its own on its left."""
    starts, ends = [0], []
    for cut in CUTS.finditer(text):
        left = text[starts[-1] : cut.start()]
        if (
            len(left) >= 8
            and len(text) - cut.end() >= 8
            and (_main_verb(left) is not None or cut.group()[0] in ";." or towards().search(left))
        ):
            ends.append(cut.start())
            starts.append(cut.end())
    return list(zip(starts, [*ends, len(text)], strict=True))


_APPLICATION = re.compile(
    r"\b(?:can|cannot|can not|may|may not|could|must|might|to|should|have to|wish to)\s+(?:also |only |still |then |not )*$",
    re.I,
)


def whom(clause: str, at: int) -> tuple[int, int, int, str]:
    """Where in a clause those stand that it is about, from and to, where its main verb is, and what it says of them."""
    body = clause[at:]
    inverted = INVERTED.match(body)
    if inverted:
        aside = _ASIDE.search(body, inverted.start("who"))
        return at + inverted.start("who"), at + aside.start() if aside else len(clause), 0, clause
    verb = _main_verb(body)
    behind = DESCRIBES.search(body) or towards().search(body)
    if (
        behind
        and _APPLICATION.search(body[: behind.start()])
        and body[behind.start() :].lower().startswith("apply")
    ):
        behind = None  # "firms can apply to the fund": whom it is about stands before
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


#: Pronouns and verbs in one ("you're", "don't"), which name nobody.
SHORTENED = re.compile(r"\w+n['’]t|(?:i|you|he|she|it|we|they|there|who|that)['’]\w+", re.I)
#: Where those who are named end, and what is said of them beside begins.
_ASIDE = re.compile(r",\s+(?:for whom|who|whose|which|where|as|until|since|because|though|although)\b", re.I)
_PARTICIPLES = frozenset("received lost needed got taken had been come".split())


def _main_verb(body: str) -> int | None:
    """Where the verb of the clause itself begins, not that of a relative clause in its subject."""
    used = skipped = -1
    for verb in said("finite").finditer(body):
        if (
            skipped >= 0
            and len(body[skipped : verb.start()].split()) <= 1
            and verb.group().lower() in _PARTICIPLES
        ):
            continue  # "who has received the grant": the participle belongs to the relative clause
        pronouns = list(RELATIVE.finditer(body[: verb.start()]))
        if pronouns and pronouns[-1].start() != used:
            between = body[pronouns[-1].end() : verb.start()].split()
            if len(between) <= (3 if pronouns[-1].group().lower() == "whose" else 1):
                used, skipped = pronouns[-1].start(), verb.end()
                continue
        return verb.start()
    other = re.search(
        r"\b(?:joined|got|received|qualified|entered|obtained|belonged|counted|applied|applies)\b", body
    )
    return other.start() if other and other.start() > 2 else None


def without(clause: str, at: int, stop: int, dated: list[tuple[int, int]]) -> str:
    """A stretch of a clause without its dates."""
    return "".join(c for i, c in enumerate(clause[at:stop], at) if not any(s <= i < e for s, e in dated))


def groups(
    clause: str, at: int, stop: int, offset: int, who: tuple[Word, ...]
) -> tuple[tuple[Word, ...], ...]:
    """The groups of an enumeration ("pupils from grade 8, adults in work and jobseekers"), each by its words."""
    cuts = [
        at,
        *(
            at + m.end()
            for m in re.finditer(r",\s+(?:and |or )?|\s+(?:and|or|as well as)\s+|\s*[()]\s*", clause[at:stop])
        ),
        stop,
    ]
    found = [
        tuple(w for w in who if offset + start <= w.start < offset + end)
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]
    return tuple(g for g in found if g)


def specific(found: list[Word]) -> tuple[Word, ...]:
    """Those words of a stretch that name somebody in particular."""
    kept = [
        w
        for w in found
        if w.stem not in everybody()
        and is_content(w)
        and not w.text[:1].isdigit()
        and not SHORTENED.fullmatch(w.text)
    ]
    return tuple(kept)
