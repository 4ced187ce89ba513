"""Follow-ups that ask the same for somebody else ("and municipal ones?"): the question before, put for that group."""

from __future__ import annotations

import re

from assistant.asked import Asked

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
