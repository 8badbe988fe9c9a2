#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Gives the two commands of README.md, as who has just cloned Galley would, and counts what came of it.
#
#   tests/newcomer.sh [--builds]
#
# With --builds also the builds that nobody needs every day: one without the window, and the same
# program in two folders. Ends with the line "N passed, N failed" (", N skipped" may follow).
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here" || exit 1
unset DISPLAY WAYLAND_DISPLAY
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

passed=0
failed=0
skipped=0

say() { printf 'newcomer: %s\n' "$*"; }

# judge NAME COMMAND...: one test more
judge() {
  local name=$1 begun=$SECONDS
  shift
  if "$@"; then
    say "$name: yes, after $((SECONDS - begun)) s"
    passed=$((passed + 1))
  else
    say "failed: $name"
    failed=$((failed + 1))
  fi
}

# ./start, where there is no display: the sample as a site.
sample_is_exported() {
  local said="$scratch/start" site
  ./start 2>&1 | tee "$said" || return 1
  site=$(sed -n 's/^start: there is no display, so the site was exported instead: //p' "$said")
  grep -q 'Zurich' "$site"
}

# ./check counts for itself; one that ended without counting is one failure.
run_check() {
  local said="$scratch/check" begun=$SECONDS
  ./check 2>&1 | tee "$said"
  if [[ $(tail -n 1 "$said") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]]; then
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
    skipped=$((skipped + ${BASH_REMATCH[4]:-0}))
  else
    say "failed: ./check ended without a count"
    failed=$((failed + 1))
  fi
  say "./check took $((SECONDS - begun)) s"
}

# install_into FOLDER BUILD: installs a build below FOLDER
install_into() {
  DESTDIR=$1 meson install -C "$2" --no-rebuild >"$scratch/install.log" 2>&1 || {
    tail -n 30 "$scratch/install.log"
    return 1
  }
}

# Its tests are those that ./check runs under the sanitizers, without the window too.
core_builds_alone() {
  local folder=$scratch/core
  ./start --prepare "$folder/build" -Dapp=false -Dwerror=true -Dtests=false --prefix=/ || return 1
  install_into "$folder/installed" "$folder/build" || return 1
  if [ -e "$folder/installed/bin/galley" ]; then return 1; fi
  "$folder/installed/bin/galleyctl" new "$folder/sample.galley" --sample &&
    "$folder/installed/bin/galleyctl" export "$folder/sample.galley" "$folder/site"
}

# explain FILE OTHER: in which sections two programs differ, and the first words of it
explain() {
  local section
  say "not alike: $1 $2"
  for section in $(readelf -SW "$1" 2>/dev/null | sed -n 's/^ *\[ *[0-9]*\] \(\.[^ ]*\) .*/\1/p'); do
    cmp -s <(readelf -x "$section" "$1" 2>&1) <(readelf -x "$section" "$2" 2>&1) && continue
    say "  section $section"
    diff <(readelf -p "$section" "$1" 2>&1) <(readelf -p "$section" "$2" 2>&1) | head -n 6 | cut -c 1-200
  done
}

# What ./start has built, and the same again from another folder, in another zone, by somebody with
# other habits.
builds_are_alike() {
  local other=$scratch/another-folder one
  mkdir "$other"
  tar -c --exclude='./_build*' --exclude=./.git . | tar -x -C "$other"
  (export TZ=Asia/Kathmandu LC_ALL=C && umask 077 && "$other/start" --prepare "$other/_build" -Dtests=false) || return 1
  install_into "$scratch/one" _build && install_into "$scratch/other" "$other/_build" || return 1
  diff -r --no-dereference "$scratch/one" "$scratch/other" >"$scratch/differences" && return
  cat "$scratch/differences"
  while read -r _ _ one _ other _; do
    explain "$one" "$other"
  done < <(grep '^Binary files ' "$scratch/differences")
  return 1
}

judge "./start exports the sample" sample_is_exported
run_check
if [ "${1:-}" = --builds ]; then
  judge "the core builds, installs and works without the window" core_builds_alone
  judge "two builds in two folders install the same bytes" builds_are_alike
fi

tail=
[ $skipped = 0 ] || tail=", $skipped skipped"
echo "$passed passed, $failed failed$tail"
[ $failed = 0 ]
