#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Publication to real servers, started here on the loopback with keys made for it."""
import contextlib
import getpass
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import zipfile

from galleyctl_test import PROGRAM, call, run

MARK = ".galley-published"


def free_port():
    with contextlib.closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        with contextlib.closing(socket.socket()) as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody answers at {port}")


class Server:
    """OpenSSH for this user alone; programs named ssh before that in PATH know how to reach it."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="galley-sshd-"))
        self.port = free_port()
        for name in ["host", "key", "stranger"]:
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name], check=True)
        shutil.copy(self.folder / "key.pub", self.folder / "authorized")
        (self.folder / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self.folder}/host\n"
            f"AuthorizedKeysFile {self.folder}/authorized\nStrictModes no\nUsePAM no\n"
            f"PidFile {self.folder}/pid\nPasswordAuthentication no\nPermitRootLogin yes\n"
            "Subsystem sftp internal-sftp\n")
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        self.process = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", self.folder / "sshd_config"],
                                        stderr=(self.folder / "log").open("w"))
        wait_for(self.port)
        bin_folder = self.folder / "bin"
        bin_folder.mkdir()
        (bin_folder / "ssh").write_text(f'#!/bin/sh\nexec /usr/bin/ssh -F {self.folder}/config "$@"\n')
        (bin_folder / "ssh").chmod(0o755)
        self.know(self.folder / "host.pub")
        self.use("key")
        os.environ["PATH"] = f"{bin_folder}:{os.environ['PATH']}"

    def know(self, public):
        key = public.read_text().split()[:2]
        (self.folder / "known").write_text(f"[127.0.0.1]:{self.port} {' '.join(key)}\n")

    def use(self, key):
        (self.folder / "config").write_text(
            f"Host *\n  IdentityFile {self.folder}/{key}\n  IdentitiesOnly yes\n  IdentityAgent none\n"
            f"  UserKnownHostsFile {self.folder}/known\n  GlobalKnownHostsFile /dev/null\n"
            f"  User {getpass.getuser()}\n  PreferredAuthentications publickey\n"
            f"Host galley-test\n  HostName 127.0.0.1\n  Port {self.port}\n")

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


SERVER = None


def tree(folder):
    """All files of a folder but the mark, and what version control keeps."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name not in (MARK, ".nojekyll") and ".git" not in path.parts}


def exported(folder):
    shutil.rmtree(folder / "wanted", ignore_errors=True)
    call("export", folder.site, folder / "wanted")
    return tree(folder / "wanted")


def change_a_text(folder):
    folder.write("in/2020-05-06-new.md", f"---\ntitle: New\n---\nText {time.time_ns()}.\n")
    call("import", folder.site, folder / "in")


def publish(folder, *options, expect=0):
    return call("publish", folder.site, *options, "--json", expect=expect)


def with_target(folder, address):
    folder.sample()
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    call("target", folder.site, "add", "live", address)


def assert_life_of_a_target(folder, look):
    """From nothing to a site, an edit, a deletion, nothing at all; others' files stay."""
    dry = publish(folder, "--dry-run").json
    assert dry["sent"] > 20 and dry["changes"] and look() == {}, dry
    first = publish(folder).json
    assert first["sent"] == dry["sent"] and first["deleted"] == 0 and first["bytes"] > 1000
    assert look() == exported(folder)
    again = publish(folder).json
    assert again["sent"] == 0 and again["deleted"] == 0 and again["unchanged"] == first["sent"], again
    change_a_text(folder)
    edit = publish(folder).json
    assert 0 < edit["sent"] < first["sent"], edit
    assert look() == exported(folder)
    call("trash", folder.site, "new")
    gone = publish(folder).json
    assert gone["deleted"] >= 1, gone
    assert look() == exported(folder)


def test_targets_are_kept(folder):
    site = folder.sample()
    assert call("target", site, "list", "--json").json == []
    call("publish", site, expect=2)
    call("target", site, "add", "live", "rsync:me@host.example:/srv/www")
    call("target", site, "add", "staging", "folder:out")
    assert call("target", site, "list", "--json").json == [
        {"name": "live", "address": "rsync:me@host.example:/srv/www"},
        {"name": "staging", "address": f"folder:{os.getcwd()}/out"}]
    assert "several targets" in call("publish", site, expect=2).complaint
    for address in ["", "ftp://x/", "rsync:host", "rsync:host::module", "rsync:-e sh:x", "rsync:-x:/y",
                    "sftp://host", "sftp://u:secret@host/x", "sftp://-x/y", "git:url", "git:ext::sh -c x#y",
                    "git:--upload-pack=x#y", "rclone:name", "zip:", "folder:"]:
        call("target", site, "add", "x", address, expect=2)
    for name in ["", "-x", "a/b", "..", "x" * 80]:
        call("target", site, "add", name, "folder:out", expect=2)
    call("target", site, "remove", "staging")
    call("target", site, "remove", "staging", expect=2)


def test_a_folder(folder):
    out = folder / "www"
    with_target(folder, f"folder:{out}")
    first = publish(folder).json
    assert first["sent"] > 20 and tree(out) == exported(folder)
    change_a_text(folder)
    assert 0 < publish(folder).json["sent"] < first["sent"]
    assert tree(out) == exported(folder)


def test_a_zip(folder):
    path = folder / "site.zip"
    with_target(folder, f"zip:{path}")

    def look():
        if not path.exists():
            return {}
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name != MARK}
    assert_life_of_a_target(folder, look)
    path.write_bytes(b"another's")
    assert "holds other files" in publish(folder, expect=2).complaint
    assert path.read_bytes() == b"another's"


def test_rsync(folder):
    out = folder / "www/site"
    out.parent.mkdir()
    with_target(folder, f"rsync:galley-test:{out}")
    assert_life_of_a_target(folder, lambda: tree(out) if out.exists() else {})
    (out / "others.txt").write_text("stays")
    publish(folder)
    assert (out / "others.txt").read_text() == "stays"


def test_sftp(folder):
    out = folder / "www/site"
    out.parent.mkdir()
    with_target(folder, f"sftp://127.0.0.1:{SERVER.port}{out}")
    assert_life_of_a_target(folder, lambda: tree(out) if out.exists() else {})


def test_others_files_are_not_touched_without_a_word(folder):
    for number, address in enumerate(["rsync:galley-test:{}", "sftp://127.0.0.1:" + str(SERVER.port) + "{}"]):
        out = folder / f"www{number}"
        out.mkdir()
        (out / "index.html").write_text("another's")
        folder.sample() if number == 0 else None
        os.environ["XDG_STATE_HOME"] = str(folder / f"state{number}")
        call("target", folder.site, "add", f"t{number}", address.format(out))
        assert "holds other files" in call("publish", folder.site, f"t{number}", expect=2).complaint
        assert (out / "index.html").read_text() == "another's" and len(tree(out)) == 1
        call("publish", folder.site, f"t{number}", "--adopt")
        assert tree(out) == exported(folder)


def test_what_another_machine_published_is_not_taken_for_ours(folder):
    out = folder / "www"
    with_target(folder, f"rsync:galley-test:{out}")
    publish(folder)
    os.environ["XDG_STATE_HOME"] = str(folder / "other-machine")
    change_a_text(folder)
    publish(folder)
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    call("trash", folder.site, "new")
    publish(folder)
    wanted = exported(folder)
    assert {path: tree(out)[path] for path in wanted} == wanted


def test_a_publication_that_was_killed_is_taken_up_again(folder):
    for scheme, address in [("rsync", "rsync:galley-test:{}"),
                            ("sftp", "sftp://127.0.0.1:" + str(SERVER.port) + "{}")]:
        for attempt in range(4):
            out = folder / f"{scheme}-{attempt}"
            if attempt == 0 and scheme == "rsync":
                folder.sample()
            os.environ["XDG_STATE_HOME"] = str(folder / f"state-{scheme}-{attempt}")
            name = f"{scheme}{attempt}"
            call("target", folder.site, "add", name, address.format(out))
            process = subprocess.Popen([PROGRAM, "publish", str(folder.site), name], start_new_session=True,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.1 + 0.25 * attempt)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if out.exists():
                there = tree(out)
                for path, page in there.items():  # no page without what it shows
                    if path.endswith(".html"):
                        assert any(name.startswith("assets/") for name in there), (path, page[:80])
            options = ["--adopt"] if out.exists() else []
            call("publish", folder.site, name, *options)
            wanted = exported(folder)
            assert {path: tree(out)[path] for path in wanted} == wanted


def test_what_goes_wrong_is_said_in_words(folder):
    out = folder / "www"
    out.mkdir()
    with_target(folder, f"rsync:galley-test:{out}")
    call("target", folder.site, "add", "files", f"sftp://127.0.0.1:{SERVER.port}{out}")
    try:
        SERVER.know(SERVER.folder / "stranger.pub")
        for name in ["live", "files"]:
            said = publish(folder, name, expect=2).complaint
            assert "another key" in said or "key is not known" in said, said
        SERVER.know(SERVER.folder / "host.pub")
        SERVER.use("stranger")
        for name in ["live", "files"]:
            assert "does not let you in" in publish(folder, name, expect=2).complaint
    finally:
        SERVER.know(SERVER.folder / "host.pub")
        SERVER.use("key")
    assert tree(out) == {}
    call("target", folder.site, "add", "live", "rsync:galley-test:/proc/nowhere")
    assert call("publish", folder.site, "live", expect=2).complaint.startswith("galleyctl: publish: ")
    call("target", folder.site, "add", "live", f"sftp://127.0.0.1:{free_port()}/x")
    assert "nobody answers" in publish(folder, "live", expect=2).complaint
    path = os.environ["PATH"]
    try:
        os.environ["PATH"] = str(folder)
        call("target", folder.site, "add", "live", "rclone:x:y")
        assert "rclone is not installed" in publish(folder, "live", expect=2).complaint
    finally:
        os.environ["PATH"] = path


def git(*arguments, cwd=None):
    return subprocess.run(["git", *map(str, arguments)], check=True, capture_output=True, text=True,
                          cwd=cwd).stdout


def test_a_branch_of_a_repository(folder):
    bare = folder / "pages.git"
    git("init", "--quiet", "--bare", bare)
    with_target(folder, f"git:ssh://galley-test{bare}#gh-pages")
    number = iter(range(100))

    def look():
        if git("--git-dir", bare, "branch", "--list", "gh-pages") == "":
            return {}
        clone = folder / f"clone{next(number)}"
        git("clone", "--quiet", "-b", "gh-pages", bare, clone)
        assert (clone / ".nojekyll").exists()
        return tree(clone)
    assert_life_of_a_target(folder, look)
    assert git("--git-dir", bare, "rev-list", "--count", "gh-pages").strip() == "3"
    clone = folder / "theirs"
    git("clone", "--quiet", "-b", "gh-pages", bare, clone)
    (clone / "CNAME").write_text("example.org\n")
    git("add", ".", cwd=clone)
    git("-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "-m", "By hand", cwd=clone)
    git("push", "--quiet", cwd=clone)
    change_a_text(folder)
    publish(folder)
    assert look()["CNAME"] == b"example.org\n"


def test_what_rclone_reaches(folder):
    port = free_port()
    root = folder / "dav"
    root.mkdir()
    server = subprocess.Popen(["rclone", "serve", "webdav", "--addr", f"127.0.0.1:{port}", str(root)],
                              stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        os.environ["RCLONE_CONFIG"] = str(folder.write(
            "rclone.conf", f"[dav]\ntype = webdav\nurl = http://127.0.0.1:{port}\nvendor = other\n"))
        with_target(folder, "rclone:dav:www/site")
        assert_life_of_a_target(folder, lambda: tree(root / "www/site") if (root / "www").exists() else {})
        call("target", folder.site, "add", "live", "rclone:nowhere:x")
        assert "rclone" in publish(folder, "live", expect=2).complaint
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    os.umask(0o022)
    SERVER = Server()
    try:
        run([value for name, value in list(globals().items()) if name.startswith("test_")])
    finally:
        SERVER.stop()
