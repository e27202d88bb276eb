"""What search engines are told of a public site."""

from collections.abc import Iterable, Mapping
from html import escape

from milepost.report.material import Material
from milepost.report.names import address

_NOT_LISTED = ("404.html", "search.html")
_START = "index.html"
_WELCOME = "User-agent: *\nAllow: /\n"


def site_address(material: Material) -> str:
    """The address of the site, with a slash at its end; "" where the settings give none."""
    base = material.settings.publish.base_url
    return base.rstrip("/") + "/" if base else ""


def crawler_files(material: Material, pages: Iterable[str]) -> Mapping[str, str]:
    """`robots.txt`, and `sitemap.xml` with every page where the settings say at which address the site will stand.

    A private site has neither.
    """
    base = site_address(material)
    if material.is_private:
        return {}
    if not base:
        return {"robots.txt": _WELCOME}
    listed = sorted("" if page == _START else address(page) for page in pages if page not in _NOT_LISTED)
    return {
        "robots.txt": f"{_WELCOME}Sitemap: {base}sitemap.xml\n",
        "sitemap.xml": '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "".join(f"<url><loc>{escape(base + page, quote=False)}</loc></url>\n" for page in listed)
        + "</urlset>\n",
    }
