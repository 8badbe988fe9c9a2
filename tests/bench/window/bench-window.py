# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: bench-window.py GALLEY GALLEYCTL MAKE-PROJECT PROBE FLOOR STALLS [--quick] [--alone]

Measures the window from the outside: keys are sent to it and the pixels of its panes watched. The
floor (floor.c) is the least that an editor with a preview can be. gedit and ghostwriter are
measured as well where they are installed. Prints a table; exit 1 where a target is missed."""
import os
import pathlib
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

TOOLS = sys.argv[1:7]
GALLEY, GALLEYCTL, MAKE_PROJECT, PROBE, FLOOR, STALLS = TOOLS
QUICK = "--quick" in sys.argv
ALONE = "--alone" in sys.argv  # without the editors of others
STARTS = 3 if QUICK else 7
KEYS = 15 if QUICK else 60
GAP = {"20 KB": 700, "1 MB": 1500}  # ms between keys, so that each is seen alone

# Where the panes are on a screen of 1280 x 800, and where the first line of the text is.
PROGRAMS = {
    "floor": ("0,0,630x790", "650,0,620x790", (300, 8)),
    "galley": ("290,190,440x560", "790,100,470x640", (400, 208)),
    "gedit": ("60,60,820x600", "-", (300, 60)),
    "ghostwriter": ("165,60,280x400", "485,60,290x400", (300, 70)),
}
SIDEBAR = "10,240,220x540"

missed = []


class Program:
    """A program under the probe."""

    def __init__(self, editor, preview, *command, environment=None):
        self.process = subprocess.Popen(
            [PROBE, editor, preview, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env={**os.environ, **(environment or {})})
        words = self.process.stdout.readline().split()
        self.pid, self.text, self.preview = (int(word) for word in words[1:])

    def do(self, command):
        """Gives the numbers of the lines that the probe answers with."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = []
        while (line := self.process.stdout.readline().strip()) != "done":
            if not line:
                raise RuntimeError(f"the probe ended at “{command}”")
            answer.append([int(word) for word in line.split()[1:]])
        return answer

    def click_into(self, place):
        self.do("focus")
        self.do("wait 300")
        self.do(f"click {place[0]} {place[1]}")
        self.do("wait 300")
        self.do("key End")
        self.do("wait 800")

    def memory(self):
        """PSS of the program and all that it started, bytes."""
        children = {}
        for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = status.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(status.parent.name))
        found, total = [self.pid], 0
        for pid in found:
            found += children.get(pid, [])
            try:
                for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1]) * 1024
            except OSError:
                pass
        return total

    def stalls(self, path):
        """Turns of the main loop since the last call: how many, the longest in µs, those over a
        frame."""
        path.unlink(missing_ok=True)
        os.kill(self.pid, signal.SIGUSR1)
        self.do("key Shift_L")  # wakes the loop
        end = time.monotonic() + 5
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.02)
        return [int(word) for word in path.read_text().split()[1:]] if path.exists() else None

    def end(self):
        self.process.stdin.close()
        self.process.wait()
        time.sleep(0.5)


def text_of(size):
    """Plain paragraphs; the first is short, for the keys."""
    rand = random.Random(7)
    words = ("the of harbour minister letter morning river delegation speech bridge answer train "
             "evening garden paper window station winter talk north").split()
    parts = ["The first paragraph"]
    length = 0
    while length < size:
        parts.append(" ".join(rand.choice(words) for _ in range(rand.randint(30, 90))) + ".")
        length += len(parts[-1]) + 2
    return "\n\n".join(parts) + "\n"


def make_project(folder, name, posts, text):
    """A project with so many posts, of which the newest has the text."""
    path = folder / f"{name}.galley"
    source = folder / f"{name}.md"
    source.write_text(f"---\ntitle: The newest\ndate: 2026-11-01\n---\n\n{text}")
    if posts > 10:
        subprocess.run([MAKE_PROJECT, path, str(posts)], check=True, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([GALLEYCTL, "new", path, "--sample"], check=True)
    subprocess.run([GALLEYCTL, "import", path, source], check=True, stdout=subprocess.DEVNULL)
    return path


def ms(microseconds):
    return f"{microseconds / 1000:.1f} ms"


def mib(size):
    return f"{size / 1048576:.0f} MiB"


def judge(what, value, limit, show=ms):
    verdict = "ok" if value <= limit else "MISSED"
    if value > limit:
        missed.append(what)
    print(f"  {what:58} {show(value):>10}   at most {show(limit):>10}   {verdict}", flush=True)


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def measure_all(size, commands):
    """Starts, keys and memory of each program: a dictionary of dictionaries of lists."""
    results = {name: {"text": [], "page": [], "key": [], "key page": [], "memory": []}
               for name in commands}
    for round_ in range(STARTS + 1):
        for name, command in commands.items():
            editor, preview, place = PROGRAMS[name]
            program = Program(editor, preview, *command)
            if round_ > 0:  # the first warms the caches
                results[name]["text"].append(program.text)
                results[name]["page"].append(program.preview)
            if round_ == STARTS:
                program.click_into(place)
                program.do("wait 1500")
                results[name]["memory"].append(program.memory())
                program.do(f"latency 3 {GAP[size]} i")
                for key, page in program.do(f"latency {KEYS} {GAP[size]} i"):
                    results[name]["key"].append(key)
                    results[name]["key page"].append(page)
            program.end()
    print(f"\n{size} of text; medians of {STARTS} starts and {KEYS} keys")
    print(f"  {'':14}{'start to text':>15}{'to preview':>13}{'key to text':>13}{'99th of 100':>13}"
          f"{'to preview':>13}{'memory':>10}")
    for name, result in results.items():
        has_page = max(result["page"]) > 0
        page = ms(statistics.median(result["page"])) if has_page else "-"
        key_page = ms(statistics.median(result["key page"])) if has_page else "-"
        print(f"  {name:14}{ms(statistics.median(result['text'])):>15}{page:>13}"
              f"{ms(statistics.median(result['key'])):>13}{ms(percentile(result['key'], .99)):>13}"
              f"{key_page:>13}{mib(result['memory'][0]):>10}", flush=True)
    return results


def measure_burst(project, folder):
    """40 letters at 30 a second at the end of the first paragraph, in a line of their own."""
    editor, preview, place = PROGRAMS["galley"]
    stalls = folder / "stalls"
    program = Program(editor, preview, GALLEY, project,
                      environment={"GTK_MODULES": STALLS, "GALLEY_STALLS": str(stalls)})
    program.click_into(place)
    program.do("key Return")
    program.do("key Return")
    program.do("wait 1500")
    program.stalls(stalls)
    lags = [lag for lag, in program.do("burst 40 33 i")]
    turns, longest, over = program.stalls(stalls)
    program.end()
    print("\n40 letters at 30 a second, 20 KB")
    judge("lag of the preview, median", statistics.median(lags) if lags else 1e9, 50_000)
    judge(f"longest turn of the main loop of {turns}", longest, 16_000)


def measure_library(project, folder):
    """Search as one types, and scrolling, in the list of a large project."""
    stalls = folder / "stalls"
    program = Program(SIDEBAR, "-", GALLEY, project,
                      environment={"GTK_MODULES": STALLS, "GALLEY_STALLS": str(stalls)})
    program.do("wait 3000")
    program.do("focus")
    print("\n100,000 posts")
    print(f"  start to the list {ms(program.text)}")
    keys = []
    program.do("key ctrl+shift+f")
    program.do("wait 500")
    for word in ("treaty", "signing", "question"):
        for letter in word:
            keys += [key for key, _ in program.do(f"latency 1 500 {letter}")]
        program.do("key ctrl+a")
        program.do("key BackSpace")
        program.do("wait 1500")
    judge("a key of the search, median", statistics.median(keys), 20_000)
    judge("a key of the search, slowest", max(keys), 20_000)
    program.do("key Escape")
    program.do("wait 1000")
    program.stalls(stalls)
    program.do("latency 60 33 Next")
    turns, longest, over = program.stalls(stalls)
    judge(f"scrolling by pages, longest turn of {turns}", longest, 16_000)
    program.end()


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        texts = {"20 KB": text_of(20_000), "1 MB": text_of(1_000_000)}
        small = {}
        results = {}
        for size, text in texts.items():
            plain = folder / f"{size.replace(' ', '')}.md"
            plain.write_text(text)
            small[size] = make_project(folder, size.replace(" ", ""), 3, text)
            commands = {"floor": [FLOOR, plain], "galley": [GALLEY, small[size]]}
            for other in ("gedit", "ghostwriter"):
                if ALONE:
                    continue
                if shutil.which(other):
                    commands[other] = [other, plain]
                else:
                    print(f"{other} is not installed, and not measured")
            results[size] = measure_all(size, commands)
        print("\nTargets")
        for size in texts:
            floor, galley = results[size]["floor"], results[size]["galley"]
            slow = 1 if size == "20 KB" else 2
            judge(f"key to pixels in the editor, median, {size}",
                  statistics.median(galley["key"]), 5_000 * slow)
            judge(f"key to pixels in the editor, 99th, {size}",
                  percentile(galley["key"], .99), 16_000 * slow)
            judge(f"key to pixels in the preview, median, {size}",
                  statistics.median(galley["key page"]), 1.5 * statistics.median(floor["key page"]))
            judge(f"start to text, {size}", statistics.median(galley["text"]),
                  1.8 * statistics.median(floor["text"]))
            judge(f"start to preview, {size}", statistics.median(galley["page"]),
                  1.3 * statistics.median(floor["page"]))
        judge("memory, 20 KB", results["20 KB"]["galley"]["memory"][0],
              1.2 * results["20 KB"]["floor"]["memory"][0], mib)
        measure_burst(small["20 KB"], folder)

        large = make_project(folder, "large", 10_000, texts["20 KB"])
        PROGRAMS["3 posts"] = PROGRAMS["10,000 posts"] = PROGRAMS["galley"]
        both = measure_all("20 KB", {"3 posts": [GALLEY, small["20 KB"]],
                                     "10,000 posts": [GALLEY, large]})
        for what, target in (("text", 1.2), ("page", 1.2)):
            judge(f"start to {what}, 10,000 posts", statistics.median(both["10,000 posts"][what]),
                  target * statistics.median(both["3 posts"][what]))
        judge("memory, 10,000 posts", both["10,000 posts"]["memory"][0],
              1.2 * results["20 KB"]["floor"]["memory"][0], mib)
        if not QUICK:
            measure_library(make_project(folder, "huge", 100_000, texts["20 KB"]), folder)
    print(f"\n{len(missed)} targets missed")
    return 1 if missed else 0


sys.exit(main())
