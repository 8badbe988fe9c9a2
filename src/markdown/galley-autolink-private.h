/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gsize galley_autolink_find_end (const char *text, gsize length, gsize start, gsize *scanned);
gboolean galley_autolink_find_mail (const char *text,
                                    gsize length,
                                    gsize at,
                                    gsize floor,
                                    gsize *start,
                                    gsize *end);
