#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports made sites in every theme and looks for dead links, with a checker that knows nothing of
Galley; holds their feeds to the grammar of Atom; and breaks a site to see that the checker tells."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

sys.dont_write_bytecode = True
import made_sites  # noqa: E402
import site_links  # noqa: E402

GRAMMAR = pathlib.Path(__file__).parent.parent / "fixtures" / "site" / "atom-rfc4287.rng"
THEMES = ("dispatch", "plain")


def faults(folder, url=made_sites.URL):
    site = site_links.Site(folder, url)
    site.check()
    assert site.checked > 5, "next to nothing was looked at"
    return [": ".join(fault) for fault in site.faults]


def assert_sound(folder, url=made_sites.URL):
    found = faults(folder, url)
    assert not found, "\n".join(found)


def test_the_sample_has_no_dead_link(maker):
    for theme in THEMES:
        assert_sound(maker.export(maker.sample(theme=theme), "site"))


def test_a_site_with_everything_has_no_dead_link(maker):
    project = maker.everything()
    for theme in THEMES:
        for form, address in (("none", ""), ("mail", "news@example.org"), ("post", "https://example.org/in")):
            maker.settings(project, theme=theme, comment_form=form, comment_form_address=address)
            assert_sound(maker.export(project, "site"))


def test_a_site_with_nothing_has_no_dead_link(maker):
    for theme in THEMES:
        assert_sound(maker.export(maker.empty(theme=theme), "site"))


def test_a_site_in_a_folder_has_no_dead_link(maker):
    url = "https://diary.example/some/folder/"
    project = maker.everything()
    maker.settings(project, url=url)
    assert_sound(maker.export(project, "site"), url)


def test_a_site_without_an_address_has_no_dead_link(maker):
    project = maker.everything()
    maker.settings(project, url="")
    assert_sound(maker.export(project, "site"), "")


def test_a_site_in_arabic_has_no_dead_link(maker):
    assert_sound(maker.export(maker.everything(language="ar"), "site"))


def test_feeds_keep_to_the_grammar_of_atom(maker):
    folder = maker.export(maker.everything(), "site")
    feeds = sorted(map(str, folder.rglob("feed.xml")))
    assert len(feeds) >= 4, feeds
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--relaxng", str(GRAMMAR), *feeds],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


BREAKS = {
    "a page that is gone": (lambda site: (site / "archive" / "index.html").unlink(), "dead link"),
    "a picture that is gone": (lambda site: [path.unlink() for path in (site / "media").rglob("*") if path.is_file()],
                               "dead "),
    "an anchor that is gone": (lambda site: edit(site, 'id="main"', 'id="other"'), "dead anchor"),
    "an identifier given twice": (lambda site: edit(site, "</footer>", '<p id="main"></p></footer>'), "given twice"),
    "a way out of the folder": (lambda site: edit(site, "</footer>", '<a href="../x.html">x</a></footer>'), "leads out"),
    "an empty address": (lambda site: edit(site, "</footer>", '<a href="">x</a></footer>'), "empty address"),
    "a label for nothing": (lambda site: edit(site, "</footer>", '<label for="no">x</label></footer>'), "no element"),
    "a candidate of srcset": (lambda site: edit(site, "</footer>", '<img alt="" srcset="a.png 1x, b.png 2x"></footer>'),
                              "dead srcset"),
    "a picture in a style": (lambda site: edit(site, "}", "} p { background: url(no.png) }", "assets/style.css"),
                             "dead style"),
    "a page that nothing leads to": (lambda site: shutil.copy(site / "index.html", site / "orphan.html"), "no way leads"),
    "a link in a feed": (lambda site: edit(site, "/everything-4/", "/nowhere/", "feed.xml"), "dead feed link"),
    "an entry of the sitemap": (lambda site: edit(site, "/archive/", "/nowhere/", "sitemap.xml"), "dead sitemap entry"),
    "a page that the sitemap forgets": (lambda site: edit(site, "/tags/travel/", "/tags/", "sitemap.xml"), "does not list"),
    "an address in JSON-LD": (lambda site: edit(site, "</head>", '<script type="application/ld+json">{"url":"x/"}</script></head>'),
                              "dead JSON-LD"),
}


def edit(site, old, new, name="index.html"):
    path = site / name
    text = path.read_text()
    assert old in text, f"{name} has no {old}"
    path.write_text(text.replace(old, new, 1))


def test_the_checker_tells_what_is_broken(maker):
    whole = maker.export(maker.everything(), "whole")
    for name, (harm, words) in BREAKS.items():
        folder = maker.folder / "broken"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        harm(folder)
        found = faults(folder)
        assert any(words in fault for fault in found), f"{name}: {found}"


def main():
    tests = [function for name, function in sorted(globals().items()) if name.startswith("test_")]
    sound = True
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        name = "/site/links/" + test.__name__.removeprefix("test_")
        with tempfile.TemporaryDirectory(prefix="galley-links-") as folder:
            try:
                test(made_sites.Maker(sys.argv[1], folder))
                print(f"ok {number} - {name}", flush=True)
            except Exception:  # pylint: disable=broad-except
                sound = False
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
                print(f"not ok {number} - {name}", flush=True)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
