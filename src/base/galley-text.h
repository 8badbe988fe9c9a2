/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum
{
  GALLEY_TEXT_WHOLE,
  GALLEY_TEXT_GUESSED,  /* its encoding is guessed */
  GALLEY_TEXT_REPAIRED, /* U+FFFD stands for what is no character */
} GalleyTextReading;

gboolean galley_text_is_valid (const char *bytes, gsize length);
char *galley_text_repair (const char *bytes, gsize length, gboolean *repaired);
char *galley_text_decode (const char *bytes, gsize length, GalleyTextReading *reading);
const char *galley_text_reading_to_note (GalleyTextReading reading);
char *galley_text_shorten (const char *text, guint max_characters);
int galley_text_compare (const char *one, const char *other);
