#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks every rule of the house once, in a small house of its own, and sees that the check which
keeps the rule says so, and no other."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# galleyctl links nothing of a window, galley does.
GALLEYCTL, GALLEY, MESON = sys.argv[1:]
HERE = pathlib.Path(__file__).resolve().parent
LICENCE = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
HEADER = LICENCE + "#pragma once\n"

# A house in which all is well: each room uses the one below it.
SOUND = {
    "src/base/README.md": "# base\n",
    "src/base/galley-slug.h": HEADER + "\nint galley_slug (void);\n",
    "src/base/galley-slug.c": LICENCE + """#include "galley-slug.h"

/**
 * galley_slug:
 *
 * Returns: 1
 */
int
galley_slug (void)
{
  return 1;
}
""",
    "src/store/README.md": "# store\n",
    "src/store/core/galley-sql.h": HEADER + "\nint galley_sql (void);\n",
    "src/store/core/galley-sql.c": LICENCE + """#include "galley-sql.h"

#include "galley-slug.h"

int sqlite3_open (void);

/**
 * galley_sql:
 *
 * Returns: 2
 */
int
galley_sql (void)
{
  return galley_slug () + sqlite3_open ();
}
""",
    "src/store/posts/galley-post.h": HEADER + "\nint galley_post (void);\n",
    "src/store/posts/galley-post.c": LICENCE + """#include "galley-post.h"

#include "galley-sql.h"

/**
 * galley_post:
 *
 * Returns: 3
 */
int
galley_post (void)
{
  return galley_sql ();
}
""",
    "src/cli/README.md": "# cli\n",
    "src/cli/main.c": LICENCE + """#include <stdio.h>

#include "galley-post.h"

int
main (void)
{
  printf ("%d", galley_post ());
  return 0;
}
""",
}
EXPLANATION = "\n/**\n * galley_slug_two:\n *\n * Returns: 2\n */\n"
FUNCTION = "int\ngalley_slug_two (void)\n{\n  return 2;\n}\n"


def uses(name):
    return f"void {name} (void);\nstatic void (*use_of_{name}) (void) __attribute__ ((used)) = {name};\n"


# The rule (its line in what the check prints), the check, and what breaks it: text at the end of files.
MUTATIONS = [
    ("no room includes what is beside or above it", "check-rooms.py",
     {"src/base/galley-slug.c": '#include "galley-sql.h"\n'}),
    ("no room includes what is beside or above it", "check-rooms.py",
     {"src/store/core/galley-sql.c": '#include "../../base/galley-slug.h"\n'}),
    ("what is private to a room stays in it", "check-rooms.py",
     {"src/base/galley-slug-private.h": HEADER,
      "src/store/core/galley-sql.c": '#include "galley-slug-private.h"\n'}),
    ("no floor of a room includes what is beside or above it", "check-rooms.py",
     {"src/store/core/galley-sql.c": '#include "galley-post.h"\n'}),
    ("each library has its one room", "check-rooms.py",
     {"src/base/galley-slug.c": "#include <gtk/gtk.h>\n"}),
    ("each library has its one room", "check-rooms.py",
     {"src/cli/main.c": "#include <sqlite3.h>\n"}),
    ("galleyctl links nothing of a window", "check-rooms.py", {}),
    ("every room says what it is for in at most 20 lines", "check-rooms.py",
     {"src/attic/README.md": "# attic\n"}),
    ("every room says what it is for in at most 20 lines", "check-rooms.py",
     {"src/base/README.md": "More.\n" * 20}),
    ("every source is part of a program", "check-files.py",
     {"src/base/galley-forgotten.c": LICENCE}),
    ("no files need each other in a circle", "check-files.py",  # base, posts, core, base
     {"src/base/galley-slug.c": uses("galley_post")}),
    ("no files need each other in a circle", "check-files.py",
     {"src/store/core/galley-sql.h": '#include "galley-post.h"\n',
      "src/store/posts/galley-post.h": '#include "galley-sql.h"\n'}),
    ("an object's state is one file's own", "check-files.py",
     {"src/base/galley-slug-private.h": HEADER + "struct _GalleySlug\n{\n  int state;\n};\n",
      "src/base/galley-slug.c": "#define G_DEFINE_TYPE(Name, name, parent)\n"
                                "G_DEFINE_TYPE (GalleySlug, galley_slug, G_TYPE_OBJECT)\n"}),
    ("each library is used in its rooms alone", "check-files.py",
     {"src/base/galley-slug.c": uses("gtk_main")}),
    ("each library is used in its rooms alone", "check-files.py",
     {"src/cli/main.c": uses("sqlite3_open")}),
    ("below cli and app nothing prints or logs", "check-files.py",
     {"src/store/core/galley-sql.c": uses("printf")}),
    ("below cli and app nothing prints or logs", "check-files.py",
     {"src/base/galley-slug.c": uses("g_log_structured_standard")}),
    ("what a file offers is used by another", "check-files.py",
     {"src/base/galley-slug.c": EXPLANATION + FUNCTION}),
    ("every function that is offered is explained", "check-files.py",
     {"src/base/galley-slug.c": FUNCTION, "src/cli/main.c": uses("galley_slug_two")}),
    ("every function that is offered is explained", "check-files.py",
     {"src/base/galley-slug.c": EXPLANATION}),
    ("sources are formatted", "check-sources.py",
     {"src/base/galley-slug.c": "static   int crooked;\n"}),
    ("sources name their licence", "check-sources.py",
     {"src/base/galley-bare.c": "\n"}),
    ("no source is too long to be read", "check-sources.py",
     {"src/base/galley-slug.c": "/* */\n" * 800}),
    ("the documents name files that are there", "check-sources.py",
     {"src/base/README.md": "`galley-lost.c`\n"}),
    ("the documents name files that are there", "check-sources.py",
     {"docs/ARCHITECTURE.md": "`store/core/galley-slug.c`\n"}),
    ("what is installed names neither the source nor the build", "check-installed.py", {}),
]


def build(house):
    """Compiles what is not compiled yet, but for what a mutation calls forgotten."""
    entries = []
    folders = [f"-I{folder}" for folder in house.rglob("*") if folder.is_dir()]
    for path in sorted((house / "src").rglob("*.c")):
        target = house / "_build" / path.with_suffix(".o").name
        if path.stem == "galley-forgotten":
            continue
        if not target.exists():
            subprocess.run(["cc", "-w", "-c", *folders, "-o", target, path], check=True)
        entries.append({"directory": str(house / "_build"), "file": str(path), "output": target.name})
    (house / "_build/compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")


def install(house, text):
    """A project that installs a file of that text."""
    (house / "said").write_text(text, encoding="utf-8")
    (house / "meson.build").write_text("project('house')\ninstall_data('said', install_dir: '/')\n", encoding="utf-8")
    subprocess.run([MESON, "setup", house / "_install", house], check=True, stdout=subprocess.DEVNULL)


def write(house, texts):
    for name, text in texts.items():
        path = house / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
        (house / "_build" / path.with_suffix(".o").name).unlink(missing_ok=True)


def broken(house, check, program):
    """The rules that a check says are broken."""
    arguments = {"check-rooms.py": [program], "check-files.py": [house / "_build"],
                 "check-installed.py": [house / "_install", MESON], "check-sources.py": []}[check]
    done = subprocess.run([sys.executable, HERE / check, house, *arguments], check=False,
                          capture_output=True, text=True)
    rules = re.findall(r"^not ok \d+ - (.*)$", done.stdout, re.MULTILINE)
    if (done.returncode != 0) != bool(rules):
        rules.append(f"ended with {done.returncode}: {done.stderr[-300:]}")
    return rules


def all_is_well(house):
    (house / "_build").mkdir(parents=True)
    shutil.copy(HERE.parent.parent / ".clang-format", house)
    write(house, SOUND)
    build(house)
    install(house, "nothing of folders")
    checks = ("check-rooms.py", "check-files.py", "check-sources.py", "check-installed.py")
    found = [rule for check in checks for rule in broken(house, check, GALLEYCTL)]
    shutil.rmtree(house / "_install")
    return found


def break_rule(house, rule, check, texts):
    write(house, texts)
    if check == "check-files.py":
        build(house)
    if check == "check-installed.py":
        install(house, f"made in {house}")
    return broken(house, check, GALLEYCTL if texts else GALLEY)


def main():
    faults = 0
    print(f"1..{len(MUTATIONS) + 1}")
    with tempfile.TemporaryDirectory(prefix="galley-house-") as folder:
        sound = pathlib.Path(folder) / "sound"
        found = all_is_well(sound)
        faults += bool(found)
        print(f"{'not ok' if found else 'ok'} 1 - a house in which all is well passes", *found[:1])
        for number, (rule, check, texts) in enumerate(MUTATIONS, 2):
            house = pathlib.Path(folder) / str(number)
            shutil.copytree(sound, house)
            found = break_rule(house, rule, check, texts)
            faults += found != [rule]
            print(f"{'ok' if found == [rule] else 'not ok'} {number} - seen when broken: {rule}")
            if found != [rule]:
                print(f"# with {', '.join(texts)} {check} said: {found}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
