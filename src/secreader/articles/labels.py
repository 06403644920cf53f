"""The words under which publishers offer related stories, and those under which they offer something else."""

from __future__ import annotations

import re

_STORY = (
    r"(?:stor(?:y|ies)|articles?|content|posts?|news|coverage|reading|reads?|links?|items?|reports?|pages?|videos?|"
    r"resources|features|entries|analysis|research|advisories|blogs?)"
)
_BOUND = r"(?:\b|(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]))"

# Labels that mean "related" wherever they stand.
_SURE = (
    # English
    r"also (?:read|see|on this (?:story|topic))", r"(?:read|see|watch) also", r"must read", r"now read(?: this)?",
    rf"related(?: (?:{_STORY}|to this (?:story|article)|from the archives?))?",
    rf"(?:similar|recommended|suggested|linked|connected) {_STORY}",
    rf"related {_STORY} and {_STORY}",
    r"recommended(?: (?:for you|reading))?", r"see also", r"further (?:reading|coverage)",
    r"read (?:next|more on this)", r"what to read next",
    r"more (?:on|about) (?:this|the) (?:story|topic|subject|issue)s?", r"more on this",
    r"more (?:reading|on the story|like this|stories like this)",
    r"you (?:may|might)(?: also)? (?:like|be interested in|enjoy|want to read)(?: (?:this|these|to read))?",
    r"you’?'?ll also like", r"keep reading", r"go deeper", r"dig deeper", r"our (?:previous|earlier) coverage",
    r"(?:previous|earlier) coverage",
    r"in[- ]depth", r"read the (?:series|background)", r"don[’']t miss", r"see more",
    r"from (?:the|our) archives?", r"explore (?:further|more on this)",
    # German
    r"(?:lesen|sehen) sie (?:auch|dazu(?: auch)?|hierzu(?: auch)?|mehr(?: (?:dazu|zum thema))?)",
    r"(?:lies|siehe|lest) (?:auch|dazu|hierzu)", r"mehr (?:zum thema|dazu|zu diesem thema)",
    r"auch interessant", r"das könnte (?:sie|dich|euch) auch interessieren", r"zum thema",
    r"verwandte (?:artikel|themen|beiträge)",
    r"weitere (?:artikel|beiträge) zum thema", r"ähnliche (?:artikel|beiträge)", r"passend dazu", r"weiterlesen",
    r"passende artikel", r"weiterführende (?:links|informationen|artikel)",
    # French
    r"(?:à )?(?:lire|voir|découvrir) (?:aussi|également)", r"(?:lire|lisez|voir) (?:aussi|également)",
    r"à lire(?: sur le même sujet)?", r"sur le même (?:sujet|thème)",
    r"articles? (?:liés?|connexes?|similaires?|associés?|recommandés?)", r"pour aller plus loin",
    r"dans le même thème", r"vous aimerez aussi", r"notre dossier",
    # Spanish
    r"(?:lea|lee|leer|ver|vea|mira) (?:también|además)", r"te puede interesar",
    r"(?:te|le) (?:puede|podría) interesar", r"noticias? relacionadas?", r"artículos? relacionados?",
    r"(?:contenido|contenidos|temas?) relacionados?",
    r"más (?:sobre|información sobre) (?:este tema|el tema|esto)", r"también te puede interesar",
    r"entradas relacionadas", r"relacionad[oa]s?",
    # Italian
    r"legg(?:i|ere|ete|a) anche", r"(?:vedi|guarda) anche", r"articol[oi] (?:correlat[oi]|collegat[oi])",
    r"potrebbe interessarti(?: anche)?", r"ti potrebbe(?:ro)? interessare(?: anche)?", r"per approfondire",
    r"approfondiment[oi]", r"correlati",
    # Portuguese
    r"le(?:ia|r) (?:também|mais)", r"veja (?:também|mais)",
    r"(?:notícias|matérias|artigos|posts|conteúdos?) relacionad[ao]s?", r"saiba mais", r"relacionad[ao]s",
    r"(?:pode|poderá) interessar",
    # Dutch
    r"lees (?:ook|meer|verder)", r"(?:zie|bekijk) ook", r"gerelateerde? (?:artikelen|artikel|berichten|nieuws)",
    r"meer over dit onderwerp", r"gerelateerd", r"ook interessant",
    # Polish
    r"(?:czytaj|przeczytaj|zobacz|sprawdź|polecamy) (?:też|także|również|takze|rowniez)",
    r"czytaj (?:więcej|dalej)", r"powiązane(?: (?:artykuły|wpisy|tematy))?", r"podobne (?:artykuły|wpisy)",
    r"zobacz więcej",
    # Russian, Ukrainian
    r"(?:читайте|смотрите|читать) (?:также|ещё|еще)", r"(?:материалы|статьи|новости|публикации) по теме",
    r"по теме", r"похожие (?:статьи|материалы|новости|записи)", r"см\. также", r"смотри также",
    r"связанные (?:статьи|новости|материалы)", r"читайте також", r"ещё по теме", r"еще по теме",
    # Turkish
    r"(?:ayrıca|bunu da|bunları da|şunu da) (?:oku(?:yun)?|bak(?:ın)?)",
    r"(?:ilgili|benzer) (?:haber(?:ler)?|yazı(?:lar)?|makale(?:ler)?|içerik(?:ler)?|konular)",
    r"ilginizi çekebilir", r"bunlar da ilginizi çekebilir", r"ayrıca bakınız",
    # Chinese, Japanese, Korean
    r"(?:相关|相關)(?:阅读|閱讀|文章|新闻|新聞|报道|報道|報導|内容|內容|链接|推荐)?",
    r"(?:关联|關聯|延伸|扩展|擴展|推荐|推薦)(?:阅读|閱讀|文章)",
    r"(?:另见|另見|参见|參見|另请参阅)", r"(?:更多|其他)(?:相关|相關)(?:阅读|閱讀|文章|新闻|新聞|报道)", r"猜你喜欢",
    r"(?:関連|関係)(?:記事|リンク|ニュース|情報|する記事)?",
    r"(?:あわせて|併せて|合わせて)(?:読みたい|読む|どうぞ)",
    r"こちらも(?:読む|おすすめ|どうぞ)?",
    r"おすすめ(?:の)?記事", r"この記事の関連",
    r"관련 ?(?:기사|뉴스|글|보도|콘텐츠|링크)",
    r"(?:함께|같이) (?:읽기|보면 좋은 (?:기사|글)|읽을 만한 글)",
    r"(?:연관|추천) ?(?:기사|뉴스|글)",
    r"더 읽기",
    r"이 기사도",
)  # fmt: skip

# Labels that mean "related" only before a title on the same line, or with a colon above a list.
_WITH_COLON = (
    r"more", r"read(?: (?:more|this|the (?:story|background|related)))?",
    r"read (?:our|also our) (?:story|coverage|review|analysis|guide|report|explainer)", r"watch(?: (?:more|now))?",
    r"background", r"previously", r"earlier", r"related", r"context", r"check out", r"don[’']t miss",
    r"more on [\w’' -]{2,40}", r"more about [\w’' -]{2,40}", r"related to [\w’' -]{2,40}", r"explore", r"listen",
    r"next",
    r"mehr", r"lesen sie", r"hintergrund", r"hintergründe", r"lire", r"voir", r"lire la suite", r"en savoir plus",
    r"lea", r"lee", r"leer más", r"leggi", r"legga", r"approfondisci", r"leia", r"veja", r"lees", r"meer",
    r"czytaj", r"zobacz", r"читать", r"читайте", r"подробнее", r"oku", r"haber",
    r"阅读", r"閱讀", r"参考", r"參考", r"参照", r"続きを読む", r"읽기", r"참고",
)  # fmt: skip

# What looks like such a label but offers the whole site, or nothing to read.
_SITE_WIDE = re.compile(
    r"\b(?:most (?:read|popular|viewed|shared|commented|recent)|popular|trending|latest|recent|newest|top (?:stor|"
    r"news|post|pick)|"
    r"editor[’']?s?[’']? (?:pick|choice)|more (?:news|from|stories from|in)\b|more stories|best of|sponsored|"
    r"promoted|partner|around the web|"
    r"from the web|advertis|newsletter|subscribe|follow us|share|tags?|categor|archives? by|comments?|"
    r"about the author|"
    r"meistgelesen|neueste|aktuell|beliebt|plus lus|les plus|dernier|lo más|más leíd|últim|più lett|ultim|mais lid|"
    r"meest gelezen|"
    r"laatste|najnowsze|najpopularniejsze|популярн|последн|свежие|son haber|en çok)"
    r"|最新|热门|熱門|人気|ランキング|新着|인기|최신|많이 본",
    re.IGNORECASE,
)

# Possessive: what was taken for decoration is never tried again as something else.
_OPEN = r"[\s\[\](){}<>«»›‹→►▶▸➤➡☛👉•·*|/#>:_\-–—\"“”\ufe0f]*+"
_CLOSE = r"[\s:：\]\[)(><«‹»›→►▶▸➤➡.…!|\-–—_]*+"
_HEADING = re.compile(rf"{_OPEN}(?P<label>{'|'.join(_SURE)}){_CLOSE}\Z", re.IGNORECASE)
_COLON_HEADING = re.compile(rf"{_OPEN}(?P<label>{'|'.join(_WITH_COLON)})\s?[:：]\s*\Z", re.IGNORECASE)
_PREFIX = re.compile(
    rf"{_OPEN}(?P<label>{'|'.join(_SURE + _WITH_COLON)})\s*(?:[:：|»›>→►▶▸➤➡]+|\s[-–—]+\s)\s*(?P<title>\S.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_BARE_PREFIX = re.compile(
    rf"{_OPEN}(?P<label>{'|'.join(_SURE)}){_BOUND}\s*(?P<title>\S.*)\Z", re.IGNORECASE | re.DOTALL
)
_GENERIC = re.compile(
    r"\W*(?:(?:click )?(?:read|learn|find out|see|view|show|load|watch|discover)(?: (?:more|now|all|on|"
    r"full (?:story|article)|the (?:full )?(?:story|article)|here|article|story|post|it))*|more|"
    r"continue(?: reading)?|here|"
    r"(?:click|tap) here|details|source|link|full (?:story|article)|weiterlesen|mehr(?: lesen)?|lire la suite|"
    r"leer más|leggi(?: tutto)?|leia mais|lees (?:meer|verder)|czytaj więcej|подробнее|devamını oku|阅读更多|查看更多|"
    r"もっと読む|続きを読む|더보기)\W*",
    re.IGNORECASE,
)
_LONGEST = 70
_LONGEST_LINE = 300


def heading(text: str) -> str:
    """The label that `text` is, as shown without brackets and colon; "" when it is none."""
    if len(text) > _LONGEST or not text:
        return ""
    found = _HEADING.match(text) or _COLON_HEADING.match(text)
    return found["label"].strip() if found else ""


def prefix(text: str) -> tuple[str, str]:
    """`text` cut into the label that it begins with and the rest: "[Also read: X" is ("Also read", "X")."""
    found = _PREFIX.match(text)
    return (found["label"].strip(), unbracketed(found["title"])) if found else ("", text)


def bare_prefix(text: str) -> tuple[str, str]:
    """Like `prefix`, for a label without a colon, where its style sets it off: **Also read** X."""
    found = _BARE_PREFIX.match(text)
    return (found["label"].strip(), unbracketed(found["title"])) if found else ("", text)


def unbracketed(title: str) -> str:
    """`title` without brackets around it whole, and without one at its end that its label opened; its own stay."""
    title = title.strip()
    for opening, closing in ("[]", "()", "{}"):
        more = title.count(closing) - title.count(opening)
        if title.endswith(closing) and more > 0:
            title = title[:-1].rstrip()
        elif title.startswith(opening) and (more < 0 or title.find(closing) == len(title) - 1):
            title = title[1:].removesuffix(closing).strip()
    return title


def is_site_wide(text: str) -> bool:
    """Whether a heading offers what the site has, not what belongs to the article."""
    return len(text) <= _LONGEST and bool(_SITE_WIDE.search(text))


def is_generic(text: str) -> bool:
    """Whether the text of a link says only "Read more" or the like, and is no title."""
    return bool(_GENERIC.fullmatch(text))


_BEGINS = re.compile(rf"{_OPEN}(?:{'|'.join(_SURE + _WITH_COLON)})", re.IGNORECASE)


def may_begin(text: str) -> bool:
    """Whether a text node may be, or begin with, a label: a cheap look before a thorough one."""
    text = text.strip()
    return 1 < len(text) <= _LONGEST_LINE and bool(_BEGINS.match(text))
