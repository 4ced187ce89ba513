"""Follow-ups that ask the same for somebody else ("and municipal ones?", "and if she is 17?") or for the next in a row ("and the third one?"):
the question before, put with that group, age or number."""

from __future__ import annotations

import re

from assistant.asked import Asked
from corpus.numbers import value_of

_JOINED = r"(?:and|but|or|so|also|ok|then|what about|how about)"
_OPENING = re.compile(rf"^(?:{_JOINED}\W+)+", re.I)
_ASKING = re.compile(r"\b(?:what|which|who|whom|how|where|why|when|can|could|may|might|does|do|did|is|are|was|were|if)\b", re.I)
_DOES = (
    r"apply|applies|take part|participate|join|get|receive|claim|use|be|enrol|attend|benefit|obtain|sign|qualify|become|have|start|enter|register|follow|"
    r"eligible|entitled|admitted|allowed|excluded|covered|included|accepted|supported|exempt\w*|required|obliged|keep|lead|run|ask|spend|do|pay|count|renew|request|opt|leave|return|sit|hold|offer|train|take|still|also|too"
)
#: "Can *firms* apply for …?": who asks is the subject.
_SUBJECT = re.compile(rf"^(?P<front>\W*(?:(?:and|but|so)\s+)?(?:can|could|may|might|will|would|is|are|was|were|do|does|did|must|should)\s+)(?P<who>.+?)(?P<rest>\s+(?:not\s+)?(?:{_DOES})\b.*)$", re.I)
#: "Is it open to *firms* in …?": who asks comes behind.
_OBJECT = re.compile(r"^(?P<front>\W*(?:is|are|was|were|does|do|did)\s+.*?\b(?:open to|available to|accessible to|meant for|intended for|aimed at|include|cover|admit|accept|support|address)\s+)(?P<who>.+?)(?P<rest>(?:\s+(?:in|from|under|since)\b.*)?\s*\?*)$", re.I)
_ATTACHED = re.compile(r"^(?:with|without|over|under|aged|older|younger|below|above|from|living|working|who)\b", re.I)
_LONGEST = 9
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|1st|2nd|3rd|[4-9]th|10th"
#: "And in the sixth?", "And the second one?"
_NEXT = re.compile(rf"^(?:(?:in|for|at|of|during|by|from|after)\s+)?(?:an?\s+|the\s+|its\s+|their\s+)?(?P<place>{_ORDINALS})(?:\s+(?P<of>ones?|[a-z]+))?$", re.I)
_PLACE = re.compile(rf"\b(?P<place>{_ORDINALS})\b(?:[\s-]+(?P<of>[a-z]+))?", re.I)
_NUMBER = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
#: "And if she is 17 and has no job?", "and at 16?", "and aged 30?"
_IF = re.compile(r"^(?:(?:and|but|so|ok|then|what)\W+)*(?:if|when|in case)\s+(?P<who>he|she|they|i|we|you|it|(?:the |my |our |his |her |their )?[\w-]+)\s+(?P<rest>.+?)\W*$", re.I)
_OF_AGE = re.compile(rf"^(?:(?:and|but|so|ok|then|what about|how about)\W+)*(?:(?:if|when)\s+(?:he|she|they|i|we|you)(?:['’]s|['’]re|['’]m|\s+(?:is|are|am|was|were))\s+|at\s+(?:the age of\s+)?|aged?\s+|for (?:an?|one of)\s+|an?\s+)(?:only |already |just |still )?(?P<age>{_NUMBER})(?:[\s-]+years?[\s-]+olds?)?(?P<more>\s+and\s+.+?)?\W*$", re.I)
_AGES = (
    re.compile(rf"\b(?P<age>{_NUMBER})(?=[\s-]+years?[\s-]+olds?\b)", re.I),
    re.compile(rf"\b(?:aged?|age of|at the age of)\s+(?P<age>{_NUMBER})\b", re.I),
    re.compile(rf"\b(?:is|am|are|['’]s|['’]m|['’]re|who is|of)\s+(?:only |already |just )?(?P<age>{_NUMBER})\b(?!\s+(?:\w+\s+)?(?:weeks?|months?|hours?|days?|employees|staff|euros?|per|%|of)\b)", re.I),
)


def for_another(asked: Asked, before: Asked) -> str:
    """The question before with the group that the follow-up names in the place of its own, or an empty string."""
    if before.question.kind not in {"eligibility", "yes_no"} or asked.scope.countries or asked.scope.missing or not asked.terms:
        return ""
    group = _OPENING.sub("", asked.full.strip()).strip(" ?.!,")
    group = re.sub(r"^(?:for|to)\s+|\s+(?:too|also|as well)$", "", group, flags=re.I)
    if not group or _ASKING.match(group) or re.match(r"(?:in|since|until|by|after|before|during)\b", group, re.I) or len(group.split()) > _LONGEST:
        return ""
    framed = _OBJECT.match(before.core) or _SUBJECT.match(before.core)
    if framed is None:
        return ""
    who = framed.group("who")
    if _ATTACHED.match(group):
        group = f"{who} {group}"
    group = re.sub(r"\bones?$", who.split()[-1], group, flags=re.I)
    return f"{framed.group('front')}{group}{framed.group('rest')}".strip()


def for_next(asked: Asked, before: Asked) -> str:
    """The question before with the ordinal that the follow-up names in the place of its own, or an empty string."""
    named = _NEXT.match(_OPENING.sub("", asked.full.strip()).strip(" ?.!,"))
    if named is None or asked.scope.countries or asked.scope.missing:
        return ""
    of = (named.group("of") or "").lower()
    of = "" if of in {"one", "ones"} else of
    places = [m for m in _PLACE.finditer(before.full) if m.group("place").lower() != named.group("place").lower()]
    fitting = [m for m in places if (m.group("of") or "").lower().rstrip("s") == of.rstrip("s")] if of else places
    if not fitting:
        return ""
    start, end = fitting[-1].span("place")
    return f"{before.full[:start]}{named.group('place')}{before.full[end:]}"


def for_another_age(asked: Asked, before: Asked) -> str:
    """The question before with the age that the follow-up gives, or with its condition, or an empty string."""
    aged = _OF_AGE.match(asked.full.strip())
    told = next((m for pattern in _AGES for m in pattern.finditer(before.full)), None) if aged else None
    admits = before.question.kind in {"eligibility", "yes_no"}
    if aged and told:
        start, end = told.span("age")
        age = aged.group("age")
        if value_of(age) is not None and before.full[end : end + 1] == "-":
            age = f"{value_of(age):g}"
        put = f"{before.full[:start]}{age}{before.full[end:]}"
        return f"{put.rstrip(' ?')} and {re.sub('^ *and +', '', aged.group('more'))}?" if aged.group("more") else put
    found = _IF.match(asked.full.strip()) if admits and not asked.scope.countries and not asked.scope.missing else None
    if found is None or re.search(r"\bif\b", before.core, re.I):
        return ""
    return f"{before.core.rstrip(' ?')} if {found.group('who')} {found.group('rest')}?"
