#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on a fresh clone of this checkout in a Debian 12 on which nothing is installed, as an
# ordinary user who may use sudo: what the command needs and nothing installs is found missing.
#
#   tests/fresh-root.sh COMMAND [ARGUMENT...]
#
# Exit status: the command's; 125 where no such root can be made, with a line that says why.
#
# The root is a folder of /var/tmp. It is made and used in a mount and process namespace of its own, so
# that no mount and no process outlives this script, however it ends; nothing is mounted in the folder
# as the rest of the machine sees it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
release=bookworm

say() { printf 'fresh-root: %s\n' "$*" >&2; }

cannot() {
  say "a clean Debian cannot be made here: $*"
  exit 125
}

# Sources, keys and certificates by which this machine reaches Debian, where it is the same Debian.
mirror() {
  grep -qs "^VERSION_CODENAME=$release$" /etc/os-release || return 0
  apt-get indextargets --format '$(REPO_URI)' "Release: $release" 'Created-By: Packages' | head -n 1
}

copy_settings() {
  local root=$1 path
  cp /etc/hosts /etc/resolv.conf "$root/etc/"
  for path in /etc/ssl/certs /usr/share/ca-certificates /usr/local/share/ca-certificates; do
    [ ! -d "$path" ] || { mkdir -p "$root$path" && cp -a "$path/." "$root$path"; }
  done
  grep -qs "^VERSION_CODENAME=$release$" /etc/os-release || return 0
  rm -rf "$root/etc/apt/sources.list"
  for path in /etc/apt/{sources.list,sources.list.d,trusted.gpg,trusted.gpg.d,keyrings,auth.conf.d} \
    /usr/share/keyrings; do
    [ ! -e "$path" ] || cp -a "$path" "$root$(dirname "$path")/"
  done
  # How things are fetched, without the hooks of programs that are not there.
  apt-config dump | grep '^Acquire::' >"$root/etc/apt/apt.conf.d/90fresh-root"
}

# Makes the root in the folder $1. Runs in the namespaces.
make_root() {
  local root=$1 address
  address=$(mirror)
  debootstrap --variant=minbase --include=sudo,ca-certificates "$release" "$root" $address >"$root.log" 2>&1 || {
    tail -n 5 "$root.log" >&2
    cannot "debootstrap failed; the lines above say why"
  }
  copy_settings "$root"
  chroot "$root" useradd --create-home --shell /bin/bash newcomer
  {
    echo 'Defaults env_keep += "http_proxy https_proxy no_proxy"'
    echo 'newcomer ALL=(ALL) NOPASSWD: ALL'
  } >"$root/etc/sudoers.d/newcomer"
  git clone --quiet --no-hardlinks "$here" "$root/home/newcomer/galley"
  chroot "$root" chown -R newcomer: /home/newcomer
  # What some tests read where it is there.
  if [ -d "$here/../shared" ]; then
    mkdir "$root/home/newcomer/shared"
    mount --bind -o ro "$here/../shared" "$root/home/newcomer/shared"
  fi
}

# Makes the root $1 the whole file system of this process. A chroot would not do: a browser's sandbox
# cannot be made in one.
enter_root() {
  local root=$1
  mount --bind "$root" "$root"
  cd "$root"
  [ ! -d "$root/home/newcomer/shared" ] || mount --bind -o ro "$here/../shared" home/newcomer/shared
  mount -t proc proc proc
  mount --rbind /sys sys
  mount --rbind /dev dev
  mount -t tmpfs -o mode=1777 tmpfs dev/shm
  mount -t tmpfs -o mode=755 tmpfs run
  pivot_root . mnt
  umount --lazy /mnt
  cd /
}

if [ "${1:-}" = --inside ]; then
  root=$2
  shift 2
  make_root "$root"
  enter_root "$root"
  say "the root is there after $SECONDS s; running: $*"
  # Not exec: process 1 buries what others leave behind.
  setpriv --reuid newcomer --regid newcomer --init-groups env -i \
    HOME=/home/newcomer USER=newcomer LOGNAME=newcomer SHELL=/bin/bash LANG=C.UTF-8 \
    PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games ${CI:+CI="$CI"} \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    ${no_proxy:+no_proxy="$no_proxy"} \
    bash -c 'cd ~/galley && exec "$@"' fresh-root "$@" </dev/null
  exit
fi

if [ $# = 0 ]; then
  sed -n '3,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit 2
fi
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || cannot "that needs root, and there is no sudo"
  exec sudo --preserve-env=CI,http_proxy,https_proxy,no_proxy "${BASH_SOURCE[0]}" "$@"
fi
if ! command -v debootstrap >/dev/null; then
  say "installing debootstrap"
  { apt-get -qq update && apt-get -qq install -y --no-install-recommends debootstrap; } >&2 ||
    cannot "debootstrap is not installed"
fi
unshare --mount --pid --fork --kill-child true 2>/dev/null || cannot "this user may make no namespaces"
[ -z "$(git -C "$here" status --porcelain)" ] || say "what is not committed is left out"

folder=$(mktemp -d /var/tmp/galley-root-XXXXXX)
chmod 755 "$folder"
inside=

clean_up() {
  if [ -n "$inside" ]; then
    kill -KILL "$inside" 2>/dev/null || true
    wait "$inside" 2>/dev/null || true
  fi
  if findmnt -rno TARGET | grep -qF "$folder"; then
    say "something is mounted below $folder, so it is left where it is"
  else
    rm -rf --one-file-system "$folder" || { sleep 1 && rm -rf --one-file-system "$folder"; }
  fi
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

say "making a clean Debian in $folder"
mkdir "$folder/root"
# Where this script is killed, unshare is, and with it process 1 of the namespace and all others in it.
setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child \
  bash "${BASH_SOURCE[0]}" --inside "$folder/root" "$@" &
inside=$!
status=0
wait "$inside" || status=$?
inside=
exit $status
