"""Which policies a question means: by country, by name, by rare words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.kinds import asks_comparison
from assistant.lexicon import Lexicon
from assistant.terms import ASKING
from corpus.model import Policy
from corpus.vocabulary import canonical_country, cities, country_of
from corpus.words import content_words, function_words, words


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


#: Endings that make an adjective or a people of a country's name, in four languages.
_DEMONYM = re.compile(r"[aeiou]{0,3}(?:|n|ns|s|'s|’s|sh|an|ans|ish|ese|ic|er|ers|se|sen|aans|aanse|isch\w{0,2}|sch\w{0,2}|ien|iens|ienne|iennes|ais|aise|ois|oise|nois|ner|nern|ne|nes|nne|nnes|anos?|ani)")


def find_scope(text: str, lexicon: Lexicon, by_city: bool = False) -> Scope:
    """Which policies a text means, from countries, names and rare words in it; ``by_city`` also from the city in which an asker says he lives."""
    countries: dict[str, str] = {}
    place_terms: list[str] = []
    known_places = {p.country for p in lexicon.policies.values() if p.country}
    for word in words(text):
        if re.match(r"[\s-]speaking\b", text[word.end :]) and country_of(word.text):
            place_terms += [word.text.lower(), "speaking"]  # "French-speaking" tells a language, or a part of a country
            continue
        for part in re.split(r"[\s-]", word.text):
            place = country_of(part) if len(part) > 1 else None
            own = _own_country(part, known_places)
            if own:
                countries.update([canonical_country(own)])
                place_terms.append(word.text.lower())
            elif place and (part[0].isupper() or place[0] in {canonical_country(p)[0] for p in known_places}):
                countries[place[0]] = place[1]
                place_terms.append(word.text.lower())
    # "The Czech Republic" is one name.
    place_terms += [m.lower() for m in re.findall(r"\b[A-Z]\w+ (Republic|Kingdom|Federation)\b", text) if place_terms]
    for country in known_places:
        if "-" in country and re.search(rf"\b{re.escape(country)}\b", text, re.I):
            place_terms += country.lower().split("-")  # the part of a country ("Ruritania-EAST") is no name of its own
        if " " in country and re.search(rf"\b{re.escape(country)}\b", text, re.I):
            countries.setdefault(*canonical_country(country))
            place_terms += country.lower().split()
    if by_city and not countries:
        at = _city_in(text, lexicon)
        if at is not None:
            countries[at[1]] = at[2]
            place_terms += at[0].lower().split()
    scores: dict[str, float] = {}
    unique: set[str] = set()
    for word in content_words(text):
        if word.text.lower() in place_terms or word.stem in ASKING:
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
            continue
        speaking = {path: n for path in lexicon.policies if (n := _mentions(lexicon, path, country, region))}
        if not speaking:
            missing.append(country)
        # Pages that name no country as their own may still be about it: the more they speak of it, the rather.
        for path, n in speaking.items():
            scores[path] = scores.get(path, 0.0) + 4.0 * n / max(speaking.values())
    unique.update(_titled(text, lexicon))
    for path in unique:
        scores[path] = scores.get(path, 0.0) + 2.0
    ranked = best_first(scores)
    # Of two countries one may be where people go ("went to Denmark with the Swedish scheme"): the policy whose text speaks of the other is meant.
    if len(matched) == 2 and not asks_comparison(text) and re.search(r"\b(?:to|in|into|from|towards)\s+(?:the\s+)?[A-Z]", text):
        for home, away in (matched, matched[::-1]):
            mine = [p for p in lexicon.policies.values() if is_of(p, home, countries[home])]
            theirs = [p for p in lexicon.policies.values() if is_of(p, away, countries[away])]
            if re.search(rf"\b(?:to|in|into|from|towards)\s+(?:the\s+)?{re.escape(away)}\b", text) and any(away in p.text for p in mine) and (not any(home in p.text for p in theirs) or not re.search(rf"\b(?:to|in|into|from|towards)\s+{re.escape(home)}\b", text)):
                matched = [home]
                place_terms = [t for t in place_terms if (country_of(t) or (_own_country(t.capitalize(), known_places), ""))[0] != away]
                for p in theirs:
                    scores[p.path] = scores.get(p.path, 0.0) * 0.3
                ranked = best_first(scores)
                break
    # A country beside a name of another country's scheme is part of what is asked ("placements in Spain" of a scheme named before), not the scope.
    if unique and matched and not asks_comparison(text):
        named_countries = {c for c in matched if any(is_of(lexicon.policies[p], c, countries[c]) for p in unique)}
        if named_countries or ranked and ranked[0][0] in unique:
            kept = [c for c in matched if c in named_countries or len(unique) > 1]
            dropped = [c for c in matched if c not in kept]
            if dropped:
                place_terms = [t for t in place_terms if (country_of(t) or ("", ""))[0] not in dropped]
                matched = kept
    # A place that no text is about, beside one that is meant ("learners of one country who went to another"), is part of what is asked.
    if missing and (matched or unique):
        place_terms = [t for t in place_terms if (country_of(t) or ("", ""))[0] not in missing]
    return Scope(ranked, tuple(matched), tuple(missing), bool(unique), tuple(place_terms))


def _city_in(text: str, lexicon: Lexicon) -> tuple[str, str, str] | None:
    """The first city of a text, with its country and region, that no policy speaks of and whose country one is about."""
    for match in re.finditer(r"\b[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z]\w+)?", text):
        for name in (match.group(), match.group().split()[0]):
            place = cities().get(name)
            if place and any(is_of(p, *place) for p in lexicon.policies.values()) and not any(lexicon.known(w) for w in content_words(name)):
                return name, *place
    return None


def _mentions(lexicon: Lexicon, path: str, country: str, region: str) -> int:
    """How often a policy without a country of its own speaks of a country, or of its region where one is meant."""
    return sum(n for (place, part), n in lexicon.places(path).items() if place == country and (not region or part == region))


def best_first(scores: dict[str, float]) -> tuple[tuple[str, float], ...]:
    """Policies with their scores, the highest first; equal ones by path, so that every run gives the same order."""
    return tuple(sorted(scores.items(), key=lambda row: (-row[1], row[0])))


def _titled(text: str, lexicon: Lexicon) -> list[str]:
    """The policies of whose title, or name of the scheme, two words in a row stand in a text, where no other has them."""
    asked = [w.stem for w in words(text)]
    pairs = set(zip(asked, asked[1:], strict=False))
    holders: dict[tuple[str, str], list[str]] = {}
    for path, policy in lexicon.policies.items():
        titled = [w.stem for w in words(policy.title)]
        called = [pair for name in lexicon.names(path) for pair in zip(name, name[1:], strict=False)]
        for pair in {*zip(titled, titled[1:], strict=False), *called} & pairs:
            if not all(part in function_words() for part in pair):
                holders.setdefault(pair, []).append(path)
    return [paths[0] for pair, paths in holders.items() if len(paths) == 1 and not any(part in function_words() for part in pair)]


def _own_country(word: str, known: set[str] | frozenset[str]) -> str | None:
    """The country of a policy at hand that a word names or is formed from ("Ruritanian" of Ruritania)."""
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
