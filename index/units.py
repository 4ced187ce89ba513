"""Policies -> units: what is embedded and looked up, one sentence or list item each, with the context that it needs.

A sentence alone is too little ("It was extended in 2021.") and a page too much: its one telling sentence drowns. So
every unit is one sentence under its header (country, title, section path), and a list item follows the line that
introduces it. No unit exceeds the tokens that the model reads: a longer sentence is split between tokens, and its
parts carry the offsets of their own words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Policy, Section
from index.cross_encoder import Read
from index.encoder import Encoder

SEPARATOR = " · "
#: The most tokens that header and lead-in may take; the words of the sentence itself come first.
CONTEXT_TOKENS = 64
#: A sentence of fewer characters than this is embedded together with the one before it in its paragraph.
SHORT = 25
#: Sentences of fewer letters than this ("Yes, in 2021.") may stand in many places and mean another thing in each.
REPEATED = 40
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One embedded text: ``text[start:end]`` of a policy are its words, ``context`` the header and lead-in before them.

    ``section`` and ``sentence`` index ``Policy.sections`` and ``.sentences``; several units share it where a sentence was split.
    """

    path: str
    section: int
    sentence: int
    start: int
    end: int
    context: str
    words: str

    @property
    def text(self) -> str:
        """What the model reads."""
        return f"{self.context}: {self.words}" if self.context else self.words

    @property
    def digest(self) -> bytes:
        """16 bytes that tell this text from any other; vectors are kept under it."""
        return hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    @property
    def fingerprint(self) -> int:
        """Tells words from other words, whatever their case and punctuation; 0 for words too few to be told apart."""
        words = " ".join(_WORD.findall(self.words.lower()))
        if len(words) < REPEATED:
            return 0
        return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def header(policy: Policy, section: Section | None) -> str:
    """``country · title · section path``, each named once."""
    parts = [policy.country, policy.title]
    if section is not None:
        parts += section.path or (section.name,)
    kept = dict.fromkeys(" ".join(p.split()) for p in parts)
    return SEPARATOR.join(p for p in kept if p)


def units(policies: Sequence[Policy], embeddings: Encoder) -> list[Unit]:
    """The units of policies, in the order of the texts; every one fits into the model's token limit."""
    drafts = [unit for policy in policies for unit in _drafts(policy)]
    limit = embeddings.card.limit
    counts = embeddings.count_tokens([u.text for u in drafts])
    made: list[Unit] = []
    for unit, count in zip(drafts, counts, strict=True):
        made.extend([unit] if count <= limit else _split(unit, embeddings, limit))
    return made


def _drafts(policy: Policy) -> list[Unit]:
    found = []
    headers = [header(policy, s) for s in policy.sections]
    bare = header(policy, None)
    for number, sentence in enumerate(policy.sentences):
        words = policy.words(sentence)
        if sentence.boilerplate or not words.strip():
            continue
        context = headers[sentence.section] if 0 <= sentence.section < len(headers) else bare
        lead = _lead(policy, number)
        if lead:
            context = f"{context}{SEPARATOR}{lead}"
        found.append(
            Unit(policy.path, sentence.section, number, sentence.start, sentence.end, context, words)
        )
    return found


def _lead(policy: Policy, number: int) -> str:
    """The line that introduces a sentence, or the one before a very short one; an empty string for none."""
    sentence = policy.sentences[number]
    before = sentence.lead
    if before is None and len(policy.words(sentence)) < SHORT and number:
        previous = policy.sentences[number - 1]
        if previous.paragraph == sentence.paragraph and previous.section == sentence.section:
            before = number - 1
    if before is None or policy.sentences[before].boilerplate:
        return ""
    return " ".join(policy.words(policy.sentences[before]).split()).rstrip(":")


def to_read(policy: Policy, number: int) -> Read:
    """One sentence as the cross-encoder reads it: under its header and lead, with the sentence before it in its paragraph."""
    sentence = policy.sentences[number]
    inside = 0 <= sentence.section < len(policy.sections)
    parts = [header(policy, policy.sections[sentence.section] if inside else None), _lead(policy, number)]
    context, words = SEPARATOR.join(p for p in parts if p), " ".join(policy.words(sentence).split())
    before = ""
    if number and sentence.lead != number - 1:
        last = policy.sentences[number - 1]
        if last.paragraph == sentence.paragraph and last.section == sentence.section and not last.boilerplate:
            before = " ".join(policy.words(last).split())
    return Read(f"{context}: {words}" if context else words, before)


def _split(unit: Unit, embeddings: Encoder, limit: int) -> list[Unit]:
    """Parts of a unit that each fit: first the context is shortened, then the words are cut between tokens."""
    room = min(CONTEXT_TOKENS, limit // 4)
    context = unit.context
    offsets = embeddings.token_offsets(context)
    if len(offsets) > room:
        context = context[: offsets[room - 1][1]]
        offsets = offsets[:room]
    step = max(1, limit - len(offsets) - 6)
    tokens = embeddings.token_offsets(unit.words)
    parts = []
    for first in range(0, max(1, len(tokens)), step):
        taken = tokens[first : first + step]
        a = taken[0][0] if first else 0
        b = tokens[first + step][0] if first + step < len(tokens) else len(unit.words)
        words = unit.words[a:b].rstrip()
        start = unit.start + a
        parts.append(Unit(unit.path, unit.section, unit.sentence, start, start + len(words), context, words))
    return parts
