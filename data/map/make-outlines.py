#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes outlines.bin, coasts and borders, from Natural Earth as npm packages it (world-atlas).
README.md says where to get it, and the form of what comes out.

Rings that cross the 180th meridian go on beyond it, since a map may have its edge elsewhere."""
import json
import pathlib
import struct
import sys

WORK = pathlib.Path(sys.argv[1])
OUT = pathlib.Path(__file__).parent / "outlines.bin"
SCALE = 100  # to a degree: a kilometre, which the 1:50 million map does not resolve


def decode(topology):
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x += dx
            y += dy
            points.append((round((x * kx + tx) * SCALE), round((y * ky + ty) * SCALE)))
        arcs.append(points)
    return arcs


def rings_of(geometry):
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [ring for polygon in polygons for ring in polygon]


def join(ring, arcs):
    points = []
    for arc in ring:
        piece = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += piece[1:] if points else piece
    return points


def tidy(points):
    """Without points that rounding put upon one another."""
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def unwrap(points):
    """A line that goes on beyond the 180th meridian where it crosses it. Round a pole, it is closed
    by way of the pole."""
    out, turn = points[:1], 0
    for before, (x, y) in zip(points, points[1:]):
        if abs(x - before[0]) > 180 * SCALE:
            turn += 360 * SCALE if before[0] > 0 else -360 * SCALE
        out.append((x + turn, y))
    if turn:
        pole = -90 * SCALE if out[0][1] < 0 else 90 * SCALE
        out += [(out[-1][0], pole), (out[0][0], pole), out[0]]
    return tidy(out)


def has_area(ring):
    return len(ring) > 3 and len({y for _, y in ring}) > 1


def varint(value):
    value = (value << 1) ^ (value >> 63)
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def pack(lines):
    out = bytearray(struct.pack("<I", len(lines)))
    for line in lines:
        out += struct.pack("<I", len(line))
        x = y = 0
        for px, py in line:
            out += varint(px - x) + varint(py - y)
            x, y = px, py
    return out


def main():
    topology = json.loads((WORK / "world-atlas/package/countries-50m.json").read_text())
    arcs = [tidy(arc) for arc in decode(topology)]
    countries = topology["objects"]["countries"]["geometries"]
    uses = {}
    for index, country in enumerate(countries):
        for ring in rings_of(country) if country.get("arcs") else []:
            for arc in ring:
                uses.setdefault(arc if arc >= 0 else ~arc, set()).add(index)
    land = [join(ring, arcs) for ring in rings_of(topology["objects"]["land"]["geometries"][0])]
    land = [unwrap(tidy(ring)) for ring in land if has_area(ring)]
    borders = [unwrap(arcs[arc]) for arc, users in sorted(uses.items())
               if len(users) > 1 and len(arcs[arc]) > 1]
    OUT.write_bytes(b"GALLEYO1" + pack(land) + pack(borders))
    print(len(land), sum(map(len, land)), len(borders), sum(map(len, borders)))


main()
