#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview goes along with the text, and a hostile page does nothing in it."""
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from galley_ui import Atspi, Tap, Window, descendants, text_of, until  # noqa: E402

GALLEY, GALLEYCTL = sys.argv[1:3]
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="galley-preview-"))
FILLING = "The river ran along the road for the whole of the morning, and nobody spoke of it. " * 6


def project_with(name, body):
    source, project = FOLDER / f"{name}.md", FOLDER / f"{name}.galley"
    source.write_text(f"---\ntitle: The Page\ndate: 2024-05-01\n---\n\n{body}", encoding="utf-8")
    subprocess.run([GALLEYCTL, "new", project], check=True, timeout=60)
    subprocess.run([GALLEYCTL, "import", project, source], check=True, timeout=60,
                   stdout=subprocess.DEVNULL)
    return project


def sections(n):
    return "\n\n".join(f"## Station {i}\n\n{FILLING}" for i in range(n)) + "\n"


def heading(window, name):
    """Where the preview shows a heading, on the screen: x, y of its middle."""
    for node in descendants(window.find("Preview")):
        if node.get_role() == Atspi.Role.HEADING and node.get_name() == name:
            box = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
            return box.x + 40, box.y + box.height // 2
    return None


def in_view(window, name):
    place = heading(window, name)
    return place and 100 < place[1] < 820


def the_page_scrolls_with_the_text_and_the_text_with_the_page():
    window = Window(GALLEY, str(project_with("scroll", sections(30))))
    try:
        window.wait_text("Preview", "Station 29")
        assert not in_view(window, "Station 29")
        window.focus("Editor")
        window.keys("ctrl+End")
        until("the last station in view", lambda: in_view(window, "Station 29"))
        assert not in_view(window, "Station 0")
        x, y = heading(window, "Station 29")
        subprocess.run(["xdotool", "mousemove", str(x), str(y)], check=True)
        for _ in range(60):
            subprocess.run(["xdotool", "click", "--repeat", "10", "--delay", "5", "4"], check=True)
            if in_view(window, "Station 10"):
                break
        # The text came along: what is on its screen is what is on the page's.
        editor = window.find("Editor")
        box = editor.get_component_iface().get_extents(Atspi.CoordType.SCREEN)

        def shown():
            offset = editor.get_offset_at_point(box.x + 40, box.y + 40, Atspi.CoordType.SCREEN)
            before = editor.get_text(0, offset).count("## Station")
            return 8 <= before <= 14
        until("the text to follow the page", shown)
    finally:
        window.kill()


def a_click_on_the_page_puts_the_cursor_on_the_word():
    body = sections(2) + "\nA quiet harbour, and another harbour behind it.\n"
    window = Window(GALLEY, str(project_with("click", body)))
    try:
        window.wait_text("Preview", "another harbour")
        window.focus("Editor")
        until("the station in view", lambda: in_view(window, "Station 1"))
        x, y = heading(window, "Station 1")
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)
        time.sleep(0.5)
        window.type("Lighthouse ")
        window.wait_text("Editor", "Lighthouse ")
        line = next(line for line in text_of(window.find("Editor")).split("\n")
                    if "Lighthouse" in line)
        assert line == "## Lighthouse Station 1", line
        window.wait_text("Preview", "Lighthouse Station 1")
    finally:
        window.kill()


def blocks_come_go_and_change_in_place():
    window = Window(GALLEY, str(project_with("blocks", "First.\n\nSecond.\n\nThird.\n")))
    try:
        window.wait_text("Preview", "Third.")
        window.focus("Editor")
        window.keys("ctrl+Home")
        window.type("- one\n- two")
        window.keys("Return", "Return", "Return")
        window.wait_text("Preview", "two")
        window.keys("ctrl+End")
        window.type("Fourth **bold**.")
        window.wait_text("Preview", "Fourth bold.")
        window.keys("ctrl+a", "BackSpace")
        until("an empty page", lambda: "Second." not in text_of(window.find("Preview")))
        window.type("Anew.")
        window.wait_text("Preview", "Anew.")
        window.type(" <b>Raw <i>runs</b> on</i>")
        window.wait_text("Preview", "Raw runs on")
        window.keys("Return", "Return")
        window.type("After it.")
        window.wait_text("Preview", "After it.")
    finally:
        window.kill()


def a_hostile_page_runs_nothing_and_connects_to_nothing():
    server = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{server.getsockname()[1]}"
    connections = []

    def accept():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            connections.append(connection)
    threading.Thread(target=accept, daemon=True).start()
    body = f"""Before it.

<script>document.body.append("SCRIPT RAN"); fetch("{address}/fetch")</script>
<meta http-equiv="refresh" content="0; url={address}/refresh">
<link rel="preconnect" href="{address}"><link rel="dns-prefetch" href="{address}">
<link rel="preload" as="image" href="{address}/preload"><link rel="stylesheet" href="{address}/css">
<base href="{address}/base/">
<img src="{address}/image" srcset="{address}/large 2x" onerror="document.body.append('HANDLER RAN')">
<iframe src="{address}/frame"></iframe><iframe srcdoc="<script>parent.document.body.append('FRAME RAN')</script>"></iframe>
<object data="{address}/object"></object><embed src="{address}/embed">
<video src="{address}/video" poster="{address}/poster" autoplay></video><audio src="{address}/audio" autoplay></audio>
<svg onload="document.body.append('SVG RAN')"><image href="{address}/svg"/></svg>
<form action="{address}/form"><button autofocus onfocus="document.body.append('FOCUS RAN')">x</button></form>
<style>@import "{address}/import"; body {{ background: url({address}/background) }} @font-face {{ font-family: x; src: url({address}/font) }} * {{ font-family: x }}</style>
<a href="javascript:document.body.append('LINK RAN')" ping="{address}/ping">link</a>
<img src="file:///etc/hostname">

![picture]({address}/markdown)

After it.
"""
    window = Window(GALLEY, str(project_with("hostile", body)))
    try:
        window.wait_text("Preview", "After it.")
        window.focus("Editor")
        window.keys("ctrl+End")
        window.type("\nTyped.")  # the patched page is as tame as the loaded one
        window.wait_text("Preview", "Typed.")
        time.sleep(4)
        shown = text_of(window.find("Preview"))
        assert "Before it." in shown, "the page went away"
        assert " RAN" not in shown.replace('"SCRIPT RAN"', ""), "a script ran"
        assert not connections, f"{len(connections)} connections were made"
    finally:
        window.kill()
        server.close()


try:
    failed = Tap(the_page_scrolls_with_the_text_and_the_text_with_the_page,
                 a_click_on_the_page_puts_the_cursor_on_the_word,
                 blocks_come_go_and_change_in_place,
                 a_hostile_page_runs_nothing_and_connects_to_nothing).run()
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
sys.exit(failed)
