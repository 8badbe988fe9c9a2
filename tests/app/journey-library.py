# SPDX-License-Identifier: GPL-3.0-or-later
"""An author who keeps house among many posts: filters, sorts, searches, and changes several at
once, with the keyboard alone."""
import json
import os
import subprocess
import sys
import tempfile

from galley_ui import Atspi, Tap, Window, children, text_of, until

galley, galleyctl = sys.argv[1:3]
folder = tempfile.TemporaryDirectory(prefix="galley-library-")
project = os.path.join(folder.name, "house.galley")
POSTS = [
    ("Ärger", "2009-02-01", "Philip", "Travel", "The minister missed the <b>train</b> & the boat."),
    ("Boats", "2010-03-01", "Anna", "Notes", "A day on the river."),
    ("Cranes", "2010-04-01", "Anna", "Travel", "They fly south. The train follows them."),
    ("Zebra 9", "2011-05-01", "Philip", "Notes", "Stripes."),
    ("Zebra 10", "2012-06-01", "Philip", "Notes", "More stripes."),
]


def ctl(*arguments):
    return subprocess.run([galleyctl, *arguments], check=True, capture_output=True, text=True).stdout


def make_project():
    source = os.path.join(folder.name, "posts")
    os.mkdir(source)
    for number, (title, date, author, tag, body) in enumerate(POSTS):
        with open(os.path.join(source, f"{number}.md"), "w", encoding="utf-8") as file:
            file.write(f"---\ntitle: {title}\ndate: {date}T10:00:00Z\nauthor: {author}\n"
                       f"tags: [{tag}]\n---\n{body}\n")
    ctl("new", project)
    ctl("import", project, source)


make_project()
window = Window(galley, project)


def listed():
    """By title: what each row on the screen says, line by line."""
    table = window.find("Posts")
    lines = {}
    titles = [post[0] for post in POSTS]
    current = None
    for cell in children(table):
        for part in [cell, *children(cell)]:
            text = part.get_name() or ""
            if any(text == t or text == t + " (copy)" for t in titles):
                current = text
                lines.setdefault(current, [])
            elif text and current and text not in lines[current]:
                lines[current].append(text)
    return lines


def expect(*titles):
    until(f"the rows {titles}", lambda: list(listed()) == list(titles))


def posts(*arguments):
    return json.loads(ctl("posts", project, "--json", *arguments))


def newest_first():
    expect("Zebra 10", "Zebra 9", "Cranes", "Boats", "Ärger")


def filters():
    """The names of the filters that are offered."""
    names = [part.get_name() for cell in children(window.find("Filters"))
             for part in list(children(cell))[:1]]
    return [name for name in names if name]


def choose_filter(letters):
    window.keys("ctrl+shift+k")
    window.focus("Find a filter")
    window.type(letters)
    until(f"{letters} among the filters", lambda: letters in filters()[:1])
    window.keys("Return")


def remove_filter(name):
    def probe():
        return next((label for item in children(window.find("Active filters"))
                     for label in children(item) if label.get_name() == name), None)
    until(f"“{name}” among the active filters", probe).do_action(0)


def posts_come_newest_first():
    newest_first()


def filters_join_and_go_one_by_one():
    choose_filter("Philip")
    expect("Zebra 10", "Zebra 9", "Ärger")
    choose_filter("2009")
    expect("Ärger")
    remove_filter("Remove the filter year 2009")
    expect("Zebra 10", "Zebra 9", "Ärger")
    choose_filter("2010")
    window.find("No Posts Found")
    window.press("Clear Filters")
    newest_first()


def the_list_is_sorted_by_title():
    window.press("Sort")
    window.press("By Title")
    expect("Ärger", "Boats", "Cranes", "Zebra 9", "Zebra 10")


def a_search_shows_the_words_as_one_types():
    window.keys("ctrl+l")
    window.type("trai")
    expect("Ärger", "Cranes")
    until("the words in the row",
          lambda: any("<b>train</b> & the boat" in line for line in listed()["Ärger"]))
    window.type("nxyz")
    window.find("No Posts Found")
    window.keys("Escape")
    expect("Ärger", "Boats", "Cranes", "Zebra 9", "Zebra 10")


def several_are_tagged_and_that_is_undone():
    window.focus("Posts")
    window.keys("Home", "shift+Down", "shift+Down")
    window.find("3 selected")
    window.keys("ctrl+t")
    window.focus("Tags", Atspi.Role.TEXT)
    window.type("Winter, North")
    window.keys("Return")
    window.find("3 posts were tagged")
    tagged = [p["title"] for p in posts() if "Winter" in p.get("tags", [])]
    assert not tagged or sorted(tagged) == ["Boats", "Cranes", "Ärger"], tagged
    choose_filter("North")
    expect("Ärger", "Boats", "Cranes")
    window.focus("Posts")
    window.keys("ctrl+z")
    window.find("Undone")
    window.find("No Posts Found")
    window.press("Clear Filters")
    expect("Ärger", "Boats", "Cranes", "Zebra 9", "Zebra 10")


def several_move_to_a_series():
    window.focus("Posts")
    window.keys("Home", "shift+Down")
    window.find("2 selected")
    window.keys("ctrl+shift+s")
    window.focus("Series", Atspi.Role.TEXT)
    window.type("Rivers")
    window.keys("Return")
    window.find("2 posts were moved to “Rivers”")
    until("the part in the row", lambda: any("Rivers 2" in line for line in listed()["Boats"]))


def several_go_to_the_trash_and_come_back():
    window.focus("Posts")
    window.keys("Home", "shift+Down")
    window.keys("Delete")
    window.find("2 posts were moved to the trash")
    expect("Cranes", "Zebra 9", "Zebra 10")
    window.press("Undo")
    expect("Ärger", "Boats", "Cranes", "Zebra 9", "Zebra 10")


def a_copy_is_opened():
    window.focus("Posts")
    window.keys("End")
    until("the last post in the editor", lambda: "Zebra 10" in text_of(window.find("Title")))
    window.keys("ctrl+shift+a")
    until("the copy in the editor", lambda: "Zebra 10 (copy)" in text_of(window.find("Title")))
    expect("Ärger", "Boats", "Cranes", "Zebra 9", "Zebra 10", "Zebra 10 (copy)")
    assert [p["title"] for p in posts("--status", "draft")] == ["Zebra 10 (copy)"]


def the_order_is_remembered():
    global window
    window.close()
    settings = Window(galley, project)
    window = settings
    expect("Ärger", "Boats", "Cranes", "Zebra 9", "Zebra 10", "Zebra 10 (copy)")
    window.close()
    ctl("verify", project)


status = Tap(posts_come_newest_first,
             filters_join_and_go_one_by_one,
             the_list_is_sorted_by_title,
             a_search_shows_the_words_as_one_types,
             several_are_tagged_and_that_is_undone,
             several_move_to_a_series,
             several_go_to_the_trash_and_come_back,
             a_copy_is_opened,
             the_order_is_remembered).run()
if window.process.poll() is None:
    window.kill()
sys.exit(status)
