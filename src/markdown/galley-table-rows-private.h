/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum
{
  GALLEY_ALIGN_NONE,
  GALLEY_ALIGN_LEFT,
  GALLEY_ALIGN_CENTER,
  GALLEY_ALIGN_RIGHT,
} GalleyAlign;

/* A piece of a text, not terminated. */
typedef struct
{
  const char *text;
  gsize length;
} GalleySpan;

GArray *galley_table_split_row (const char *text, gsize length);
GArray *galley_table_read_delimiters (const char *text, gsize length);
gboolean galley_table_may_be_delimiters (const char *text, gsize length);
