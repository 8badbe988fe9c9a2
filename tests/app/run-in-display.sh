#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command with a screen, a window manager, a session bus and a home of its own.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache
export XDG_RUNTIME_DIR=$home/run GSETTINGS_BACKEND=memory LIBGL_ALWAYS_SOFTWARE=1
export GTK_THEME=${GTK_THEME:-Adwaita} LC_ALL=C.UTF-8 TZ=UTC
unset WAYLAND_DISPLAY NO_AT_BRIDGE DBUS_SESSION_BUS_ADDRESS
mkdir -p -m 700 "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME"
# What the command prints goes past the servers, which print words of their own.
exec 9>&1
xvfb-run -a -s "-screen 0 ${GALLEY_SCREEN:-1400x900}x24 -nolisten tcp" \
  dbus-run-session -- bash -c 'openbox >/dev/null 2>&1 & "$@" >&9' run-in-display "$@" >&2
