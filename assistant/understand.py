"""Question in, what it asks out: the kind of answer, the words that matter, the periods, and which policies are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.kinds import (
    asks_admission,
    asks_comparison,
    asks_over_policies,
    is_yes_no,
    kind_of,
    quantity_of,
)
from assistant.language import into_english, language_of, mend_typing, unknown_words
from assistant.lexicon import Lexicon
from assistant.model import Question
from corpus.model import Period, Policy
from corpus.numbers import value_of
from corpus.periods import find_periods, shift
from corpus.vocabulary import canonical_country, country_of
from corpus.words import Word, common_verbs, content_words, function_words, stem, weak_verbs, words


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that the evidence should have; ``weight`` tells how much it matters, ``name`` whether it names something,
    ``head`` whether it is what is counted, ``optional`` whether it is only taken over from an earlier question."""

    word: Word
    weight: float
    name: bool = False
    head: bool = False
    optional: bool = False

    @property
    def pull(self) -> float:
        """How much it counts in a mean: its weight, less where it is optional."""
        return self.weight * (0.4 if self.optional else 1.0)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which policies are meant: ``paths`` best first with their scores; ``missing`` are countries asked for that no text is about."""

    paths: tuple[tuple[str, float], ...]
    countries: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    named: bool = False
    place_terms: tuple[str, ...] = ()

    @property
    def best(self) -> str | None:
        """The policy that is most likely meant."""
        return self.paths[0][0] if self.paths else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the rest of the assistant works with it; ``before`` is the question that a follow-up asks again for another period."""

    question: Question
    full: str
    core: str
    terms: tuple[Term, ...]
    quantity: str
    periods: tuple[Period, ...]
    scope: Scope
    negated: tuple[Word, ...] = ()
    follow_up: bool = False
    before: Asked | None = None


#: Words that tell what kind of answer is wanted, or that only pad a question.
_ASKING = frozenset(
    stem(w)
    for w in (
        "many much number share percentage percent proportion part amount sum total overall kind type sort name list figure exact exactly according text texts page document source policy policies "
        "question answer compare compared comparison versus difference side change changed happen happened happens going go gone took take place reason reasons cause explain describe mean means meant stand stands define definition "
        "please briefly short summary summarise mention mentioned state stated say says said regard regards respect concern concerning related relation today nowadays currently now present actually really ever yet "
        "date day month year years school-year schoolyear period long high big large far old stage status phase when why who what which how where moment time times like call called cited cite citation "
        "country countries case cases thing things way ways situation back following per cent report reports evaluation briefing colleague minister file write writing prepare preparing note dossier "
        "later next following previous earlier one ones back money abbreviation acronym letters sense respectively plan planned foreseen expected target aim aimed aiming intended goal meant problem made make lead led compared respectively approximately roughly about instead think believe true correct right wrong order"
    ).split()
)
_CORE_START = re.compile(
    r"\b(?:how (?:many|much|high|large|big|long|old|did|does|do|is|are|was|were|has|have|should|can|could|often|far)|what|which|who|whom|why|when|where|in (?:which|what)|"
    r"(?:can|could|may|is|are|was|were|do|does|did|would|will|am) (?:we|i|you|they|it|the|an?|our|my|this|these|firms?|companies|pupils|students|learners|teachers|adults|people|[a-z]+s|[A-Z]\w+)\b|number of|share of|percentage of|status of|list|name|define|until when|since when|from when|by when|compare)\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|theirs|this|that|these|those|there|he|she|ones?|same|latter|former)\b", re.I)
_CONTINUES = re.compile(r"^\s*(?:and|but|so|or|what about|how about|also|then|en|et|und|ook|maar|mais|aber|wat met|en wat|et pour|und in|and what|ok|okay)\b", re.I)
_NEGATED = re.compile(r"\b(?:not|without|no|other than|rather than|instead of|except(?: for)?)\s+(?:an?\s+|the\s+|any\s+)?((?:[\w-]+\s?){1,3})", re.I)
#: A scheme that is described instead of named ("under its pandemic scheme"): the words tell which policy is meant, little else.
_SCHEME_NOUN = re.compile(r"\b(?:its|their|this|these|the|under)\s+(?:[\w'’-]+\s+){0,3}(?:scheme|programme|measure|policy|initiative|reform|expansion|system|plan|text|page)s?\b", re.I)
#: Endings that make an adjective or a people of a country's name, in four languages.
_DEMONYM = re.compile(r"[aeiou]{0,3}(?:|n|ns|s|'s|’s|sh|an|ans|ish|ese|ic|er|ers|se|sen|aans|aanse|isch\w{0,2}|sch\w{0,2}|ien|iens|ienne|iennes|ais|aise|ois|oise|nois|ner|nern|ne|nes|nne|nnes|anos?|ani)")
_SCHOOL_YEAR = re.compile(r"\b(?:school|academic|training|calendar)[\s-]years?\b", re.I)
_ORDINAL_PHASE = re.compile(r"\b(?:first|second|third|fourth|initial|last|opening)\s+(?:\w+\s+){0,2}(?:phase|round|call|stage|year|period)\b", re.I)
_SCHEME_STEMS = frozenset(stem(w) for w in "scheme programme measure policy initiative reform activity project system development sector area field level type case point matter aspect size limit way".split())
_BASE_VERBS = frozenset("change develop evolve rise fall grow drop increase decrease get have take go come receive differ compare make reach start begin end attend enter join leave vary".split())
_LAST = re.compile(r"\b(?:last|latest|most recent|newest)\s+(?:reported\s+|known\s+|school\s+|available\s+)*(?:years?|figures?|numbers?|data|school year)\b", re.I)
_BEFORE_AFTER = re.compile(r"\b(?:year|school year|after|next|following|later|before|earlier|previous)\b", re.I)


def understand(text: str, history: Sequence[str], lexicon: Lexicon) -> Asked:
    """What ``text`` asks; ``history`` holds the earlier questions of the conversation, oldest first."""
    asked = _read(text, lexicon)
    if not history or not _leans_on_history(asked, text):
        return asked
    before = understand(history[-1], history[:-1], lexicon)
    return _resolve(asked, before, lexicon)


def _read(text: str, lexicon: Lexicon) -> Asked:
    language = language_of(text)
    english = into_english(text, language, lexicon)
    english = mend_typing(english, lexicon, frozenset(p.country for p in lexicon.policies.values() if p.country))
    core = core_of(english)
    kind = kind_of(core)
    if kind == "open" and core != english:
        # What a preamble asks for ("give me the history of …") may say the kind when the rest does not.
        kind = kind_of(english) if kind_of(english) not in {"eligibility", "yes_no"} else kind
    quantity = quantity_of(core)
    if kind in {"definition", "open", "history"} and not quantity and quantity_of(english) and len(content_words(core)) <= 4:
        kind, quantity = "figure", quantity_of(english)
    if kind == "open" and not re.search(r"\b(?:how|what|which|who|why|when|where|whom)\b", core, re.I) and english.rstrip().endswith("?") and asks_admission(core):
        kind = "eligibility"
    if language != "en" and kind == "open" and not re.search(r"\b(?:how|what|which|who|why|when|where)\b", core, re.I):
        kind = "eligibility"
    scope = find_scope(english, lexicon)
    if asks_over_policies(core) and kind not in {"citation"} and len(scope.countries) == 0 and not (scope.named and quantity):
        kind = "count" if re.search(r"\bhow many\b|\bnumber of\b", core, re.I) else "list"
    elif asks_comparison(english) and kind in {"figure", "history", "open", "definition", "when", "stage"} and (quantity or len(find_periods(english, join=False)) > 1 or len(scope.countries) > 1):
        kind = "compare"
    elif kind == "figure" and len(scope.countries) > 1:
        kind = "compare"
    asked_in = text if language != "en" and find_periods(text) else english
    periods = tuple(p for _, _, p in find_periods(asked_in, join=kind != "compare"))
    if kind == "compare":
        periods = tuple(replace(p, relation="by" if p.relation == "by" else "in") for p in periods)
    terms = find_terms(core, english, scope, lexicon)
    if language != "en":
        foreign = unknown_words(english, language, lexicon)
        terms = tuple(replace(t, weight=t.weight * 0.2, name=False, optional=True) if t.word.text.lower() in foreign else t for t in terms)
    negated = tuple(w for m in _NEGATED.finditer(english) for w in content_words(m.group(1)))
    question = Question(text, text, kind, periods, scope.countries, tuple(p for p, _ in scope.paths[:3]), (), quantity, language)
    return Asked(question, english, core, terms, quantity, periods, scope, negated)


def core_of(text: str) -> str:
    """The part of a text that asks: from its last opening of a question on, without the preamble that introduces it."""
    pieces = [p.strip() for p in re.split(r"(?<=[.!?:;])\s+|\s+[-–—]\s+", text.strip()) if p.strip()]
    asking = [p for p in pieces if p.endswith("?")] or pieces[-1:]
    core = asking[-1] if len(asking) == 1 else " ".join(asking)
    at = pieces.index(asking[0]) if asking[0] in pieces else 0
    if at + 1 < len(pieces) and pieces[-1] not in asking and len(pieces[-1].split()) > 3 and not core.endswith("?"):
        core = " ".join([core, *pieces[at + 1 :]])
    if len(content_words(core)) < 2 and len(pieces) > 1:
        core = text
    opening = re.match(
        r"^(?:(?:please|dear \w+|hello|hi|colleague|also|and)[,:]?\s+)*(?:(?:can|could|would|will) you (?:please )?(?:tell|explain|say|list|give|show|name|define|describe|summari[sz]e|suggest|remind|help)\b(?: (?:me|us|to me|to us))?(?:\s*,[^,?]{3,60},)?\s*)",
        core, re.I,
    )  # fmt: skip
    if opening and opening.end() < len(core) - 8:
        rest = core[opening.end() :]
        verb = re.search(r"\b(list|define|name|describe)\b", opening.group(), re.I)
        core = f"{verb.group()} {rest}" if verb else rest
    inner = re.search(r"\b(?:know|wonder|tell me|tell us|ask|find out|understand|check|learn|see|say|explain)\b[^?]{0,40}?\b((?:whether|if|how (?:many|much|high|long)|what|which|who|why|when|in which|where)\b.+)", core, re.I)
    if inner and not re.match(r"(?:how|what|which|who|why|when|in|where)\b", core, re.I):
        core = re.sub(r"^(?:whether|if)\s+(\w+)", r"can \1", inner.group(1), flags=re.I)
    start = _CORE_START.search(core)
    if start and start.start() > 0 and "," in core[: start.start()] and len(core) - start.start() > 18:
        lead = core[: start.start()]
        if not find_periods(lead) and len(content_words(core[start.start() :])) >= 2:
            core = core[start.start() :]
    return core.strip()


def find_terms(core: str, full: str, scope: Scope, lexicon: Lexicon) -> tuple[Term, ...]:
    """The words of the core that evidence should have, each once, weighted by how rare they are in the texts."""
    spans = [(s, e) for s, e, _ in find_periods(core)]
    head = head_of(core)
    places = set(scope.place_terms)
    described = {w.stem for m in _SCHEME_NOUN.finditer(core) for w in words(m.group())}
    found: dict[str, Term] = {}
    opening = True
    school_years = list(_SCHOOL_YEAR.finditer(core))
    for word in words(core):
        low = word.text.lower()
        first, opening = opening, False
        if any(s <= word.start < e for s, e in spans) or word.text.isdigit():
            continue
        if any(m.start() <= word.start < m.end() for m in school_years):
            continue
        if low in function_words() or (word.stem in _ASKING and word.stem not in head) or len(low) < 2 or low in places:
            continue
        name = word.name_like and not first and low != "vet"
        if word.stem in head:
            found.setdefault(word.stem, Term(word, max(0.75, lexicon.rarity(word)), name, True))
            continue
        weak = not name and (low == "vet" or word.stem in weak_verbs() or (word.concepts & {"participant"} and not low.endswith(("ant", "ants", "tion"))))
        actor = quantity_of(core) == "money" and (word.near & {"people", "firm", "worker"} or word.stem in {"two", "pay", "paid", "spend", "spent"})
        weight = lexicon.rarity(word) * (0.45 if word.stem in common_verbs() and not name else 1.0) * (0.3 if word.stem in described else 0.4 if word.stem in _SCHEME_STEMS and word.stem not in head else 1.0)
        if word.stem in found:
            continue
        found[word.stem] = Term(word, weight * (0.7 if weak or actor else 1.0), name, word.stem in head, bool(weak or actor or word.stem in described))
    return tuple(found.values())


def head_of(core: str) -> frozenset[str]:
    """Stems of the noun phrase that is to be counted: what follows "how many", "number of", "share of"."""
    match = re.search(
        r"\b(?:how many(?: of(?: the| its| these| \w+['’]s)?)?|(?<!its )(?<!their )(?<!our )(?:number|count)s? of|(?:share|percentage|proportion|part|percent) of)\s+(?:the\s+|all\s+|different\s+)?((?:[\w'’+-]+\s*){1,6})",
        core, re.I,
    )  # fmt: skip
    if not match:
        return frozenset()
    taken: list[str] = []
    for word in words(match.group(1)):
        low = word.text.lower()
        if low.isdigit() or (not taken and low in {"new", "current", "overall", "total", "different", "various"}):
            continue
        hyphened = match.group(1)[word.end : word.end + 1] == "-" or match.group(1)[word.start - 1 : word.start] == "-"
        if low in function_words() or (re.match(r"(?:took|take|taking|went|came|got|began|held|left|ran|fell|rose|paid|won|met|go|come|get)\b", low)):
            break
        if taken and (low.endswith("ed") and len(low) > 4 and low not in {"unemployed", "disabled", "employed"} or low in {"joined", "running", "abroad"}):
            break
        if taken and low in _BASE_VERBS and not hyphened:
            break
        if not taken and low in {"started", "applied", "joined", "finished", "completed", "participated", "dropped"}:
            break
        taken.append(word.stem)
        if word.text.endswith(("'s", "’s")):
            continue
        if len(taken) == 4:
            break
    return frozenset(taken)


def find_scope(text: str, lexicon: Lexicon) -> Scope:
    """Which policies a text means, from countries, names and rare words in it."""
    countries: dict[str, str] = {}
    place_terms: list[str] = []
    known_places = {p.country for p in lexicon.policies.values() if p.country}
    for word in words(text):
        for part in re.split(r"[\s-]", word.text):
            place = country_of(part) if len(part) > 1 else None
            own = _own_country(part, known_places)
            if own:
                countries[own] = ""
                place_terms.append(word.text.lower())
            elif place and (part[0].isupper() or place[0] in {canonical_country(p)[0] for p in known_places}):
                countries[place[0]] = place[1]
                place_terms.append(word.text.lower())
    for country in known_places:
        if " " in country and re.search(rf"\b{re.escape(country)}\b", text, re.I):
            countries[country] = ""
            place_terms += country.lower().split()
    scores: dict[str, float] = {}
    unique: set[str] = set()
    for word in content_words(text):
        if word.text.lower() in place_terms or word.stem in _ASKING:
            continue
        best: dict[str, float] = {}
        for key, likeness in lexicon.expand(word).items():
            rare = lexicon.policy_rarity(key)
            for path in lexicon.in_policies.get(key, ()):
                titled = key in lexicon.titles[path]
                value = likeness * rare * (1.7 if titled else 1.0)
                best[path] = max(best.get(path, 0.0), value)
                if likeness == 1.0 and len(lexicon.in_policies[key]) == 1 and (word.name_like or titled) and len(word.text) > 2:
                    unique.add(path)
        for path, value in best.items():
            scores[path] = scores.get(path, 0.0) + value
    matched, missing = [], []
    for country, region in countries.items():
        paths = [p.path for p in lexicon.policies.values() if is_of(p, country, region)]
        if paths:
            matched.append(country)
            for path in paths:
                scores[path] = scores.get(path, 0.0) + (4.0 if not unique or path in unique else 1.0)
        else:
            missing.append(country)
    for path in unique | set(_titled(text, lexicon)):
        scores[path] = scores.get(path, 0.0) + 2.0
    unique |= set(_titled(text, lexicon))
    ranked = tuple(sorted(((p, s) for p, s in scores.items()), key=lambda row: -row[1]))
    # Of two countries one may be where people go ("went to Merovia with the Valdorian scheme"): the policy whose text speaks of the other is meant.
    if len(matched) == 2 and not asks_comparison(text) and re.search(r"\b(?:to|in|into|from|towards)\s+(?:the\s+)?[A-Z]", text):
        for home, away in (matched, matched[::-1]):
            mine = [p for p in lexicon.policies.values() if is_of(p, home, countries[home])]
            theirs = [p for p in lexicon.policies.values() if is_of(p, away, countries[away])]
            if re.search(rf"\b(?:to|in|into|from|towards)\s+(?:the\s+)?{re.escape(away)}\b", text) and any(away in p.text for p in mine) and (not any(home in p.text for p in theirs) or not re.search(rf"\b(?:to|in|into|from|towards)\s+{re.escape(home)}\b", text)):
                matched = [home]
                place_terms = [t for t in place_terms if (country_of(t) or (_own_country(t.capitalize(), known_places), ""))[0] != away]
                for p in theirs:
                    scores[p.path] = scores.get(p.path, 0.0) * 0.3
                ranked = tuple(sorted(((p, s) for p, s in scores.items()), key=lambda row: -row[1]))
                break
    # A country beside a name of another country's scheme is part of what is asked ("ErasDu placements in Spain"), not the scope.
    if unique and matched:
        named_countries = {c for c in matched if any(is_of(lexicon.policies[p], c, countries[c]) for p in unique)}
        if named_countries or ranked and ranked[0][0] in unique:
            kept = [c for c in matched if c in named_countries or len(unique) > 1]
            dropped = [c for c in matched if c not in kept]
            if dropped:
                place_terms = [t for t in place_terms if (country_of(t) or ("", ""))[0] not in dropped]
                matched = kept
    return Scope(ranked, tuple(matched), tuple(missing), bool(unique), tuple(place_terms))


def _titled(text: str, lexicon: Lexicon) -> list[str]:
    """The policies of whose title two words in a row stand in a text, where no other title has them."""
    asked = [w.stem for w in words(text)]
    pairs = set(zip(asked, asked[1:], strict=False))
    holders: dict[tuple[str, str], list[str]] = {}
    for path, policy in lexicon.policies.items():
        titled = [w.stem for w in words(policy.title)]
        for pair in set(zip(titled, titled[1:], strict=False)) & pairs:
            if not all(part in function_words() for part in pair):
                holders.setdefault(pair, []).append(path)
    return [paths[0] for pair, paths in holders.items() if len(paths) == 1 and not any(part in function_words() for part in pair)]


def _own_country(word: str, known: set[str] | frozenset[str]) -> str | None:
    """The country of a policy at hand that a word names or is formed from ("Valdorian" of Valdoria)."""
    low = word.lower()
    if len(low) < 4:
        return None
    if not word[:1].isupper():
        return next((c for c in known if c.split("-")[0].lower() == low), None)
    for country in known:
        name = country.split("-")[0].lower()
        if " " in name or country_of(name):
            continue
        front = name.rstrip("aeiouy")
        if low == name or (len(front) >= 4 and low.startswith(front) and _DEMONYM.fullmatch(low[len(front) :])):
            return country
    return None


def is_of(policy: Policy, country: str, region: str = "") -> bool:
    """Whether a policy is one of a country (and of the region, where one is asked for)."""
    own, part = canonical_country(policy.country) if policy.country else ("", "")
    if country not in {policy.country, own}:
        return False
    part = policy.region or part
    return not region or not part or part == region


def _leans_on_history(asked: Asked, text: str) -> bool:
    if _CONTINUES.search(text):
        return True
    if _PRONOUN.search(asked.core):
        return not asked.scope.named or len(asked.terms) < 4
    return len(asked.terms) <= 3 and not asked.scope.named and not asked.scope.countries


def _resolve(asked: Asked, before: Asked, lexicon: Lexicon) -> Asked:
    """A follow-up with what it leaves out taken over from the question before."""
    own_scope = bool(asked.scope.countries or asked.scope.missing) or (asked.scope.named and asked.question.kind not in {"open"})
    if asked.scope.named and before.scope.best and asked.scope.best == before.scope.best:
        own_scope = False
    scope = asked.scope if own_scope else _merge(before.scope, asked.scope)
    content = [t for t in asked.terms if not (asked.scope.countries and t.word.text.lower() in asked.scope.place_terms)]
    rest = re.sub(r"^(?:and |but |so |ok |then )*(?:what|how) about", "", asked.core, flags=re.I)
    bare = asked.question.kind in {"open", "definition", "eligibility"} and not re.search(r"\b(?:what|which|who|whom|how|where|why|when|can|could|may|does|do|is|are|was|were)\b", rest, re.I)
    relative = _relative_period(asked.full, before.periods)
    periods = relative or asked.periods
    kind, quantity = asked.question.kind, asked.quantity
    terms = asked.terms
    core = asked.core
    if bare:
        kind = before.question.kind if before.question.kind not in {"compare"} else "figure"
        quantity = before.quantity
        weight = 0.35 if own_scope else 0.8
        own = {t.word.stem for t in content}
        replaced = bool(content) and not own_scope
        phase = {w.stem for m in _ORDINAL_PHASE.finditer(before.full) for w in words(m.group())} if asked.periods or relative else set()
        swapped = bool(content) and any(t.head for t in before.terms)
        kept = tuple(
            replace(t, weight=t.weight * weight, name=t.name and not own_scope, optional=t.optional or bool(content) or own_scope or t.word.stem in phase)
            for t in before.terms if t.word.stem not in own and not ((replaced or swapped) and t.head and content)
        )  # fmt: skip
        if swapped:
            content = [replace(t, head=True) for t in content]
        terms = tuple(content) + kept
        core = f"{before.core} {asked.core}"
        periods = periods or (before.periods if not own_scope or before.periods else ())
    elif kind == "figure" and before.quantity == "share" and quantity == "count" and not any(t.head for t in terms):
        # After a question for a share, "and how many had …?" may be answered with a share too.
        quantity = "any"
        periods = periods or (before.periods if not own_scope else ())
    elif not periods and kind in {"figure"}:
        periods = before.periods if not own_scope else ()
        terms = tuple(replace(t, weight=max(t.weight, 0.9)) if len(terms) <= 2 else t for t in terms)
        known = {t.word.stem for t in terms}
        terms += tuple(replace(t, weight=t.weight * 0.25, name=False, head=False, optional=True) for t in before.terms if t.word.stem not in known)
    else:
        known = {t.word.stem for t in terms}
        terms += tuple(replace(t, weight=t.weight * 0.15, name=False, head=False, optional=True) for t in before.terms if t.word.stem not in known)
    resolved = f"{before.question.resolved} → {asked.question.text}"
    question = replace(asked.question, resolved=resolved, kind=kind, periods=periods, countries=scope.countries,
                       policies=tuple(p for p, _ in scope.paths[:3]), measure=quantity)  # fmt: skip
    return replace(asked, question=question, core=core, terms=terms, quantity=quantity, periods=periods, scope=scope, follow_up=True,
                   before=before if bare and not content and periods != before.periods else None)  # fmt: skip


def _merge(before: Scope, own: Scope) -> Scope:
    """The scope of the question before, its policies re-ranked a little by the words of the follow-up."""
    scores = {path: 2 * score for path, score in before.paths}
    for path, score in own.paths:
        if path in scores:
            scores[path] += 0.3 * score
    ranked = tuple(sorted(scores.items(), key=lambda row: -row[1]))
    return replace(before, paths=ranked, missing=own.missing or before.missing, place_terms=before.place_terms + own.place_terms)


def _relative_period(text: str, before: tuple[Period, ...]) -> tuple[Period, ...]:
    """The period that "the year after" or "the year before" means, counted from the question before."""
    if not before:
        return ()
    anchor = before[-1]
    far = re.search(r"\b(two|three|four|five|ten|\d{1,2}) (?:school )?years? (later|after|on|earlier|before)\b", text, re.I)
    if far and not find_periods(text):
        count = int(value_of(far.group(1)) or 0)
        return (shift(anchor, -count if far.group(2).lower() in {"earlier", "before"} else count),)
    if re.search(r"\b(?:year|one|season|round)?\s*(?:after|later|following|next)\b|\bnext (?:school )?year\b|\bfollowing (?:school )?year\b", text, re.I) and not find_periods(text):
        return (shift(anchor, 1),)
    if re.search(r"\b(?:year|one)?\s*(?:before|earlier|previous|prior)\b", text, re.I) and not find_periods(text):
        return (shift(anchor, -1),)
    return ()


def wants_last_year(text: str) -> bool:
    """Whether the latest period that the texts report is meant."""
    return bool(_LAST.search(text))


def wants_yes_no(asked: Asked) -> bool:
    """Whether a bare yes or no would be an answer."""
    return is_yes_no(asked.core)
