"""Words that sound like a goal and commit to nothing, by language; and how many words a title has.

The language of a title is not guessed: all lists are read together, so a word that means something else in another of
these languages is left out of its list (Dutch *meer*, French *plus*).
"""

import re
import unicodedata
from collections.abc import Mapping

from milepost.model.ids import fold

VAGUE: Mapping[str, str] = {
    "en": (
        "improve, improves, improved, improving, improvement, improvements, better, more, some, various, several, "
        "optimise, optimises, optimised, optimising, optimisation, optimize, optimizes, optimized, optimizing, "
        "optimization, enhance, enhanced, enhancing, enhancement, enhancements, support, supports, supporting, help, "
        "helps, helping, try, tries, trying, work on, works on, working on, look into, looking into, deal with, "
        "explore, strive, as much as possible, as soon as possible, as needed, and so on, somehow, etc"
    ),
    "de": (
        "verbessern, verbessert, verbesserung, verbesserungen, besser, bessere, besseren, besseres, mehr, einige, "
        "einigen, einiges, etwas, verschiedene, verschiedenen, verschiedenes, diverse, optimieren, optimiert, "
        "optimierung, optimierungen, unterstützen, unterstützt, unterstützung, helfen, hilft, versuchen, versucht, "
        "arbeiten an, arbeit an, möglichst, so gut wie möglich, irgendwie, usw"
    ),
    "fr": (
        "améliorer, amélioration, améliorations, mieux, davantage, quelques, plusieurs, optimiser, soutenir, aider, "
        "essayer, travailler sur, autant que possible"
    ),
    "es": (
        "mejorar, mejora, mejoras, mejor, algunos, algunas, varios, varias, optimizar, apoyar, ayudar, intentar, "
        "trabajar en, lo más posible"
    ),
    "it": (
        "migliorare, miglioramento, miglioramenti, meglio, alcuni, alcune, ottimizzare, sostenere, aiutare, "
        "provare a, lavorare su, il più possibile"
    ),
    "pt": (
        "melhorar, melhoria, melhorias, melhor, alguns, algumas, vários, otimizar, apoiar, ajudar, tentar, "
        "trabalhar em, o máximo possível"
    ),
    "nl": (
        "verbeteren, verbetering, verbeteringen, beter, enkele, optimaliseren, ondersteunen, proberen, werken aan, "
        "zoveel mogelijk"
    ),
}
"""Words and phrases, compared without case and as whole words. Add a language by adding a row."""

UNSPACED: Mapping[str, str] = {
    "zh": "改善, 提高, 提升, 更好, 更多, 加强, 加強, 优化, 優化, 努力, 支持, 尝试, 嘗試",
    "ja": "改善, 向上, もっと, より良, より多, 頑張, いろいろ, 最適化, 支援",
    "th": "ปรับปรุง, ดีขึ้น, มากขึ้น, พยายาม",
}
"""The same for scripts that put no spaces between words: compared wherever they stand."""

_WORDS = tuple(word for words in VAGUE.values() for word in words.split(", "))
_VAGUE = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(fold(word)) for word in sorted(set(_WORDS), key=len, reverse=True)) + r")(?!\w)"
)
_BEGINNINGS = frozenset(fold(word).split()[0] for word in _WORDS)
"""Rules out nearly every title: no phrase begins in the middle of a word."""
_WORD = re.compile(r"\w+")
_VAGUE_UNSPACED = re.compile("|".join(re.escape(word) for words in UNSPACED.values() for word in words.split(", ")))
_NO_SPACES = re.compile(
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff"  # Tibetan
    "\u1000-\u109f\u1780-\u17ff"  # Myanmar, Khmer
    "\u3040-\u30ff\u31f0-\u31ff"  # Japanese kana
    "\u3400-\u9fff\uf900-\ufaff"  # Chinese characters
    "\U00020000-\U0003ffff"
    "]"
)
_TAG = re.compile(r"(?<!\S)#[\w/-]+")
_LONGEST = 1_000


def vague_word(title: str) -> str | None:
    """The first vague word or phrase of a title, as typed; None where there is none."""
    text = unicodedata.normalize("NFC", title[:_LONGEST])
    folded = fold(text)
    found = None if _BEGINNINGS.isdisjoint(_WORD.findall(folded)) else _VAGUE.search(folded)
    found = found or (None if folded.isascii() else _VAGUE_UNSPACED.search(folded))
    if found is None:
        return None
    return text[found.start() : found.end()] if len(text) == len(folded) else found[0]


def word_count(title: str) -> int | None:
    """How many words a title has, tags apart; None in scripts that put no spaces between words."""
    text = title[:_LONGEST]
    if not text.isascii() and _NO_SPACES.search(text):
        return None
    words = _TAG.sub(" ", text).split() if "#" in text else text.split()
    return len([word for word in words if word.isalnum() or any(map(str.isalnum, word))])
