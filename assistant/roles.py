"""Who asks to take part in what: the group, the scheme, the numbers and the dates of an eligibility question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.clauses import SHORTENED
from assistant.kinds import last_question
from assistant.lexicon import Lexicon
from assistant.limits import Fact, facts_in
from assistant.measured import table_of
from corpus.model import Period
from corpus.periods import find_periods
from corpus.vocabulary import canonical_country, country_of
from corpus.words import Word, content_words, likeness

_AUX = (
    r"(?:can|could|may|might|is|are|was|were|do|does|did|would|will|am|has|have|had|should|must|shall|konden)"
)
#: The scheme stands before these words and the group behind them.
_TO_GROUP = re.compile(
    r"\b(?:open(?:ed)? (?:to|for)|meant for|intended for|aimed at|available (?:to|for)|aim at|targets?|address(?:es)?|covers?|includes?|supports?|accepts?|reserved for|restricted to|limited to|only for|designed for|suitable for|accessible to|reach(?:es)?|for)\s+(.+)$",
    re.I,
)
#: The group stands before these words and the scheme behind them.
_FROM_GROUP = re.compile(
    r"^(.+?)\s+(?:(?:be|been|being|also|still|already|now|really|even|then|currently|explicitly|have|had|ever)\s+)*(?:tak(?:e|ing) part|took part|participat\w*|eligib\w*|qualif\w*|entitled|admitted|admissible|allowed|permitted|apply|applied|submit\w*|become|book|rent|host|lead|sign|start|possible|join|get|gets|got|receive\w*|claim|benefit|belong|use|attend|enrol\w*|obtain|"
    r"among|listed|part of|a (?:stated |listed |named )?target group|target groups?|one of|count\w*|covered|included|supported|funded|excluded|mentioned|considered|accepted|invited|sign\w* up|fall|granted|reimbursed|refunded|compensated|paid|free(?: of charge)?|borne|awarded|required|obliged|exempt\w*|have access|access|go|send|host)\b(.*)$",
    re.I,
)
#: What money is wanted for stands behind these words.
_SPENT_ON = re.compile(
    r"\b(?:grant|subsidy|money|bonus|voucher|funds?|funding|premium|aid|support|bursary|allowance|payment|refund|loan|credit|account|it)\b\s+(?:also\s+)?(?:be\s+)?(?:used|spent|claimed|paid|granted|go|goes)?\s*(?:for|on|to buy|to pay for|to purchase|towards)\s+(.+)$|"
    r"\b(?:buy|purchase|rent|pay for)\s+(.+?)\s+(?:with|from|out of|through|under|by)\b",
    re.I,
)
#: For whom, and not for what.
_PERSON = re.compile(
    r"^(?:an?|the|my|our|his|her|their|your|this|these|those|each|every|one|two)? ?(?:[\w-]+ )?(?:apprentices?|learners?|pupils?|students?|trainees?|staff|employees?|workers?|child(?:ren)?|people|persons?|adults?|sons?|daughters?|him|her|them|me|us)\b(?! (?:contract|place|course|wage|salar|fee|transport|room|home))",
    re.I,
)
_BY_PRONOUN = rf"^(?:and |but |so |then )?{_AUX}\s+(?:the )?(?:we|i|us|they|it|he|she|you|our|my|that|this|those|these)\b"
_LACKS = re.compile(
    r"(?:n't|n’t|\bnever|\bno longer)\s+(?:been\s+|on\s+|a\s+|an\s+|the\s+|any\s+)*((?:[\w-]+\s?){1,2})|"
    r"\bnot\s+((?:employed|registered|enrolled|resident|insured|living|working|member|trained)\s+(?:[\w-]+\s?){1,3})",
    re.I,
)
_ENTITLING = frozenset({"participant", "receive", "apply", "open", "target", "award"})
_VERBAL = frozenset(
    "elig qualifi entitl allow permit admit join benefit belong use attend cover includ address intend mean list among access claim obtain count fall support fund accept take part group target get make go possibl able under sign nowadays also still".split()
)
_GENERIC_PERSON = frozenset({"learner", "participant"})
_GENERIC_WORD = frozenset(
    "one year old school-year our currently located based person people peopl someon educ train vocat vet programm scheme polici member individu group kind type".split()
)


#: How far a word of the field counts that stands for what somebody says in everyday words.
SPOKEN = 0.9


@dataclass(frozen=True, slots=True)
class Case:
    """The case that an eligibility question puts: who (``group``), by which words he is known (``asker``) and which he denies (``excluded``), with which numbers and dates.

    ``thing`` is whether the group is what money is wanted for, ``told`` what is told before the question itself, ``personal`` whether that is told of a person who then asks or is asked for.
    """

    group: tuple[Word, ...]
    group_text: str
    periods: tuple[Period, ...]
    excluded: tuple[Word, ...]
    names: tuple[tuple[Word, ...], ...]
    rarity: tuple[tuple[str, float], ...]
    asker: tuple[tuple[Word, float], ...]
    facts: tuple[Fact, ...]
    told: tuple[Word, ...]
    thing: bool
    personal: bool

    def weight(self, word: Word) -> float:
        """How much a word of the group tells: a bare "learners" little, a modifier all."""
        generic = word.concepts & _GENERIC_PERSON or word.stem in _GENERIC_WORD
        alone = all(w.concepts & _GENERIC_PERSON or w.stem in _GENERIC_WORD for w in self.group)
        return 1.0 if alone else 0.2 if generic else dict(self.rarity).get(word.stem, 1.0)


def read_case(asked: Asked, lexicon: Lexicon) -> Case:
    """Take an eligibility question apart."""
    asking = last_question(asked.full) if asked.core == asked.full else ""
    asking = asking if asking and asking != asked.full else asked.core
    core = re.sub(r"\([^)]*\)", lambda m: m.group().replace("(", " ").replace(")", " "), asking).strip(" ?.!")
    body = re.sub(rf"^(?:and |but |so |then )?{_AUX}\s+(?:there\s+)?(?:only\s+)?", "", core, flags=re.I)
    group_text = _group_of(body)
    lacking = (
        *asked.negated,
        *(w for m in _LACKS.finditer(asked.full) for w in content_words(m.group(1) or m.group(2))),
    )
    negated = {w.stem for w in lacking}
    group = [w for w in content_words(group_text) if not _verbal(w)]
    preamble = asked.full.replace(asking, " ") if asking in asked.full else ""
    told = [
        w for w in content_words(preamble) if not _verbal(w) and w.text.lower() not in asked.scope.place_terms
    ]
    pronoun = re.match(_BY_PRONOUN, core, re.I) or re.search(r"\b(?:me|us|him|her|them)\b", core, re.I)
    if told and (
        pronoun or not group or all(w.text.lower() in {"we", "our", "firm", "us", "size"} for w in group)
    ):
        # The preamble says who asks, the question itself only for what.
        group = told
    elif not group:
        group = [w for w in content_words(core) if not _verbal(w)]
    other = re.search(r"\(([^)]{2,40})\)", asked.core)
    inner = {w.stem for w in content_words(other.group(1))} if other else set()
    names = (
        (tuple(w for w in group if w.stem in inner), tuple(w for w in group if w.stem not in inner))
        if inner & {w.stem for w in group}
        else ()
    )
    group = [
        w
        for w in group
        if w.stem not in negated and not w.text[:1].isdigit() and not SHORTENED.fullmatch(w.text)
    ]
    named = lexicon.scheme_names(asked.scope.best) if asked.scope.best else frozenset()
    title = lexicon.titles.get(asked.scope.best or "", {})
    group = [
        w for w in group if w.stem not in named and not (w.stem in title and not w.near and not w.concepts)
    ] or group
    thing = None if told else _SPENT_ON.search(core)
    if thing and _PERSON.search(thing.group(1) or thing.group(2)):
        thing = None
    spent: list[Word] = []
    if thing:
        spent = [
            w
            for w in content_words(thing.group(1) or thing.group(2))
            if w.stem not in named and w.stem not in title and not _verbal(w)
        ]
        group = spent or group
    group = [w for w in group if not find_periods(w.text) and w.text.lower() not in asked.scope.place_terms]
    person = pronoun is not None and not re.search(r"\b(?:it|that|this|these)\b", pronoun.group(), re.I)
    return Case(
        group=tuple(group),
        group_text=group_text,
        periods=tuple(p for _, _, p in find_periods(asked.full)),
        excluded=lacking,
        names=tuple(n for n in names if n),
        rarity=tuple((w.stem, max(0.35, lexicon.rarity(w))) for w in group),
        asker=_asker(asked, preamble, group, negated),
        facts=facts_in(asked.full),
        told=tuple(told) if pronoun else (),
        thing=bool(spent),
        personal=bool(told) and person,
    )


def _asker(
    asked: Asked, preamble: str, group: Sequence[Word], negated: set[str]
) -> tuple[tuple[Word, float], ...]:
    """The words by which an asker can be recognised, each with how far it speaks of him rather than of the scheme.

    What people say of themselves in everyday words ("retired") brings the words of the field with it ("pensioner").
    """
    sure = {w.stem for w in group} | {w.stem for w in content_words(preamble)}
    own = [
        (w, 1.0 if w.stem in sure else 0.8)
        for w in content_words(asked.full)
        if w.stem not in negated and "'" not in w.text
    ]
    # Of the question itself only its group: a scheme may be called after a workshop or a bank.
    low = f" {preamble if content_words(preamble) else asked.full} ".lower()
    for field, phrases in table_of("said").items():
        if any(re.search(rf"\b{re.escape(p)}", low) for p in phrases):
            own += [(w, SPOKEN) for word in field.split() for w in content_words(word)]
    ages = [f.value for f in facts_in(asked.full) if f.kind == "age"]
    if ages:
        own += [(w, 0.9) for w in content_words("minor child" if min(ages) < 18 else "adult")]
    return tuple(own)


def spoken_of(text: str) -> list[Word]:
    """The words of the field for those of whom a text speaks in everyday words ("people in prison": prisoners)."""
    return [
        word
        for field, phrases in table_of("said").items()
        if len(found := content_words(field)) == 1
        and any(re.search(rf"\b{re.escape(p)}", text, re.I) for p in phrases)
        for word in found
    ]


def foreigner(asked: Asked, country: str) -> list[tuple[Word, float]]:
    """Words for somebody from another country than that of a policy, where the question names his country."""
    home = canonical_country(country)[0] if country else ""
    abroad = [
        w
        for w in content_words(asked.full)
        if w.text[:1].isupper() and (place := country_of(w.text)) and home and place[0] != home
    ]
    origin = re.search(r"\b(?:come|comes|came|moved|am|is|are) from (?:the )?([A-Z]\w+)", asked.full)
    if (
        origin
        and home
        and (country_of(origin.group(1)) or ("", ""))[0] != home
        and origin.group(1).lower() not in asked.scope.place_terms
    ):
        abroad = [*abroad, *content_words(origin.group(1))]
    said = "foreign citizen national foreigner migrant"
    if origin and country_of(origin.group(1)) is None:
        said += " outside EU third country"
    return [(w, 0.9) for w in content_words(said)] if abroad else []


def _verbal(word: Word) -> bool:
    return (
        not re.search(r"(?:ances?|ments?)$", word.text)
        and bool(word.concepts & _ENTITLING)
        or any(
            word.stem.startswith(v)
            for v in _VERBAL
            if len(v) > 4 and not word.text.lower().endswith(("ance", "ances"))
        )
        or (word.stem in _VERBAL and not word.text.lower().endswith(("ance", "ances")))
    )


def _group_of(body: str) -> str:
    """Those whom the body of a question is about: before the verb of taking part, or behind what is open "to" somebody."""
    before = _FROM_GROUP.match(body)
    behind = _TO_GROUP.search(body)
    if behind and behind.start() > 0 and (not before or len(before.group(1)) > behind.start()):
        return behind.group(1)
    if before and content_words(before.group(1)):
        return before.group(1)
    return behind.group(1) if behind and behind.start() > 0 else body


def group_coverage(case: Case, held: Sequence[Word]) -> float:
    """How far some words name the group of a case: the weighted share of the group's words that have a match among them.

    Of two names for the same group, "special secondary education (BuSO)", either will do.
    """
    return max((_share(case, group, held) for group in (case.group, *case.names)), default=0.0)


def _share(case: Case, group: Sequence[Word], held: Sequence[Word]) -> float:
    total = sum(case.weight(w) for w in group)
    return (
        sum(case.weight(w) * max((likeness(w, o) for o in held), default=0.0) for w in group) / total
        if total
        else 0.0
    )
