"""The words of a question that evidence should have, and what a question wants counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.kinds import quantity_of
from assistant.lexicon import Lexicon
from corpus.periods import find_periods
from corpus.planning import WISH_WORDS
from corpus.words import (
    Word,
    common_verbs,
    function_words,
    is_irregular,
    phrases,
    plain_words,
    stem,
    weak_verbs,
    words,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that the evidence should have; ``weight`` tells how much it matters, ``name`` whether it names something,
    ``head`` whether it is what is counted, ``optional`` whether it is only taken over from an earlier question, ``scheme`` whether it belongs to the name of the scheme at hand, ``titled`` whether it only names the policy at hand, ``bonus`` whether it only speaks for evidence that has it, as it stands before the question."""

    word: Word
    weight: float
    name: bool = False
    head: bool = False
    optional: bool = False
    scheme: bool = False
    titled: bool = False
    bonus: bool = False

    def counts(self, covered: float) -> bool:
        """Whether it belongs in a mean over terms, where it is covered so far."""
        return not self.bonus or covered > 0.0

    @property
    def pull(self) -> float:
        """How much it counts in a mean: its weight, less where it is optional."""
        return self.weight * (0.4 if self.optional else 1.0)


#: Words that tell what kind of answer is wanted, or that only pad a question.
ASKING = frozenset(
    stem(w)
    for w in (
        "many much number volume share percentage percent proportion part amount sum total overall kind type sort name list figure exact exactly according text texts page document source policy policies "
        "question answer compare compared comparison versus difference side change changed happen happened happens going go gone took take place reason reasons cause explain describe mean means meant stand stands define definition "
        "please briefly short summary summarise mention mentioned state stated say says said regard regards respect concern concerning related relation today nowadays currently now present actually really ever yet "
        "often frequently initially originally develop developed koruna kroner krona kronor zloty forint lei dinar euro euros pounds francs date day month year years school-year schoolyear period long high big large far old stage status phase when why who what which how where moment time times like call called cited cite citation "
        "country countries case cases thing things way ways situation back following per cent report reports evaluation briefing colleague minister file write writing prepare preparing note dossier "
        "later next following previous earlier one ones back money abbreviation acronym letters sense respectively problem made make lead led compared respectively approximately roughly about instead think believe true correct right wrong order afterwards afterward subsequently thereafter beforehand meanwhile"
    ).split()
) | frozenset(map(stem, WISH_WORDS))
#: A scheme that is described instead of named ("under its pandemic scheme"): the words tell which policy is meant, little else.
_SCHEME_NOUN = re.compile(r"\b(?:its|their|this|these|the|under)\s+(?:[\w'’-]+\s+){0,3}(?:scheme|programme|measure|policy|initiative|reform|expansion|system|plan|text|page)s?\b", re.I)
_RELATIVE_YEAR = re.compile(r"\b(?:in |for )?(?:the|a|one|two|three|four|five|ten) (?:school )?years? (?:after(?:wards)?|before|later|earlier|on)\b(?: that)?|\b(?:the )?(?:following|next|previous|preceding) (?:school )?year\b", re.I)
#: To be there, as those who are counted are anyway.
_PRESENT = frozenset(stem(w) for w in "enrol attend".split())
#: The highest or lowest that lets somebody in ("the biggest income with which I can apply"), and the words of being let in.
_LIMIT = re.compile(r"\b(?:highest|lowest|largest|smallest|biggest|greatest|maximum|minimum|most|least|oldest|youngest)\b[^?]*?\b(?:which|that|and still|to|i|you|we|they|one)\b", re.I)
_LET_IN = frozenset(stem(w) for w in "apply qualify get receive claim have eligible".split())
#: "The day rate" is another one than "the night rate".
_KIND_OF_RATE = re.compile(r"\s+rates?\b", re.I)
#: "What does it cost to …?" asks for a price by any name.
_COSTS = re.compile(r"\b(?:do|does|did|will|would|can|could|may|might) [^?]*\bcost\b", re.I)
_RATE = re.compile(r"\b(?:per|for each|for every|apiece)\b", re.I)
#: Phrases that tell when or how far and name nothing.
_ADVERBIAL = re.compile(r"\b(?:in the end|in fact|in reality|in practice|in all|in total|at first|to begin with|in the first place|(?:in|at) the (?:very )?(?:beginning|start|outset)|at (?:the )?(?:very )?(?:beginning|start|outset)|originally|initially|original|initial(?! (?:vet|vocational|training|education)))\b", re.I)
_SCHOOL_YEAR = re.compile(r"\b(?:school|academic|training|calendar)[\s-]years?\b", re.I)
_SCHEME_STEMS = frozenset(stem(w) for w in "scheme programme measure policy initiative reform activity project system development sector area field level type case point matter aspect size limit way".split())
_BASE_VERBS = frozenset("change develop evolve rise fall grow drop increase decrease get have take go come receive differ compare make reach start begin end attend enter join leave vary".split())


#: What a question for a length of time asks with.
_LASTING = frozenset(stem(w) for w in "last take run go length duration stay".split())


def find_terms(core: str, place_terms: tuple[str, ...], lexicon: Lexicon) -> tuple[Term, ...]:
    """The words of the core that evidence should have, each once, weighted by how rare they are in the texts; names of places are none of them."""
    spans = [(s, e) for s, e, _ in find_periods(core)] + [m.span() for m in _RELATIVE_YEAR.finditer(core)] + [m.span() for m in _ADVERBIAL.finditer(core)]
    head = head_of(_RELATIVE_YEAR.sub(" ", core))
    places = set(place_terms)
    quantity = quantity_of(core)
    money = quantity == "money"
    described = {w.stem for m in _SCHEME_NOUN.finditer(core) for w in words(m.group())}
    found: dict[str, Term] = {}
    opening = True
    limit = _LIMIT.search(core)
    school_years = list(_SCHOOL_YEAR.finditer(core))
    for word in _with_phrases(core):
        low = word.text.lower()
        first, opening = opening, False
        if any(s <= word.start < e for s, e in spans) or word.text.isdigit() or low == "non" or core[max(0, word.start - 4) : word.start].lower() == "non-":
            continue
        if any(m.start() <= word.start < m.end() for m in school_years):
            continue
        if low == "first" and spans and re.match(r"\s+years?\b", core[word.end :]):
            continue  # "in its first year, 2022"
        if low in function_words() or low in {"per cent", "percent"} or (word.stem in ASKING and word.stem not in head and low != "shared" and not _KIND_OF_RATE.match(core, word.end)) or len(low) < 2 or low in places:
            continue
        name = word.name_like and not first and low != "vet"
        if word.stem in head:
            found.setdefault(word.stem, Term(word, max(0.75, lexicon.rarity(word)), name, True))
            continue
        weak = not name and (low == "vet" or word.stem in weak_verbs() or (word.concepts & {"participant"} and not low.endswith(("ant", "ants", "tion"))))
        weak = weak or (quantity == "count" and bool(head) and word.stem in _PRESENT) or (money and bool(_RATE.search(core)) and word.concepts & {"money"})
        lasting = quantity == "duration" and word.stem in _LASTING
        actor = money and (word.near & {"people", "firm", "worker"} or word.stem in {"two", "pay", "paid", "spend", "spent", "earmark", "alloc", "reserv", "dedic"} or (low == "cost" and _COSTS.search(core)))
        if word.stem in _LET_IN and limit and word.start > limit.end():
            weak = True
        weight = lexicon.rarity(word) * (0.45 if word.stem in common_verbs() | plain_words() and not name else 1.0) * (0.3 if word.stem in described else 0.4 if word.stem in _SCHEME_STEMS and word.stem not in head else 1.0)
        if word.stem in found:
            continue
        if low == "young" and re.match(r"\s+(?:women|men|people|persons|learners|students|pupils|girls|boys)\b", core[word.end :], re.I):
            weak = True  # "girls and young women" are girls
        found[word.stem] = Term(word, weight * (0.7 if weak or actor or lasting else 1.0), name, word.stem in head, bool(weak or actor or lasting or word.stem in described))
    return tuple(found.values())


def _with_phrases(core: str) -> list[Word]:
    """The words of a question; those of a phrase of the thesaurus may also be told by what the phrase may be told by."""
    found = words(core)
    for first, behind, phrase in phrases(found, core):
        found[first:behind] = [replace(w, near=w.near | phrase.near) for w in found[first:behind]]
    return found


def _letters(word: Word) -> bool:
    """Whether it is an abbreviation in capitals ("ITS"), whatever word it looks like."""
    return len(word.text) > 1 and word.text.isupper()


def counted_by(terms: Sequence[Term], text: str = "") -> Term | None:
    """Of key words ("Tideway: shared posts in 2023?") the one that is counted: the first that names people or stands in the plural,
    behind the colon of ``text`` where there is one."""
    able = [t for t in terms if not t.name and not t.scheme and (t.word.text.lower().endswith("s") or "person_kind" in t.word.near)]
    behind = {w.stem for w in words(text.rpartition(":")[2])}
    return next((t for t in able if t.word.stem in behind), able[0] if able else None)


def head_of(core: str) -> frozenset[str]:
    """Stems of the noun phrase that is to be counted: what follows "how many", "number of", "share of"."""
    match = re.search(
        r"\b(?:how many(?: of(?: the| its| these| \w+['’]s)?)?|(?<!its )(?<!their )(?<!our )(?:number|count|volume)s? of|(?:share|percentage|proportion|part|percent) of)\s+(?:the\s+|all\s+|different\s+)?((?:[\w'’+-]+\s*){1,6})",
        core, re.I,
    )  # fmt: skip
    if not match:
        return frozenset()
    taken: list[str] = []
    plural = False
    for word in words(match.group(1)):
        low = word.text.lower()
        if low.isdigit() or (not taken and low in {"new", "current", "overall", "total", "different", "various"}):
            continue
        hyphened = match.group(1)[word.end : word.end + 1] == "-" or match.group(1)[word.start - 1 : word.start] == "-"
        if (low in function_words() and not _letters(word)) or (re.match(r"(?:took|take|taking|went|came|got|began|held|left|broke|chose|gave|kept|quit|found|lost|grew|sold|spent|stuck|withdrew|drew|became|ran|fell|rose|paid|won|met|go|come|get)\b", low)):
            break
        if taken and not hyphened and (low.endswith("ed") and len(low) > 3 and low not in {"unemployed", "disabled", "employed"} or low in {"joined", "running", "abroad"}):
            break
        if plural and not hyphened and (low.endswith("ing") or is_irregular(low)):
            break  # "people passing the test", "tasks laid down"
        if taken and not hyphened and (low in _BASE_VERBS or (is_irregular(low) and word.stem in common_verbs()) or (plural and low == word.stem and word.stem in common_verbs() | plain_words())):
            break  # "how many people sit on a council"
        if not taken and not low.endswith("employed") and low != "disabled" and (low.endswith("ed") or (word.stem != low and word.stem in common_verbs() and not low.endswith(("s", "ing")))):
            break  # "how many stuck with it", "how many belonged to"
        taken.append(word.stem)
        plural = low.endswith("s") or low in {"people", "women", "men", "children", "staff"}
        if word.text.endswith(("'s", "’s")):
            continue
        if len(taken) == 4:
            break
    return frozenset(taken)
