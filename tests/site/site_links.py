# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for dead links, anchors and identifiers in an exported site.

Shares no code with Galley, so that the two do not make the same mistake twice. Looks at every page,
feed, style sheet, redirect, the sitemap and robots.txt: each address that leads into the site has to
lead to a file, with an anchor to an element. Also told are identifiers given twice, references
between elements that lead nowhere (for, aria-labelledby), pages that no link leads to, and pages that
the sitemap forgets.
"""
import html.parser
import json
import pathlib
import re
import urllib.parse
import xml.etree.ElementTree as tree

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
HREF = {"a", "area", "link", "use", "image", "base"}
SOURCE = {"img", "script", "iframe", "source", "video", "audio", "track", "embed", "input", "frame"}
TO_IDS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers")
CSS_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+["']([^"']+)""")


class Reader(html.parser.HTMLParser):
    """What of a page, or of the HTML in a feed, leads somewhere, and where one can be led to."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.ids = {}
        self.twice = []
        self.names = set()
        self.addresses = []  # what kind, the address, the line
        self.references = []  # the attribute, the identifier, the line
        self.indexed = True
        self.refresh = False
        self._within = None
        self._text = []

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        line = self.getpos()[0]
        if "id" in given:
            if given["id"] in self.ids:
                self.twice.append((given["id"], line))
            self.ids.setdefault(given["id"], line)
        if tag == "a" and "name" in given:
            self.names.add(given["name"])
        for name in ("href", "xlink:href"):
            if tag in HREF and name in given and self._is_resource(tag, given):
                self.addresses.append(("link", given[name], line))
        if tag in SOURCE and "src" in given:
            self.addresses.append(("source", given["src"], line))
        for candidate in re.split(r"\s*,\s+", given.get("srcset", "").strip()):
            if candidate:
                self.addresses.append(("srcset", candidate.split()[0], line))
        for name in ("poster", "data", "action", "background"):
            if name in given and (name != "data" or tag == "object"):
                self.addresses.append((name, given[name], line))
        for name in TO_IDS:
            self.references += [(name, word, line) for word in given.get(name, "").split()]
        if tag == "label" and "for" in given:
            self.references.append(("for", given["for"], line))
        if "style" in given:
            self.addresses += [("style", address, line) for address in style_addresses(given["style"])]
        if tag == "meta":
            self._read_meta(given, line)
        if tag == "style" or (tag == "script" and given.get("type") == "application/ld+json"):
            self._within, self._text = tag, []

    @staticmethod
    def _is_resource(tag, given):
        return tag != "link" or not {"preconnect", "dns-prefetch"} & set(given.get("rel", "").split())

    def _read_meta(self, given, line):
        content = given.get("content", "")
        if given.get("name") == "robots" and "noindex" in content:
            self.indexed = False
        if given.get("http-equiv", "").lower() == "refresh":
            self.refresh = True
            self.addresses.append(("refresh", content.partition("=")[2].strip(" '\""), line))
        kind = given.get("property", given.get("name", ""))
        if kind in ("og:url", "og:image", "twitter:image"):
            self.addresses.append((kind, content, line))

    def handle_data(self, data):
        if self._within:
            self._text.append(data)

    def handle_endtag(self, tag):
        if tag != self._within:
            return
        text, line = "".join(self._text), self.getpos()[0]
        self._within = None
        if tag == "style":
            self.addresses += [("style", address, line) for address in style_addresses(text)]
        else:
            self.addresses += [("JSON-LD", address, line) for address in json_addresses(json.loads(text))]


def style_addresses(text):
    return ["".join(groups) for groups in CSS_ADDRESS.findall(text)]


def json_addresses(node):
    """The addresses in JSON-LD: they stand as url, @id, image and the like."""
    if isinstance(node, list):
        return [address for item in node for address in json_addresses(item)]
    if not isinstance(node, dict):
        return []
    found = []
    for name, value in node.items():
        if name in ("url", "@id", "image", "item", "mainEntityOfPage", "isPartOf") and isinstance(value, str):
            found.append(value)
        elif name != "@context":
            found += json_addresses(value)
    return found


class Site:
    """An exported folder. `url` is the absolute address it will stand at, or nothing."""

    def __init__(self, folder, url=""):
        self.folder = pathlib.Path(folder)
        self.url = url if not url or url.endswith("/") else url + "/"
        self.files = {path.relative_to(self.folder).as_posix()
                      for path in self.folder.rglob("*") if path.is_file()}
        self.pages = {}
        self.faults = []  # where, the address, what is wrong
        self.checked = 0
        self.led_to = {}  # a file, and those it links to

    def fault(self, where, address, why):
        self.faults.append((where, address, why))

    def path_of(self, where, address):
        """The file that an address means, and its anchor; nothing where it leads out of the site."""
        base = self.url or "http://site.invalid/"
        try:
            whole = urllib.parse.urljoin(base + urllib.parse.quote(where), address.strip())
            parts = urllib.parse.urlsplit(whole)
        except ValueError as error:
            self.fault(where, address, f"is no address: {error}")
            return None
        start = urllib.parse.urlsplit(base)
        if (parts.scheme, parts.netloc) != (start.scheme, start.netloc):
            return None
        path = urllib.parse.unquote(parts.path)
        if not path.startswith(urllib.parse.unquote(start.path)):
            # The same host, but above the folder of the site: only the author knows what is there.
            return None
        path = path[len(urllib.parse.unquote(start.path)):]
        if path == "" or path.endswith("/"):
            path += "index.html"
        return path, urllib.parse.unquote(parts.fragment)

    def check_address(self, where, kind, address, line=None, base=None):
        spot = f"{where}:{line}" if line else where
        if kind == "link" and address.strip() == "":
            self.fault(spot, address, "an empty address")
            return
        target = self.path_of(base if base is not None else where, address)
        if target is None:
            return
        self.checked += 1
        path, anchor = target
        if ".." in pathlib.PurePosixPath(address.split("#")[0]).parts and self.leads_out(where, address):
            self.fault(spot, address, "leads out of the site's folder")
        elif path not in self.files:
            self.fault(spot, address, f"dead {kind}: there is no file {path}")
        else:
            self.led_to.setdefault(where, set()).add(path)
            page = self.pages.get(path)
            if anchor and page and anchor not in page.ids and anchor not in page.names:
                self.fault(spot, address, f"dead anchor: {path} has no element {anchor}")

    @staticmethod
    def leads_out(where, address):
        depth = where.count("/")
        for step in address.split("#")[0].split("/")[:-1]:
            depth += -1 if step == ".." else 0 if step in (".", "") else 1
            if depth < 0:
                return True
        return False

    def read_pages(self):
        for path in sorted(self.files):
            if path.endswith(".html"):
                reader = Reader()
                reader.feed((self.folder / path).read_text(encoding="utf-8"))
                reader.close()
                self.pages[path] = reader

    def check_pages(self):
        for path, page in self.pages.items():
            for identifier, line in page.twice:
                self.fault(f"{path}:{line}", "#" + identifier, "the identifier is given twice")
            for attribute, identifier, line in page.references:
                if identifier not in page.ids:
                    self.fault(f"{path}:{line}", "#" + identifier, f"{attribute} names no element")
            for kind, address, line in page.addresses:
                self.check_address(path, kind, address, line)

    def check_feed(self, path):
        feed = tree.parse(self.folder / path).getroot()
        for element in feed.iter():
            if element.tag == ATOM + "link":
                self.check_address(path, "feed link", element.get("href", ""))
            if element.tag in (ATOM + "content", ATOM + "summary") and element.get("type") == "html":
                reader = Reader()
                reader.feed(element.text or "")
                reader.close()
                given = element.get(XML_BASE) or feed.get(XML_BASE)
                base = self.path_of(path, given) if given else (path, "")
                for kind, address, _line in reader.addresses:
                    # An anchor in an entry leads to the entry itself, which stands in a reader.
                    if not address.startswith("#") and base:
                        self.check_address(path, f"{kind} in an entry", address, base=base[0])
        for entry in feed.iter(ATOM + "entry"):
            if entry.find(ATOM + "id") is None:
                self.fault(path, "", "an entry has no id")

    def read_sitemap(self, path, listed):
        """What a sitemap lists, and those that it leads to."""
        root = tree.parse(self.folder / path).getroot()
        for element in root.iter(SITEMAP + "loc"):
            address = (element.text or "").strip()
            target = self.path_of(path, address)
            if target is None:
                self.fault(path, address, "the sitemap lists what is not of this site")
                continue
            self.check_address(path, "sitemap entry", address)
            if root.tag != SITEMAP + "sitemapindex":
                listed.add(target[0])
            elif target[0] in self.files:
                self.read_sitemap(target[0], listed)

    def read_sitemap(self, path, listed):
        """Collects what a sitemap lists; a sitemap of sitemaps is read through."""
        root = tree.parse(self.folder / path).getroot()
        for element in root.iter(SITEMAP + "loc"):
            address = (element.text or "").strip()
            target = self.path_of(path, address)
            if target is None:
                self.fault(path, address, "the sitemap lists what is not of this site")
                continue
            self.check_address(path, "sitemap entry", address)
            if root.tag != SITEMAP + "sitemapindex":
                if target[0] in listed:
                    self.fault(path, address, "the sitemap lists this page twice")
                listed.add(target[0])
            elif target[0] in self.files:
                self.read_sitemap(target[0], listed)

    def check_sitemap(self, path):
        listed = set()
        self.read_sitemap(path, listed)
        for name in sorted(listed & self.pages.keys()):
            if self.pages[name].refresh or not self.pages[name].indexed:
                self.fault(path, name, "the sitemap lists a page that is not to be indexed")
        for name, page in self.pages.items():
            if (page.indexed and not page.refresh and name != "404.html" and name not in listed
                    and not re.search(r"(^|/)page/\d+/index\.html$", name)):
                self.fault(path, name, "the sitemap does not list this page")

    def check_redirects(self, path):
        for number, line in enumerate((self.folder / path).read_text().splitlines(), 1):
            words = line.split("#")[0].split()
            if len(words) > 1:
                self.check_address(path, "redirect", words[1], number, base="")

    def check_reach(self):
        """Every page has to be reachable by links from the front page."""
        seen, waiting = {"index.html"}, ["index.html"]
        while waiting:
            for path in self.led_to.get(waiting.pop(), ()):
                if path not in seen:
                    seen.add(path)
                    waiting.append(path)
        for path in sorted(set(self.pages) - seen):
            if path != "404.html" and not self.pages[path].refresh:
                self.fault(path, "", "no way leads from the front page to this page")

    def check(self):
        if "index.html" not in self.files:
            self.fault("index.html", "", "there is no front page")
        self.read_pages()
        self.check_pages()
        for path in sorted(self.files):
            name = path.rsplit("/", 1)[-1]
            if name == "feed.xml":
                self.check_feed(path)
            elif path == "sitemap.xml":
                self.check_sitemap(path)
            elif name.endswith(".css"):
                for address in style_addresses((self.folder / path).read_text(encoding="utf-8")):
                    self.check_address(path, "style", address)
            elif path == "_redirects":
                self.check_redirects(path)
            elif path == "robots.txt":
                for address in re.findall(r"(?m)^Sitemap:\s*(\S+)", (self.folder / path).read_text()):
                    self.check_address(path, "sitemap", address)
        self.check_reach()
        return self.faults
