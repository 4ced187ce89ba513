"""What kind of answer a question wants, from its words (English, or put into English word by word)."""

from __future__ import annotations

import re

_QUANTITY = {
    "share": r"\bat what rate\b(?! per (?!cent))|\bhow (?:many|much) (?:per ?cent|percentage|percentages)\b|\b(?:what|which) (?:percentage|share|proportion|fraction|percent)\b|\b(?:what|which) part of\b|\bpercentage\b|\bper ?cent\b|%|\bshare of\b|\bproportion of\b|"
    r"\bhow (?:large|big|high) (?:a |was the |is the |were the )?(?:share|proportion|part|percentage)|\bgender (?:division|split|balance|ratio|breakdown)|(?<!daily )(?<!hourly )(?<!weekly )(?<!monthly )(?<!annual )(?<!yearly )(?<!flat )(?<!personal )(?<!full )(?<!reduced )(?<!standard )(?<!basic )(?<!day )(?<!night )(?<!half )\brate of\b(?! (?:the |an? |our |your )?(?:[\w-]+ ){0,4}(?:allowance|grant|benefit|pay|payment|bonus|stipend|scholarship|bursary|subsidy|supplement|premium|wage)s?\b)|\bby how many per ?cent",
    "age": r"\baverage age\b|\bhow old\b|\bmean age\b|\bage of\b",
    "duration": r"\btime (?:from|between|to|until|needed)\b|\b(?:waiting|processing|decision) times?\b|\bhow long\b(?! ago)|\bduration\b|\b(?:minimum|maximum|average|usual|total|longest|shortest) length\b|\blength of (?:a|an|the|one|each) (?:[\w-]+ ){0,2}(?:course|training|programme|placement|stay|contract|agreement|loan|leave|label|title)\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b|\bhow (?:fast|quickly|soon) (?:do|does|will|is|are|can) [^?]{2,30}\b(?:decided?|answer(?:ed)?|repl(?:y|ied)|process(?:ed)?|hear|know|decision|paid|pay out)\b|\b(?:longest|shortest|maximum|minimum) (?:possible )?(?:time|period)\b|\b(?:greatest|highest|largest|maximum|minimum|smallest|most|least|lowest|fewest) (?:number of )?(?:years|months|weeks|days|hours)\b|\bwhat length\b|\bhow many .{0,20}(?:weeks|months|hours) ",
    "money": r"\bwhat (?:did|does|do|can|could|will|would) [^?]{2,60}\bgive (?:me|us|them|him|her)(?: back)?\s*\??$|\bmoney\b|\b(?:personal|full|reduced|standard|basic|higher|lower|maximum) rates? (?:of|for) (?:the |an? )?(?:[\w-]+ ){0,4}(?:allowance|grant|benefit|pay|payment|bonus|stipend|scholarship|bursary|subsidy|supplement|premium)s?\b|\b(?:what|which) (?:[\w-]+ )?(?:allowance|bonus|premium|grant|subsidy|fee|scholarship|stipend)s? (?:did|does|do|is|was|were|are|can|could|may)\b|\bthe (?:most|least|maximum|minimum) (?:that )?(?:we|i|you|they|one|an?|the|firms?|companies|employers?) [^?]{0,40}\b(?:get|claim|receive|pay|repay|earn|charge|request|obtain|draw|spend|borrow|owe|save|apply for|ask for)\b|\bwhat (?:did|does|do|can|could|will|would) [^?]{2,60}\b(?:get|receive|earn)\b(?! for)|\bwhat (?:did|does|do|can|could|will|would) [^?]{2,60}\b(?:get|receive) (?:for|per|in|under|from)\b|\b(?:what|which) (?:fee|price|amount|sum|premium|bonus|grant|budget|payment|allowance|contribution|levy|salary|wage|scholarship|subsidy|lump sum|ceiling)\b|\b(?:what|which) (?:monthly|annual|yearly|weekly|daily|hourly|maximum|total|basic|flat-rate|one-off) (?:[\w-]+ )?(?:fee|price|amount|sum|premium|bonus|grant|budget|payment|allowance|contribution|levy|salary|wage|scholarship|subsidy|stipend|aid|supplement)\b|\bwhat (?:is|was|has been|had been) (?:set aside|earmarked|budgeted|allocated|reserved|paid out)\b|\bwhat (?:is|was|were|are) the (?:[\w-]+ ){0,2}(?:fee|price|premium|bonus|grant|allowance|salary|wage|scholarship|bursary|subsidy|stipend|supplement|payment|charge|fine|penalty|top-up|refund|rebate|surcharge|discount|(?:daily|hourly|weekly|monthly) rate)s? (?:of|for|at)\b|\b(?:daily|hourly|weekly|monthly) (?:rate|amount|payment)\b|\bamount(?:s|ed)? to\b|\bhow much (?:is|was|were|are) (?:spent|paid|invested|budgeted|planned|set aside|reserved|available|earmarked|allocated)|\bhow much (?:money|funding|did .* cost|does .* cost|did .* pay|does .* pay|is paid|was paid|do .* (?:get|receive)|did .* (?:get|receive)|was spent|"
    r"was (?:available|allocated|reserved|set aside|planned)|budget|support|of the money)|\bbudget\b|\bwhat (?:amount|sum)\b|\bup to what (?:amount|sum)|\bcosts?\b|\bexpenditures?\b|\bspending\b|\boutlays?\b|\bwhat (?:did|does|do|is|was|were|are|will) .{0,80}\b"
    r"(?:pays?|paid|cost|worth|spend|spent|charged?|put (?:into|towards|in|up)|invest(?:ed)?(?: in)?)\b|\b(?:premium|bonus|allowance|grant|subsidy|fee|price|scholarship|amount|sum|funding|wage|investment|payment|voucher|stipend|support)\b.{0,40}\b(?:per|for each|worth|a month|a year|in euros?)\b|"
    r"\bhow (?:much|high) (?:is|was|were|are) (?:the |a )?(?:[\w-]+ ){0,3}(?:premium|bonus|allowance|grant|subsidy|fee|scholarship|budget|funding|wage|payment|voucher|support|contribution|levy)|\bhow much\b.{0,60}\b(?:pa(?:y|id|ys)|spen[dt]s?|invest(?:ed|s)?|gets?|receives?|euros?|money|costs?|bonus|premium|grant)|\bworth\b|\bhow many euros?\b|\bwhat [^?]*\bin (?:euros?|kron(?:or|er|a|e)|zlot\w+|forints?|francs?|pounds|leva|lei|crowns|koruna?|dollars|dinars?)\b",
    "count": r"\bhow many\b|(?<!its )(?<!their )(?<!our )\b(?:number|volume) of\b|\bwhat (?:was |is )?the (?:total )?number\b|\bhow often\b|\bcount of\b|\bnumbers? of\b|\bhow numerous\b",
    "any": r"\bwhat(?:['’]s| is| was) the (?:highest|lowest|largest|smallest|biggest|greatest|maximum|minimum) (?:[\w-]+ ){0,2}(?:income|earnings|wage|salary|pay|rent|savings|turnover|capital|assets|distance|number|workload|score|mark|value|size|debts?|area|staff)\b|\bwhat (?:is|was|are|were) the (?:lowest|highest|smallest|largest|least|longest|shortest) (?:possible |allowed |[\w-]+ly )?(?:instalment|repayment|payment|amount|sum|rate|grant|loan|wage|salary|fee|price|age|rent|deposit|contribution)s?\b|\bhow (?:much|high|large|big|far|low)\b|\bto what (?:figure|number|level|amount)\b|\bwhat figure\b|\bwhat (?:is|was|are|were|will) the (?:[\w-]+ ){0,3}(?:target(?! groups?)|ceiling|limit|minimum|maximum|average|total|premium|bonus|budget|rate|figure|level|size|amount|threshold|drop-?out|enrolment|intake|attendance|turnout|unemployment|capacity|turnover|revenue|shortfall|surplus|deficit)\b|"
    r"(?<!gave )(?<!give )(?<!gives )(?<!given )\b(?:rise|risen|rose|grown|grow|fallen|fall|increase|increased|drop|dropped) to\b|\bby how much\b|\bwhat (?:did|does|do|has|had|have) [^?]{2,80}\b(?:come|amount|add up|run) to (?:per|for|in|a|an|by|at|all)\b|\bdouble[ds]?\b.*\bto what\b",
}
_KINDS: tuple[tuple[str, str], ...] = (
    ("citation", r"\b(?:cite|cited|citing|citation|bibliograph\w*|how (?:should|do|can) (?:i|we|one) (?:refer to|reference)|reference(?! cent| frame| number| level| year))\b"),
    ("why", r"\bwhy\b|\b(?:what|which) (?:was|were|is|are) (?:usually |mostly |often |mainly |generally )?the (?:main |usual |most common )?(?:reasons?|causes?)\b|\breasons? (?:for|why|behind|that)\b|\bfor what reason|\bhow come\b|\bbecause of what|\b(?:what|which) (?:\w+ ){0,3}(?:led to|caused|made|prompted|explains?|moved(?! on| to| into| up)|drove|pushed|triggered|motivated)\b|\bwhat (?:had |has |have )?(?:kept|keeps?|stopped|prevented|held|hindered|hampered|discouraged|deterred|stood in)\b|\bwhat (?:lay|lies|stood) behind\b|\bwhat accounts for\b|\b(?:what|which) (?:reasons?|causes?|grounds?|obstacles?)\b|\breasons? (?:did|do|does|was|were|is|are)\b|\bwhat (?:was|were|is|are) to blame\b|\bto what (?:is|was|do|does|did) .* (?:due|owe|attribut)|\bowing to what|\bwhat (?:is|was) behind\b|\bdue to what|\bon what grounds\b"),
    ("stage", r"\b(?:which|what) (?:stage|phase|status)\b|\bstatus (?:of|in)\b|\bstage (?:of|in|was|is|does|did)\b|\bat what stage|\bhow far (?:is|was|has|had)\b|\bimplementation status\b|\bstage\b(?=.{0,20}(?:\d{4}|\?))"),
    ("when", r"^(?:and )?when\b|\bwhen (?:did|was|were|does|do|is|are|will|can|had|has|could|exactly)\b|\b(?:in|of|from|since|by|until|during) (?:which|what) (?:school |calendar )?(?:year|month|date|day)\b|\b(?:which|what) (?:year|date|month|day)\b|\bsince when\b|\buntil when\b|\bfrom when\b|\bby when\b|\bas of when\b|\bstart(?:ing)? date\b|\bdeadline\b|\bhow (?:late|soon|early) (?:can|may|must|should|could|do|does|is|are)\b(?![^?]*\b(?:decided?|answer(?:ed)?|process(?:ed)?|paid|pay)\b)|\b(?:the|a) (?:(?:very )?(?:last|latest|final|closing|cut-?off|due) (?:possible )?(?:day|date|moment|time)|time limit) (?:for|to|on which|by which|when|at which)\b|\bhow long ago\b|\b(?:first|last) year (?:of|in which|that)\b(?= the (?:scheme|policy|programme))|\b(?:from|since|until|in|with|as of|by) (?:which|what) (?:round|call|phase|term|semester|intake|cohort|edition)\b"),
    ("objectives", r"\b(?:what|which|name|list|state|summari\w*|give|are|main|tell|describe|outline|set)\b.{0,60}\b(?:objectives?|aims|goals|purposes?)\b|\b(?:objectives?|goals|aims) (?:of|behind|for|does|do)\b|^(?:the )?(?:objectives?|goals|aims)\b|\bwhat (?:is|was|are|were|do|does|did) .{0,80}\b(?:aim (?:for|to|at)|aiming (?:for|at)|meant to achieve|supposed to achieve|want to achieve|hope to achieve|try(?:ing)? to achieve|seek to achieve|intended to achieve|set out to (?:achieve|do|change))|\bwhat (?:is|was) the (?:aim|goal|purpose|objective|point)\b|\b(?:is|are|was|were) (?:trying|meant|supposed|intended|designed|out) to (?:achieve|accomplish|bring about)\b|\bwhat (?:is|was|are|were|do|does|did) .{0,80}\b(?:meant|supposed|intended|designed) (?:for\?|to (?:do\b|serve))"),
    ("background", r"\bbackground\b|\bcircumstances\b[^?]*\b(?:rise|led|behind|before)\b|\bwhat (?:were|was) (?:things|matters|it|the situation|life) like\b[^?]*\bbefore\b|\b(?:which|what) (?:situation|circumstances|conditions)\b[^?]*\b(?:led|gave rise|preceded|prompted)\b|\bwhat (?:preceded|went before)\b|\bsituation (?:before|when|at the (?:start|outset))\b|\bstarting (?:point|position|situation)\b|\binitial (?:situation|position)\b|^(?!.*\bhow (?:many|much|high)\b)(?!.*\bwhat (?:did|does|do|had|has)\b).*\bat the outset\b|\b(?:state|condition|shape)\b.{0,30}\b(?:things|matters|affairs)\b.{0,20}\b(?:before|at first)|\bhow (?:were|was|did) (?:things|matters|it|the situation)\b.{0,60}\bbefore\b|\bwhat (?:was|were|had been|is) (?:wrong|amiss|the (?:problem|trouble|matter))\b.{0,90}\b(?:before|at first|originally|beforehand)\b|\b(?:problems?|shortcomings?|gaps?|trouble)\b.{0,60}\b(?:meant|supposed|designed|intended|set up|introduced) to (?:solve|fix|tackle|address|close|remedy)|\bbefore the .{3,60}\bwas introduced\b|\bwhat was the situation\b|\bstarting point\b|\bwhere (?:does|did) the idea come\b|\bcontext (?:of|for|behind|in which)\b|\bwhat was going wrong\b|\bhow did .{0,40}\bcome about\b|\borigins? of\b"),
    ("bodies", r"\bwho (?:is|are|was|were|has|have|bears?|holds?)\b.{0,40}\b(?:responsib\w*|in charge|accountable|behind)\b|\b(?:bod(?:y|ies)|ministr(?:y|ies)|authorit(?:y|ies)|institutions?|organisations?|agenc(?:y|ies)|departments?)\b.{0,60}\b(?:responsible|in charge|accountable|competent)\b|\bresponsible (?:body|bodies|for|authorit|ministr|institution|organi[sz]ation|agenc|department)|\bin charge of\b|\b(?:bod(?:y|ies)|ministr(?:y|ies)|authorit(?:y|ies)|institutions?|organisations?|agenc(?:y|ies)) (?:that (?:are|is) |standing |stand )?behind\b|\b(?:which|what) (?:bod(?:y|ies)|ministr(?:y|ies)|authorit(?:y|ies)|institutions?|organisations?|agenc(?:y|ies)|departments?) (?:run|runs|manage|manages|lead|leads|are behind|is behind|look after|looks after|stand behind|stands behind|oversee|oversees|implement|implements|steer|steers|supervise|supervises)\b|\bwho (?:runs|manages|leads|oversees|steers|implements|administers)\b|\bwho (?:stands?|stood) behind\b|\bresponsibility for\b|\bresponsibilit(?:y|ies) lie"),
    ("themes", r"\bthematic (?:headings?|areas?|fields?)\b|\bthematic (?:sub-?)?categor|\bthemes?\b|\bwhich categor|\bcategori[sz]ed\b|\bclassified under\b|\bfiled under\b"),
    ("priorities", r"\b(?:european|eu|vet) (?:priorit|recommendation)|\bosnabr|\bpriorit(?:y|ies)\b.*\b(?:contribut|serve|european|relate|link|address)|\bvet recommendation\b|\bwhich .{0,20}priorit"),
    ("groups", r"\btarget ?groups?\b|\btarget audiences?\b|\bfor whom\b(?! (?:is|are|was|were) (?:it|this|that|they|these|(?:the|an?|its|their) [\w -]{3,40}?) (?:compulsory|mandatory|obligatory|voluntary|optional|required|free\b|cheaper|shorter|longer|different))|\bwho (?:is|are|was|were) .{0,60}\b(?:aimed at|meant for|intended for|targeted|addressed|for)\b\??|\bwho(?:m)? (?:does|do|did|is|are) .{0,80}\b(?:targets?|address|reach|aim at|aimed at|serve|for|benefit)\b|\bwho (?:can|could|may|benefits?|profits?|is eligible|are eligible|qualifies)\b|\bwhich (?:groups|learners|people|persons|staff|entities)\b.{0,50}\b(?:target|aim|eligible|address|listed|cover|meant|intended)"),
    ("history", r"\bwhat (?:has |had |have )?(?:happen(?!s? (?:if|when|with my|to my|to me)\b)\w*|took place|changed|occurred|was (?:going on|decided|done|new|changed|altered|amended|reformed|achieved|introduced|launched|agreed|adopted|planned|reported)|came (?:next|into)|is reported|does the text (?:say|report)|were the (?:main )?(?:steps|milestones|developments|changes|events))\b|"
    r"\bwhat (?:did|do|does|has|have) .{2,90}\b(?:(?<!to )do|decide|decided|demand|demanded|criticise|criticised|complain|complained|discover|discovered|remark|remarked|recommend|recommended|agree|agreed|change|changed|happen|launch|introduce|adopt|achieve|announce|announced|done|undertake|find|found|show|shown|vote|voted|recommend|conclude|reveal|report|propose|say)\b|\bwhat (?:became|has become|came) of\b|\bhistory\b|\bover the years\b|\btimeline\b|\bmilestones?\b|\bdevelopments? (?:in|of|since|between)\b|\bhow (?:has|have|did) .{2,90}\b(?:develop\w*|evolv\w*|progress\w*)\b|\btrace\b|\bwas going on\b|\byear by year\b|\bsteps? (?:in|since|between)\b|\bwhat(?:'s| is| was) new\b"),
    ("definition", r"^[^?]{2,50}?\s*[-–—:,]\s*(?:and )?what (?:exactly )?(?:is|are|was|were|does|do|did) (?:it|that|this|they|those|these)\b|^(?:and )?(?:what|who) (?:exactly |precisely )?(?:counts?|qualifies|is known|is regarded|is considered) as\b|^what does .{2,60} refer to\b|\bstands? for\b|\bdefin(?:e|ed|ition)\b|\bmeant by\b|\bmean(?:s|ing)?\b(?! to)|\babbreviat\w*|\bacronym\b|\bspell(?:ed)? out\b|\bwritten out\b|\bin full\b|\bunderstood by\b|\bunderstand by\b|^(?:and )?who or what (?:is|are)\b|^(?:and )?(?:what|who) (?:exactly |precisely )?(?:is|are|was|were) (?!(?:\w+ed|it (?:a|an|per|in|at|since|now|before|after|like))\b)(?!(?:the )?(?:requirements?|conditions?|criteria|rules|names? of)\b)(?!(?:planned|foreseen|intended|expected|known|said|done|needed|required|included|offered|left|due|paid|agreed|decided|going)\b)(?:an? |the )?(?![^?]{2,50}\b(?:offered|given|promised|granted|told|asked|allowed|entitled to|obliged|advised|supposed|awarded|charged|provided|missing|lacking)(?: (?:to|for|with|instead|then|afterwards|in return))*\s*\??$)[^?]{2,85}\??$|^what (?:exactly |precisely )?(?:is|are) .{2,60}\band what (?:do|does|is|are)\b|\bwhat kind of (?:thing|institution|body|organisation|school|centre)s? (?:is|are)\b|\bexplain (?:the term|what)\b|^explain (?:the |what |how )?[^?]{3,60}$|^what does an? [\w\s-]{3,40} do\b|\bwhat (?:does|do|did) (?:an? |the )?[\w\s'’-]{3,50} (?:consist of|comprise|look like|contain)\b|\b(?:imagine|picture|think of) (?:by|under|when)\b"),
)  # fmt: skip
_ELIGIBLE = (
    r"\b(?:tak(?:e|ing) part|participat\w*|eligib\w*|qualif(?:y|ies|ied)|entitled|admitted|admissible|allowed|permitted|apply|applied|join|get|gets|receive|receives|claim|benefit|open (?:to|for)|opened to|target ?groups?|"
    r"cover(?:ed|s)?|includ\w*|belong|meant for|intended for|aimed at|aim at|address(?:ed|es)?|use|access|available (?:to|for)|count(?:s|ed)? (?:as|towards)|enrol\w*|attend|be (?:supported|funded|considered|awarded|counted)|targets?|supported|addressed|among|listed|suitable|accept(?:ed|s)?|only for|for (?:us|me|them)|reimburse\w*|"
    r"obtain|sign up|granted|exclu\w*|fall under|fall within|have to|must|need to|required|invited|welcome|for (?:adults|learners|teachers|companies|students|pupils|young))\b"
)
_LEAVE = r"^(?:and |but |so |then )?(?:can|could|may|might|will|would|am i|are we|is (?:he|she|it|that|this|there)|was that|does (?:he|she|it|that)|do (?:we|i|they|you))\b|\b(?:possible|chance|old enough|allowed|right to)\b|\bfor (?:me|us|him|her|them)\b"
_LISTING = r"\btarget(?:s|ed)?(?: ?groups?)?\b|\blist(?:s|ed)?\b|\b(?:aimed|aim) at\b|\b(?:meant|intended|designed) (?:for|to)?|\bamong (?:the|those|its|their)\b|\bbelong\b|\bfeature\b|\baddress(?:es|ed)?\b|\bat wh(?:om|ich)\b|\bfor whom\b"
_EXCLUSION = r"\b(?:excluded|barred|shut out|ruled out|ineligible|disqualified|left out|kept out|turned away|too (?:old|young|late|big|small|large|high|much|many|rich|well off))\b"
_COMBINATION = r"\bcombin\w+\b.+\b(?:with|and)\b|\btogether with\b|\bat the same time\b|\balongside\b|\bin addition to\b|\bon top of\b|\bcompatible\b|\b(?:both|all) [^?]+ and\b|\b(?:keep|go on (?:drawing|receiving|getting)|still (?:draw|receive)) (?:my|his|her|their|our|the) [^?]*\b(?:benefit|pension|allowance|grant|scholarship|aid)\b"
_OPENS_LIST = r"^(?:and |so |but |then )?(?:(?:in|for|of|from|with) )?(?:which|what) (?:of (?:the|these|those) )?(?:[\w-]+ ){0,2}?(?:countries|policies|schemes|programmes|measures|texts|states|nations|systems)\b"
#: Two stages to choose from, or a stage guessed at and the right one asked for ("already implemented in 2019, or which stage?").
_STAGE = r"(?:design\w*|plann?(?:ed|ing)|legislat\w+|approv\w+|pilot\w*|tr(?:ied|y|ying) out|trial|implement\w*|running|under way|in (?:force|operation)|complet\w+|finished|over|discontinu\w+|stopped)"
_STAGE_CHOICE = rf"\b{_STAGE}\b[^?]*\bor\b[^?]*\b(?:{_STAGE}|(?:which|what|another) (?:(?:is|was|were) )?(?:its |the |their )?(?:stage|phase|status))\b"
_YES_NO = r"^(?:and |but |so |then |please |also )*(?:can|could|may|might|is|are|was|were|do|does|did|would|will|am|has|have|had|should|must|shall|are there|is there)\b"
_COMPARE = (
    r"\bcompar\w*\b|\bdiffers?\b|\b(?:beside|next to|alongside)\b|\bversus\b|\bvs\.?\b|\bdifferences? between\b|\bside by side\b|\bhow (?:did|has|have|does|do) .{2,90}\b(?:change|changed|develop|evolve|differ|compare|(?:go|move)(?: up| down)? from)\b|\bchanged?\b.{0,40}\bbetween\b|\bbetween\b.{0,30}\band\b.{0,40}\bchanged?\b|\bmore or (?:less|fewer)\b|\b(?:higher|lower|more|fewer|larger|smaller|bigger) (?:in|than)\b(?! (?:\d|an? |one |two |three |four |five |ten |half))|\b(?:rise|fall|grow|drop|increase|decrease)\b.{0,40}\b(?:from|between)\b|"
    r"\bby how much\b(?![^?]*\bfor (?:an?|each|every|my|one) (?![^?]*\bthan\b))|\bdifference (?:in|from)\b|\beach of the (?:two|three)\b|\bwhich (?:of the two |country |policy |year )?.{0,40}\b(?:higher|lower|more|larger|bigger|most|highest|largest|smaller|fewer)\b"
)
_OVER_POLICIES = (
    r"\b(?:countr(?:y|ies)|polic(?:y|ies)|policy developments?|texts|member states|nations|documents)\b"
)
_LIST = (
    r"\b(?:which|what|name|list|in which|in what|for which|give|all|any)\b[^?]{0,30}"
    + _OVER_POLICIES
    + r"|\bhow many (?:of the |different )?(?:[\w-]+ ){0,2}"
    + _OVER_POLICIES
    + r"|\b(?:across|over|in|of) all (?:the )?(?:countries|policies|texts)\b|\bwhich of (?:the|these|them)\b"
)

_FIRST = re.compile(r"\b(?:start|starts|started|begin|begins|began|open|opened) (?:out |off )?with\b|\bat (?:first|the (?:very )?(?:start|beginning|outset))\b|\binitially\b|\boriginally\b|\bin the beginning\b|\bto begin with\b|\boriginal\b|\binitial\b(?! (?:vet|vocational|training|education))|\bin the first place\b|\bbefore (?:it|they|this|that) (?:was|were|had been) (?:rais|increas|lower|cut|reduc|shorten|extend|lengthen|chang|doubl|halv)\w*", re.I)
_LAST = re.compile(r"\b(?:last|latest|most recent|newest)\s+(?:reported\s+|known\s+|school\s+|available\s+)*(?:years?|figures?|numbers?|data|school year)\b|\b(?:now|today|nowadays|currently|at present|these days|at the moment)\b", re.I)


def quantity_of(core: str) -> str:
    """``share``, ``age``, ``duration``, ``money``, ``count``, ``any``, or an empty string where no quantity is asked for."""
    for name, pattern in _QUANTITY.items():
        if re.search(pattern, core, re.I):
            if name == "money" and re.search(r"\bhow many\b(?! (?:euros?|costs?|pays?|money)\b)", core, re.I):
                continue
            return name
    return ""


_SUM = re.compile(r"\b(?:grants?|premiums?|bonus(?:es)?|allowances?|subsid(?:y|ies)|fees?|prices?|scholarships?|budgets?|wages?|payments?|stipends?|salar(?:y|ies)|supplements?)\b", re.I)
_SUM_OF = re.compile(r"\b(?:per|for each|apiece|a (?:month|year|week|day)|monthly|weekly|yearly|amounts?|maximum|minimum|levels?|rates?)\b", re.I)


def names_sum(text: str) -> bool:
    """Whether key words name a sum of money ("grant per learner")."""
    return bool(_SUM.search(text) and _SUM_OF.search(text))


def is_yes_no(core: str) -> bool:
    """Whether the question can be answered with yes or no."""
    return bool(re.search(_YES_NO, core, re.I)) and not re.search(
        r"^(?:can|could|would|will) you\b", core, re.I
    )


def asks_admission(core: str) -> bool:
    """Whether words of taking part, being eligible or being listed stand in it."""
    return bool(re.search(_ELIGIBLE, core, re.I))


def asks_leave(core: str) -> bool:
    """Whether it asks if somebody may do something, or would get something."""
    return bool(re.search(_LEAVE, core, re.I))


def last_question(text: str) -> str:
    """The last sentence of a text that asks, or an empty string."""
    asking = re.findall(r"[^.!?;:]+\?", text)
    return str(asking[-1]).strip() if asking else ""


def asks_duty(core: str) -> bool:
    """Whether it asks if somebody has to do something."""
    return bool(
        re.search(
            r"^must\b|(?<!who )(?<!that )\b(?:have to|has to)\b|\b(?:obliged|compulsory|mandatory|obligatory|voluntary)\b|\b(?:do|does|did|would) [^?]{2,60}\bneeds?\b|\brequired (?:to|for)\b",
            core,
            re.I,
        )
    )


def asks_listing(core: str) -> bool:
    """Whether it asks if a group is among those that a policy lists or is meant for."""
    return bool(re.search(_LISTING, core, re.I))


def asks_shut_out(core: str) -> bool:
    """Whether it asks if somebody is shut out, so that who may take part is answered with no."""
    return is_yes_no(core) and bool(re.search(_EXCLUSION, core, re.I))


def asks_combination(core: str) -> bool:
    """Whether it asks if one thing can be had beside another."""
    return bool(re.search(_COMBINATION, core, re.I))


def asks_over_policies(core: str) -> bool:
    """Whether it asks which, or how many, of the policies or countries."""
    core = re.sub(r"\b(?:the|this|that|its|our) (?:policy(?: development)?|document)\b", "it", core, flags=re.I)  # one that is meant already
    # Documents to bring are no texts of policy.
    core = re.sub(r"\bdocuments\b(?=[^?]*\b(?:need\w*|required?|bring|take along|send|submit|enclose|attach|provide|hand in|have ready|include|upload|show)\b)", "papers", core, flags=re.I)
    # "Which country received the largest share of them?" asks for a place that a text tells, not for policies.
    if re.search(r"\b(?:largest|biggest|greatest|highest|most|smallest|lowest|fewest|least)\b.*\b(?:them|these|those|it|theirs?)\b|\b(?:largest|biggest|greatest|smallest) (?:share|number|group|part)\b", core, re.I) and re.search(r"\b(?:which|what) (?:country|nation)\b", core, re.I):
        return False
    return bool(re.search(_LIST, core, re.I) or re.match(r"(?:and |so )?(?:in |for )?which (?:measures|initiatives|schemes)\b(?! (?:does|do|did|has|have|is|are|was|were) (?:the|this|it|they)\b)", core, re.I))


def opens_over_policies(core: str) -> bool:
    """Whether it opens by asking which countries or policies, and not how much of anything they have."""
    return bool(re.match(_OPENS_LIST, core, re.I)) and not re.search(r"\bhow (?:much|many|high|long|large)\b", core, re.I)


def asks_comparison(core: str) -> bool:
    """Whether two quantities are to be set side by side."""
    return bool(re.search(_COMPARE, core, re.I))


def asks_for_account(core: str) -> bool:
    """Whether it asks what changed or happened, and so for no figure."""
    return bool(re.match(r"(?:and |so )?what (?:else )?(?:has |had |have )?(?:changed|happened|took place|was (?:new|changed|altered))\b(?! (?:in|about|to|with) (?:the )?(?:number|share|rate|budget|amount|figure)s?\b)", core, re.I))


def kind_of(core: str) -> str:
    """The kind of answer that the core of a question wants; ``open`` where no pattern tells."""
    low = core.strip().lower()
    found = {name for name, pattern in _KINDS if re.search(pattern, low, re.I)}
    if "citation" in found:
        return "citation"
    if re.search(_STAGE_CHOICE, low) and (is_yes_no(low) or re.search(r"\b(?:19|20)\d\d\b|\bstate of play\b", low)) and not found & {"why", "when", "definition", "groups"} and not quantity_of(low):
        return "stage"
    if is_yes_no(low) and re.search(
        r"\b(?:and|or)\b[^?]{0,20}\b(?:when|since when|until when|(?:in|from|since|until) (?:which|what) (?:year|month|date|day))\b",
        low,
    ):
        return "when"
    if is_yes_no(low):
        return "eligibility" if re.search(_ELIGIBLE, low, re.I) else "yes_no"
    if re.search(
        r"^(?:is there )?(?:any|a|some) (?:chance|hope|way|possibility)\b|\b(?:was|is|would) (?:that|this|it) (?:be )?(?:possible|allowed|permitted|all right|ok|okay)\s*\??$",
        low,
    ):
        return "eligibility"
    if re.search(r"^what do(?:es)? (?:an? |the )?[\w\s-]{3,40}(?<!\bto) do\b(?!.*\d{4})", low):
        return "definition"
    if re.search(r"^what (?:exactly |precisely )?(?:is|are) .{2,60}\band what (?:do|does|is|are)\b", low):
        return "definition"
    if re.match(r"(?:and |but |so )*who (?:pays?|paid|bears?|bore|covers?|covered|financ\w+|fund\w*|meets?|met|contribut\w+)\b(?! how much)", low):
        return "open"
    quantity = quantity_of(low)
    first_wh = re.search(r"\b(?:why|when|who|how|what|which|where|whom)\b", low)
    if (
        "background" in found
        and not quantity
        and ("why" in found or "definition" in found or "history" in found)
    ):
        return "background"
    if "history" in found and re.match(r"what (?:has |had )?(?:happened|became|become|took place|came of)\b", low) and "when" not in found:
        return "history"
    if "why" in found and (not first_wh or first_wh.group() in {"why", "what", "which", "how"}):
        return "why"
    if (
        quantity
        and "when" not in found
        and not re.match(r"^(?:what|which) (?:are|were) the (?:objectives|goals|aims)", low)
    ):
        return "figure"
    for name, _ in _KINDS:
        if name in found:
            return name
    return "open"


def wants_first(text: str) -> tuple[str, ...]:
    """The words that say that the earliest figure is meant ("how many schools did it start with"); none where nothing says so."""
    found = _FIRST.search(text)
    return tuple(found.group().lower().split()) if found else ()


def wants_last_year(text: str) -> bool:
    """Whether the latest period that the texts report is meant."""
    return bool(_LAST.search(text))
