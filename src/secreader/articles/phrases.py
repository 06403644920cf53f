"""Lines that stand in texts without being part of them."""

from __future__ import annotations

import re

_PROMOTION = re.compile(
    r"\W{0,4}(?:"
    r"(?:please )?(?:sign up|subscribe|register)(?: here| now| today| free)?\b(?=.{0,200}(?:newsletter|updates|"
    r"inbox|alerts|channel|podcast|email|daily|weekly|magazine|today|free|here|to |for ))|"
    r"(?:click|tap) (?:here|through)\b|follow (?:us|him|her|them|me|[A-Z][\w ]{1,30}) on\b|follow @|(?:like|join|"
    r"find|connect with) us on\b|"
    r"get (?:the|our|all the|more|access to|breaking)\b.{0,120}(?:newsletter|inbox|app|alerts|delivered|updates|"
    r"subscription|emails?)\b|"
    r"(?:download|get|try|install) (?:the|our) (?:free )?.{0,30}\bapp\b|advertisements?\Z|advert\Z|"
    r"adverts?\b.{0,20}\Z|sponsored(?: content)?\Z|(?:article|story) continues (?:below|after)|"
    r"scroll (?:down )?(?:to continue|for more)|continue reading below|"
    r"share (?:this|on|via|article|story|with)\b.{0,40}\Z|sharing is caring|(?:tweet|email|print|share|save|"
    r"comment|comments|pin it|whatsapp|facebook|twitter|linkedin|reddit|copy link|bookmark)\W*\Z|"
    r"(?:our standards|all rights reserved|copyright ©|copyright \d{4}|©)|"
    r"(?:want|looking|hungry) (?:for )?more\b.{0,60}(?:sign up|subscribe|follow|check out)|enjoy(?:ed)? (?:this|"
    r"reading)|did you (?:like|enjoy) this|"
    r"(?:have|got) (?:a|any) (?:news )?(?:tip|story|question|comment|something)s?\b|(?:send|"
    r"email) (?:us )?(?:your )?(?:tips|news|questions|comments)\b|"
    r"(?:tell us )?what do you think\b.{0,80}(?:comment|below|know)|let us know (?:in|what)\b|leave a (?:comment|"
    r"reply)|join the (?:conversation|discussion)|"
    r"(?:support|donate to) (?:our|us|independent)\b.{0,100}\Z|become a (?:member|subscriber|patron|supporter)|"
    r"(?:tags?|filed under|topics?|categor(?:y|ies)|keywords?|more on|labels)\s?:|"
    r"image(?: \d+ of \d+)+|(?:image|photo|slide) \d+ (?:of|/) \d+|"
    r"\d+ ?(?:min|mins|minute|minutes)(?: read)?\Z|(?:estimated )?reading time|tempo de leitura|lesezeit|"
    r"temps de lecture|tiempo de lectura|"
    r"(?:lea|lee|ver|read) (?:more|más) (?:at|on|in)\b|watch (?:the )?(?:video|below|now|live)\b.{0,60}\Z|"
    r"listen to (?:this|the) (?:article|story|podcast)|"
    r"(?:table of )?contents\Z|skip to\b|back to top|load(?:ing)?(?: more)?\W*\Z|show (?:more|comments)\Z|"
    r"view (?:comments|gallery|all)\b.{0,20}\Z|see (?:more|all)\b.{0,15}\Z|"
    r"by (?:signing up|subscribing|clicking|submitting|providing)\b|you can unsubscribe|we use cookies|"
    r"this site uses cookies|thanks? (?:you )?for (?:reading|signing|subscribing)|"
    r"(?:most (?:read|popular)|trending(?: now)?|more stories|latest news|"
    r"popular(?: (?:posts|stories|articles))?)\W*\Z|"
    r"disclosure:|affiliate\b|we may (?:earn|receive)\b|(?:some of )?(?:the|our) links\b.{0,60}affiliate|"
    r"abonnieren|newsletter|inscrivez-vous|abonnez-vous|suscríb|iscriviti|inscreva-se|siga(?:-nos)?\b|assine|"
    r"подпис|zapisz się|compartilh|teilen\Z|partager\Z|compartir\Z|condividi\Z|deel dit|udostępnij|поделиться|"
    r"отправить\Z"
    r")",
    re.IGNORECASE,
)
_LONGEST = 320

_TAIL = re.compile(
    r"\W{0,4}(?:"
    r"(?:additional |further )?(?:reporting|writing|editing|research|compiled|edited|written|translated|adapted|"
    r"produced|photography|graphics?)(?: and (?:reporting|writing|editing))? by\b|"
    r"(?:with )?(?:reporting|additional reporting|files|inputs|contributions?|material|information) (?:from|by)\b|"
    r"(?:[\w.’'-]+ ){1,8}(?:also )?contributed (?:to|reporting|from)\b|(?:the )?(?:associated press|reuters|afp|"
    r"bloomberg|dpa|pti|ians)(?:\W*\Z|[^.]{0,60}contributed\b)|"
    r"(?:reach|contact|email|e-mail|write to|you can (?:reach|contact|follow|email)|follow) (?:the )?(?:reporters?|"
    r"writers?|authors?|him|her|them|me|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}) (?:at|on|via|by|@)|"
    r"(?:twitter|email|e-mail|facebook|instagram|phone|contact|web|mastodon|signal|website)\s?:|"
    r"for (?:more|further) (?:news|stories|coverage)\b|for the latest\b|more (?:ap|great|top|"
    r"stories|news|from|coverage|about)\b|"
    r"about the (?:author|writer|company)\b|about [A-Z][\w&. ]{1,40}\Z|"
    r"(?:source|sources|via|through|quelle|fonte|fuente|источник|źródło)\s?:|(?:media )?contacts?\b.{0,30}\Z|"
    r"end(?:s)?\Z|###|(?:- )?30(?: -)?\Z|\*{2,}\Z|"
    r"follow [\w’' ]{0,40}(?:coverage|live|updates)\b|next\b.{0,3}\Z|previous\b.{0,3}\Z|voltar\Z|zurück\Z|retour\Z|"
    r"volver\Z|назад\Z"
    r")",
    re.IGNORECASE,
)
_LONGEST_TAIL = 500

_NOTE = re.compile(
    r"\W{0,4}(?P<kind>updated? (?:to (?:add|include|reflect|clarify|correct|note)|at|on|with|\d|,|:)|"
    r"update(?: \d{1,2})?\s?(?::|[-–—]\s|\()|\[?updat(?:e|ed)\]?\s?:|"
    r"(?:editor[’']?s?[’']? note|correction|clarification)s?\s?(?::|[-–—]\s|\(|,)|corrected\b|"
    r"an earlier version of this\b|"
    r"this (?:article|story|post|report) (?:has been|was|is being) (?:updated|corrected|amended|edited|modified)\b|"
    r"(?:aktualisiert|korrektur|nachtrag|mise à jour|correction|rectificatif|actualizaci[oó]n|aggiornamento|"
    r"atualização|correção|rectificaci[oó]n)\s?:)",
    re.IGNORECASE,
)
_LONGEST_NOTE = 700


_INVITATION = re.compile(
    r"(?:\A|[.!?…]\s)\W{0,3}(?:sign up|subscribe)\b[^.!?]{0,100}\b"
    r"(?:newsletter|inbox|magazine|mailing list)\b[^.!?]{0,60}[.!]?\Z"
    r"|\Aget [\w ]{1,40} delivered (?:to|through|straight)\b",
    re.IGNORECASE,
)
"""The last sentence of a paragraph that asks to subscribe."""


def is_promotion(text: str) -> bool:
    """Whether a line sells, asks to share or to sign up, or is furniture ("3 min read", "Advertisement")."""
    return len(text) <= _LONGEST and bool(_PROMOTION.match(text) or _INVITATION.search(text))


_FOLLOW = re.compile(
    r"\bfollow (?:him|her|them|us|me) (?:on\b|at\b|@)|\bcan be (?:reached|contacted|followed) (?:at|on|via)\b",
    re.IGNORECASE,
)


def is_tail(text: str) -> bool:
    """Whether a line at the end of a text names helpers, contacts or sources rather than telling the story."""
    return len(text) <= _LONGEST_TAIL and bool(_TAIL.match(text) or _FOLLOW.search(text))


def is_note(text: str) -> bool:
    """Whether a line is a correction or says what was updated."""
    return len(text) <= _LONGEST_NOTE and bool(_NOTE.match(text))
