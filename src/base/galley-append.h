/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* As g_string_append_len(), of which a page has a thousand, without what that checks: @length is
 * known, and @text is not in @out. */
static inline void
galley_append (GString *out, const char *text, gsize length)
{
  if (G_UNLIKELY (out->len + length >= out->allocated_len))
    {
      g_string_append_len (out, text, (gssize) length);
      return;
    }
  memcpy (out->str + out->len, text, length);
  out->len += length;
  out->str[out->len] = '\0';
}

/* The same for a text that ends with a nul. */
static inline void
galley_append_text (GString *out, const char *text)
{
  galley_append (out, text, strlen (text));
}

#define GALLEY_DECIMAL_SIZE 21

/* @number in decimal, within @buffer, of GALLEY_DECIMAL_SIZE bytes. */
static inline const char *
galley_decimal (guint64 number, char *buffer)
{
  char *first = buffer + GALLEY_DECIMAL_SIZE - 1;

  *first = '\0';
  do
    {
      *--first = (char) ('0' + number % 10);
      number /= 10;
    }
  while (number > 0);
  return first;
}
