"""Outlets that headlines name in short, and what they are called in full."""

from __future__ import annotations

import re

_FULL = {
    "South China Morning Post": "SCMP",
    "The Wall Street Journal": "WSJ|Wall Street Journal",
    "BleepingComputer": "BC|Bleeping Computer",
    "The New York Times": "NYT|NYTimes|New York Times|NY Times",
    "The Washington Post": "WaPo|Washington Post|WashPost",
    "Financial Times": "FT|The Financial Times",
    "Reuters": "",
    "Bloomberg": "Bloomberg News",
    "The Associated Press": "AP|Associated Press|AP News",
    "Agence France-Presse": "AFP",
    "BBC": "BBC News",
    "CNN": "",
    "CNBC": "",
    "NBC News": "NBC",
    "ABC News": "",
    "CBS News": "CBS",
    "Fox News": "",
    "NPR": "",
    "The Guardian": "Guardian",
    "The Times": "",
    "The Telegraph": "",
    "The Independent": "",
    "The Economist": "Economist",
    "Nikkei Asia": "Nikkei|Nikkei Asian Review",
    "Kyodo News": "Kyodo",
    "Yonhap": "Yonhap News Agency",
    "Xinhua": "",
    "Global Times": "",
    "Caixin": "",
    "The Straits Times": "Straits Times|ST",
    "The Hindu": "",
    "The Times of India": "TOI|Times of India",
    "Al Jazeera": "",
    "Der Spiegel": "Spiegel",
    "Süddeutsche Zeitung": "SZ",
    "Frankfurter Allgemeine Zeitung": "FAZ",
    "Heise": "heise online",
    "Le Monde": "",
    "Le Figaro": "",
    "El País": "",
    "La Repubblica": "",
    "Haaretz": "",
    "The Jerusalem Post": "Jerusalem Post",
    "The Moscow Times": "Moscow Times",
    "Kommersant": "",
    "Kyiv Independent": "The Kyiv Independent",
    "RFE/RL": "Radio Free Europe",
    "Deutsche Welle": "DW",
    "Politico": "POLITICO",
    "Axios": "",
    "Semafor": "",
    "The Information": "",
    "The Intercept": "",
    "ProPublica": "",
    "Bellingcat": "",
    "Forbes": "",
    "Fortune": "",
    "Business Insider": "BI",
    "Newsweek": "",
    "USA Today": "",
    "Los Angeles Times": "LA Times|LAT",
    "The Hill": "",
    "Wired": "WIRED",
    "The Verge": "",
    "TechCrunch": "TC",
    "Ars Technica": "Ars",
    "404 Media": "",
    "Motherboard": "",
    "ZDNet": "ZDNET",
    "The Register": "El Reg",
    "The Record": "Recorded Future News",
    "CyberScoop": "Cyberscoop",
    "Dark Reading": "",
    "SecurityWeek": "Security Week",
    "Krebs on Security": "KrebsOnSecurity|Krebs",
    "The Hacker News": "THN",
    "SC Media": "SC Magazine",
    "Help Net Security": "",
    "Infosecurity Magazine": "",
    "The Daily Beast": "Daily Beast",
    "Nextgov": "",
    "Risky Business": "",
    "TASS": "",
    "RIA Novosti": "RIA",
    "Anadolu Agency": "AA|Anadolu",
    "Hürriyet": "",
    "Bild": "",
    "Handelsblatt": "",
    "NRC": "",
    "De Volkskrant": "Volkskrant",
    "Corriere della Sera": "",
    "Folha de S.Paulo": "Folha",
    "O Globo": "",
    "The Age": "",
    "The Sydney Morning Herald": "SMH|Sydney Morning Herald",
    "Asia Times": "",
    "Taipei Times": "",
    "The Japan Times": "Japan Times",
    "The Korea Herald": "Korea Herald",
    "The Globe and Mail": "Globe and Mail",
    "CBC": "CBC News",
    "Asahi Shimbun": "The Asahi Shimbun|Asahi",
    "Yomiuri Shimbun": "Yomiuri",
    "Vice": "VICE",
    "Mother Jones": "",
    "Rest of World": "",
    "The Diplomat": "",
    "Foreign Policy": "",
    "MIT Technology Review": "",
    "PCMag": "",
    "Engadget": "",
    "Gizmodo": "",
    "Mashable": "",
    "VentureBeat": "",
    "CoinDesk": "",
    "The Block": "",
    "Cointelegraph": "",
}
_SPELLED = {
    spelling.casefold(): name for name, others in _FULL.items() for spelling in (name, *filter(None, others.split("|")))
}
_CASED = frozenset(s for others in _FULL.values() for s in others.split("|") if s.isupper() and len(s) <= 3)
"""Short forms that count in capitals only: "Ars" is an outlet, "ars" and "st" are not."""

_SUFFIX = re.compile(r"(?:\s[-–—|]\s?|:\s)(?P<outlet>[^:–—|]{2,40})\Z")


def full_name(text: str) -> str:
    """The full name of the outlet that `text` names, "" when it names none: "SCMP" is South China Morning Post."""
    text = text.strip(" .,:;'’\"“”()[]")
    if text.upper() in _CASED and not text.isupper():
        return ""
    return _SPELLED.get(text.casefold(), "")


def suffix(title: str) -> tuple[str, str]:
    """The suffix of a headline that names an outlet, as it stands, and the full name: ("– WSJ", "The Wall …").

    "Report", "Researchers" or a country after a colon are no outlets: ("", "").
    """
    found = _SUFFIX.search(title)
    name = full_name(found["outlet"]) if found else ""
    return (found.group().strip(), name) if found and name else ("", "")
