"""HTML that an author typed and readers see as its source: without what leads to notes of the vault.

No rule of Markdown reads what it holds, so links to notes stand in it as they were typed, and so do the targets of its
own tags. Which of them are published this module cannot know, so only words stay.
"""

import re
from html import unescape

from milepost.syntax.links import Reach, reach

_CODE = r"<pre class=\"mp-html\"[^>]*><code>|<(?:code|pre)\b.*?</(?:code|pre)>"
_LINK = re.compile(
    rf"{_CODE}|\[\[[^\[\]|\n<>]*\|(?P<shown>[^\[\]\n<>]*)\]\]"
    r"|\[(?P<words>[^\[\]\n<>]*)\]\((?P<target>[^()\n<>]*)\)",
    re.DOTALL,
)
"""Code, which stays, and links that were read as text."""
_TAG = re.compile(rf"{_CODE}|&lt;(?P<tag>[a-zA-Z](?:(?!&lt;)[^<])*+)", re.DOTALL)
"""Code, and what follows the beginning of a tag up to the next one."""
_TO_ITS_END = re.compile(
    r"(?:&quot;(?:(?!&quot;).)*+&quot;|&#39;(?:(?!&#39;).)*+&#39;|(?!&gt;|&quot;|&#39;).)*+&gt;", re.DOTALL
)
_TARGET = re.compile(
    r"(?<!\s)\s++[\w:-]*(?:href|src|srcset|poster|cite|action|background|data|longdesc|style)\s*=\s*"
    r"(?:&quot;(?P<double>(?:(?!&quot;).)*+)&quot;|&#39;(?P<single>(?:(?!&#39;).)*+)&#39;|(?P<bare>(?:&amp;|[^\s&])++))",
    re.DOTALL | re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\s*(?:#|//|[a-z][a-z0-9+.-]+:(?!.*url\())", re.IGNORECASE | re.DOTALL)
"""A target that is a place on the page, or begins with a scheme of more than the letter of a drive."""


def without_targets(html: str) -> str:
    """The same HTML, of links read as text only the words, and of tags no target in the vault."""
    if "[[" in html or "](" in html:
        html = _LINK.sub(_words, html)
    return _TAG.sub(_tag, html) if "&lt;" in html and "=" in html else html


def _words(found: re.Match[str]) -> str:
    if found["shown"] is not None:
        return found["shown"]
    return found["words"] if found["words"] and reach(unescape(found["target"])) is Reach.VAULT else found[0]


def _tag(found: re.Match[str]) -> str:
    tag = found["tag"]
    if tag is None:
        return found[0]
    ending = _TO_ITS_END.match(tag)
    end = ending.end() if ending else len(tag)
    return f"&lt;{_TARGET.sub(_target, tag[:end])}{tag[end:]}"


def _target(found: re.Match[str]) -> str:
    typed = next(value for value in found.group("double", "single", "bare") if value is not None)
    return found[0] if _ELSEWHERE.match(unescape(typed)) else ""
