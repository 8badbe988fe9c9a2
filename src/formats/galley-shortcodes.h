/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The shortcodes of a text that were left as they stand. */
typedef struct
{
  guint n_left;
  guint first_line; /* of the first one, from 1 */
  GString *names;   /* "img, note" */
} GalleyShortcodesLeft;

char *galley_shortcodes_convert (const char *text, GalleyShortcodesLeft *left);
