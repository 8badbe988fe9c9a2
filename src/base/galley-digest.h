/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *galley_digest (gconstpointer data, gsize length);
char *galley_digest_bytes (GBytes *bytes);
