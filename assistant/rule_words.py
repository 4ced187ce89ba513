"""The words and turns of phrase by which a clause is known to let in, to shut out or to require."""

from __future__ import annotations

import re
from functools import cache

from assistant.measured import table_of
from corpus.words import stem

#: Where one clause of a sentence ends and the next begins.
CUTS = re.compile(
    r",\s+so (?=(?:there|they|he or she)\b)|[;:]\s+|,\s+(?=(?:[\w’'-]+ ){1,6}(?:(?:is|are|was|were|do|does|did|can|could|may) not|cannot)[.;]?$)|(?<=[a-z\d)%])\.\s+(?=[A-Z])|,?\s+(?:but|whereas|whilst|although|though|yet)\s+(?=\w)|,\s+while\s+|,?\s+(?:save for|except for|apart from|with the exception of|except)\s+|,\s+(?:and )?(?=(?:nor|neither)\b)|,\s+(?=as (?:do|does|did|are|is|can|may)\b)|"
    r"\s+and\s+(?=(?:have|has) been (?:able|eligible|admitted|open|allowed|possible)\b)|,\s+and\s+(?=(?:the |all |those )?[\w-]+(?: [\w-]+){0,4}? (?:are|is|can|cannot|may|must|could|do|does|need|needs|will)\b)|,\s+and\s+(?=(?:nobody|no one|those|so (?:do|does|did|are|is|was|were|may|can|could|have|has)|from|since|until|also|not)\b)|\s+because\s+|,\s+(?:since|as|for)\s+(?=(?:the|their|they|it|its|this|these|no|few|a|an|[a-z]+s)\s)",
    re.I,
)
#: A verb that is left out because the clause before has it.
LEFT_OUT = re.compile(
    r"\b(?:can|could|may|might|do|did|are|were)(?: ?not|n't)?(?: (?:too|as well))?[.;]?\s*$", re.I
)
NOBODY = re.compile(
    r"^\W*(?:and |but )?(?:nobody|no one|none|no (?!fewer\b|less\b|more\b|later\b|longer\b|age\b|matter\b)\w+)\b",
    re.I,
)
NO_NEED = re.compile(
    r"\b(?:nobody|no one|neither|not|never|no)\b[^.;]{0,25}\b(?:needs?|needed|required|obliged|necessary)\b|\b(?:do|does|don['’]t|doesn['’]t|did)\b(?: not)? (?:have|need) to\b|\b(?:don|doesn)['’]t (?:have|need)\b",
    re.I,
)
#: Where what is not asked for ends.
WAIVED_UNTIL = re.compile(r"[,;]|\b(?:if|when|as long as|provided|unless|but|because)\b", re.I)
#: How something is done, and not who does it ("cannot apply on their own").
MANNER = re.compile(
    r"\b(?:on (?:their|its|his|her|your|my|our) own|(?:themselves|itself|himself|herself|oneself|yourself|yourselves|myself|ourselves)|individually|alone|directly|separately|in person|by (?:e-?mail|phone|telephone|post|mail|fax)|online)\b",
    re.I,
)
#: Who may take part, but has nothing paid.
UNPAID = re.compile(
    r"\b(?:pays? (?:the )?(?:full|whole|entire) (?:price|fee|cost|amount)s?|pays? (?:everything|the costs?|the fees?|for it|it) (?:themselves|itself|himself|herself|yourself|in full)|bears? (?:all |the )*[\w ]{2,20}? (?:themselves|itself|alone|in full)|(?:get|gets|receives?|obtains?) (?:no (?:money|grant|refund|cheque|voucher|bonus|payment|aid|subsidy|premium|discount|allowance|compensation|reimbursement|support)|nothing))\b|\bat (?:their|its|your|his or her) own (?:expense|cost)\b",
    re.I,
)
#: No such benefit for those who have just been named ("so there is no loan for these trades").
NONE_FOR = re.compile(
    r"\b(?:there is|there are|there['’]s) no (?:such )?(?:[\w-]+ ){0,2}?(?:loan|grant|allowance|programme|course|scheme|payment|subsidy|aid|support|money|benefit|voucher|cheque|place|funding|fund|help|leave|refund|bonus|premium)s? for (?P<who>.+)$",
    re.I | re.S,
)
#: What somebody is, and not what he gets ("a carer is a person who …").
MEANS = re.compile(
    r"^\W*(?:an?|the)? ?[^,;.]{2,50}? (?:is|are|means?) (?:an? |any |the |all |some)?(?:person|persons|people|someone|somebody|member|members|anyone|income|man|woman|child|employee|worker|company|firm|school|course|programme|program|institution|organisation)\b[^.;]*\b(?:who|whose|which|that|of|with|before|after|in)\b",
    re.I,
)
#: A share that some get, and no matter of who gets anything.
RATE = re.compile(
    r"^\W*(?:gets?|receives?|obtains?|are paid|is paid|can get|may get|can receive|pays?)(?: up to| about| a grant of| a refund of)? (?:\d[\d.,]* ?(?:%|per ?cent)|half|twice|a third|two thirds|double)",
    re.I,
)
#: Who is let in besides the others is no limit for those.
WIDENS = re.compile(r"\b(?:can|may|will) (?:still|also|even)\b|\beven if\b|\b(?:as well|too) if\b", re.I)
#: Only at first was it so.
AT_FIRST = re.compile(
    r"\b(?:at first|initially|originally|to begin with|in the beginning|at the start)\b", re.I
)
NO_LIMIT = re.compile(
    r"\b(?:at|of) any age\b|\bno (?:upper |lower )?(?:age )?limit\b(?! of age or years\b.*\bright\b)|\bage limit\b[^.;]{0,20}\b(?:dropped|abolished|lifted altogether|done away|scrapped|removed)\b",
    re.I,
)
DENIES = re.compile(
    r"^\W*(?:(?:can|could|may|might|is|are|was|were|do|does|did|has|have|had|will|would|shall)\s+)?(?:also |therefore |however |then |been )*(?:not|never|no longer)\b|\b(?:can|could|may|might|is|are|was|were|do|does|did|has|have|had|will|would|shall|and|but)\s+(?:also |therefore |however |then |been )*(?:not|never)\b(?! only\b)",
    re.I,
)
NOW = re.compile(
    r"^\W*(?:can|cannot|may|must|is|are|has|have|do|does|will|shall|need|needs|get|gets|receive|receives|obtain|obtains|lose|loses|count|counts|qualify|qualifies|apply|applies|come|comes|fall|falls|remain|remains|stay|stays|go|goes|extend|extends|pay|pays|give|gives|cover|covers|serve|serves|belong|belongs)\b",
    re.I,
)
MAY = re.compile(r"\b(?:can|may)\b", re.I)
ASIDE = re.compile(r"\b(?:exempt\w*|priority)\b", re.I)
CONDITION = re.compile(
    r"\b(?:if|provided|once|as long as|as soon as|on condition|unless|when|must|needs?|has to|have to)\b",
    re.I,
)
ON_CONDITION = re.compile(r"\b(?:on condition|provided)\b", re.I)
BECAME = re.compile(r"\W*(?:joined|qualified|becam?e|becomes|gained access)\b", re.I)
#: A condition beside what is said: what is denied behind it is not what the clause denies.
ASIDE_CONDITION = re.compile(
    r"\b(?:if|as long as|as soon as|when|where|unless|because|who|whose|which|that)\b", re.I
)
#: What is enough for some is less than is asked of others.
ENOUGH = re.compile(r"\b(?:(?:is|are|will be) (?:enough|sufficient)|suffices?|will do)\b", re.I)
#: What may be done instead of all that is asked about ("may only watch").
ONLY_THAT = re.compile(r"\b(?:may|can|could) only (?P<verb>[a-z]+)", re.I)
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been)\b", re.I)
CHANGES = re.compile(
    r"\b(?:limit|ceiling|age|threshold|minimum|maximum)\b[^.;]{0,40}\b(?:raised|lifted|lowered|reduced|changed|increased|cut|moved|laid down|set|extended|widened)\b|\b(?:raised|lifted|lowered|reduced|changed|increased)\b[^.;]{0,30}\b(?:limit|ceiling|age|threshold)\b",
    re.I,
)
DENIED_WORD = re.compile(
    r"\b(?:not|no|without|neither|nor|never)\s+((?:(?:in|yet|a|an|any|the|been)\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,3})",
    re.I,
)
NOT_THERE = re.compile(r"\bnot (?:in|for|at|on|with|during|from|when|where)\s+((?:[\w'’-]+\s*){1,4})", re.I)
EXCEPTION = re.compile(r"\b(?:save for|except for|apart from|exception of|except)\s+$", re.I)
#: Who is sent somewhere else gets nothing here.
INSTEAD = re.compile(r"^\W*(?:are|is|must|should|have to)\b[^.;]*\binstead[.;]?$", re.I)
#: For whom a thing is, where that is said of what it is ("is a course for adults").
DESCRIBES = re.compile(
    r"\b(?:is|are) (?:an? |the |one )[\w’' ,-]{3,80}? for (?P<who>(?:all |those |young |older |unemployed |employed |working )*(?:people|persons|adults|anyone|those|employees|workers|learners|pupils|students|jobseekers|women|men|companies|firms|employers|teachers|trainers|schools|apprentices|graduates|migrants|refugees)\b.*)$",
    re.I | re.S,
)
#: Those whom the end of a clause takes out again.
EXCEPTED = (
    re.compile(r",\s+(?P<who>[^,]{3,60}?)\s+(?:excepted|aside|apart|not included)\b", re.I),
    re.compile(
        r"(?:,\s+(?:but |though |although |yet |and )?|\s+(?:but|though|although) )(?:not|never) (?:for |to |by |on )?(?P<who>(?!(?:you|your|in|at|on|with|during|from|when|where|only|more|less|yet|even|be|been|have|as)\b)[\w’'-]+(?: [\w’'-]+){0,5})[.;]?$",
        re.I,
    ),
    re.compile(
        r",?\s+unless (?:they |he or she |he |she |it |these |those )?(?P<who>[^,;]{4,80})[.;]?$", re.I
    ),
)
RUNS = re.compile(r"\b(?:runs?|ran) (?:until|from)\b", re.I)
LIMITING = re.compile(
    r"\b(?:limit|ceiling|upper age|minimum age|maximum|pays?|refund\w*|premium|grant|aid|subsidy|only|proof|prove)\b",
    re.I,
)
ONLY = re.compile(
    r"\b(?:only|solely|exclusively|restricted to|limited to|reserved for|provided|on condition|as long as|unless|if they also)\b",
    re.I,
)
INVERTED = re.compile(
    r"^\W*(?:and |but )?(?:(?:nor|neither|so|as)\s+(?:is|are|was|were|do|does|did|can|could|may|have|has)|(?:not )?(?:also )?(?:eligible|entitled|admitted|accepted|excluded|exempt|barred|ineligible|welcome|included|covered) (?:is|are|was|were))\s+(?P<who>.+)$",
    re.I,
)
RELATIVE = re.compile(r"\b(?:who|whose|which|that|where)\b", re.I)
FOR_FIRST = re.compile(
    r"^\W*(?:for|in the case of|to enter|to join|to start|to use|(?:if|when) (?:you(?: are| have|['’]re|['’]ve)|they (?:are|have)|he or she (?:is|has))(?=[^,;]*, (?:the |an? |your )?(?:[\w-]+ ){0,3}?(?:limit|maximum|ceiling|threshold|minimum)\b))\s+(?P<special>[^,]{3,90}?)(?:,\s+|(?<!\bunder)(?<!\bover)(?<!\bbelow)(?<!\babove)(?<!\bof)(?<!\baged)\s+(?=(?:no such|there is|there are|(?:an?|one|two|three|four|five|six|ten|twelve|\d+) [^.;]{2,40} (?:enough|sufficient|suffices?))\b))(?P<rest>.+)$",
    re.I | re.S,
)


@cache
def said(name: str) -> re.Pattern[str]:
    """The phrases of one list of the data as a pattern."""
    phrases = sorted(table_of("rule")[name], key=len, reverse=True)
    return re.compile(
        r"\b(?:"
        + "|".join(re.escape(p).replace(r"\*", r"[\w'’]*").replace(r"\ ", r"\s+") for p in phrases)
        + r")(?!\w)",
        re.I,
    )


_EITHER_WAY = re.compile(r"\bwhether (?=[^.;,]{2,60}\bor not\b)", re.I)


def no_matter(text: str) -> re.Match[str] | None:
    """Where a text begins to say what does not matter ("whatever the income", "whether in work or not")."""
    return said("free").search(text) or _EITHER_WAY.search(text)


@cache
def towards() -> re.Pattern[str]:
    """The phrases that stand before those whom a clause is about, with what follows."""
    return re.compile(said("towards").pattern + r"\s+(?P<who>.+)$", re.I | re.S)


@cache
def benefit() -> frozenset[str]:
    """Stems of words for what is given, and not to whom."""
    return frozenset(stem(w) for w in table_of("benefit")["words"])


@cache
def everybody() -> frozenset[str]:
    """Stems of words for persons that name nobody in particular."""
    return frozenset(stem(w) for w in table_of("everybody")["words"])
