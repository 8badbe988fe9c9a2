/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-marks-private.h"

#include <string.h>

G_STATIC_ASSERT (GALLEY_MARK_PROTECTED + sizeof GALLEY_PROTECTED_CHARACTERS - 1 <= 0x20);

/**
 * galley_mark_append:
 * @out: a text
 * @mark: the number of a mark
 *
 * Appends it.
 */
void
galley_mark_append (GString *out, guint mark)
{
  const char bytes[GALLEY_MARK_BYTES] = { (char) 0xEF, (char) 0xB7, (char) (0x90 + mark) };

  g_string_append_len (out, bytes, sizeof bytes);
}

/**
 * galley_mark_append_protected:
 * @out: a text
 * @c: a character of ASCII
 *
 * Appends it, protected where libcmark might see markup in it.
 */
void
galley_mark_append_protected (GString *out, char c)
{
  const char *found = c != '\0' ? strchr (GALLEY_PROTECTED_CHARACTERS, c) : NULL;

  if (found != NULL)
    galley_mark_append (out, GALLEY_MARK_PROTECTED + (found - GALLEY_PROTECTED_CHARACTERS));
  else
    g_string_append_c (out, c);
}

/**
 * galley_mark_get_protected:
 * @mark: the number of a mark
 *
 * Returns: the character that it protects; nul where it is another mark
 */
char
galley_mark_get_protected (guint mark)
{
  return mark >= GALLEY_MARK_PROTECTED &&
                 mark < GALLEY_MARK_PROTECTED + strlen (GALLEY_PROTECTED_CHARACTERS)
             ? GALLEY_PROTECTED_CHARACTERS[mark - GALLEY_MARK_PROTECTED]
             : '\0';
}

/**
 * galley_text_has_marks:
 * @text: UTF-8
 *
 * Returns: whether there is any mark in it
 */
gboolean
galley_text_has_marks (const char *text)
{
  for (text = strchr (text, '\xEF'); text != NULL; text = strchr (text + 1, '\xEF'))
    if (galley_mark_is_at (text))
      return TRUE;
  return FALSE;
}
