/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text.h"

#include <string.h>

/**
 * galley_text_is_valid:
 * @bytes: (nullable): what came from outside
 * @length: how many bytes
 *
 * As g_utf8_validate_len(), but eight bytes at a time where they are ASCII.
 *
 * Returns: whether it is UTF-8, without nul bytes
 */
gboolean
galley_text_is_valid (const char *bytes, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), highs = ones << 7;
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *start = bytes;
      guint64 word;

      for (; (gsize) (end - bytes) >= sizeof word; bytes += sizeof word)
        {
          memcpy (&word, bytes, sizeof word);
          /* A byte that is nul or not ASCII. */
          if ((((word - ones) | word) & highs) != 0)
            break;
        }
      /* A character that this cuts through comes next. */
      if (!g_utf8_validate_len (bytes, MIN ((gsize) (end - bytes), 64), &bytes) && bytes == start)
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_text_repair:
 * @bytes: what came from outside
 * @length: how many bytes
 * @repaired: (out) (optional): whether anything had to be changed beyond a byte order mark
 *   and line ends
 *
 * Makes text of @bytes: what is not UTF-8 becomes U+FFFD, nul bytes as well; a byte order mark
 * goes; CR LF and CR become LF.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
galley_text_repair (const char *bytes, gsize length, gboolean *repaired)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, (gssize) length);
  g_autoptr (GString) text = g_string_sized_new (length);
  const char *p = valid;

  if (repaired != NULL)
    *repaired = !g_utf8_validate_len (bytes, length, NULL);
  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  while (*p != '\0')
    {
      gsize plain = strcspn (p, "\r");

      g_string_append_len (text, p, plain);
      p += plain;
      if (*p == '\r')
        {
          g_string_append_c (text, '\n');
          p += p[1] == '\n' ? 2 : 1;
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * galley_text_shorten:
 * @text: UTF-8
 * @max_characters: the most characters to keep
 *
 * Folds white space, and where @text is longer than @max_characters cuts it at the end of a word
 * and adds an ellipsis.
 *
 * Returns: (transfer full): the shortened text
 */
char *
galley_text_shorten (const char *text, guint max_characters)
{
  g_autoptr (GString) out = g_string_sized_new (MIN (strlen (text), max_characters) + 8);
  guint characters = 0;
  gsize word_end = 0;
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

      if (c < 0x80 ? g_ascii_isspace ((char) c) : g_unichar_isspace (c))
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        {
          word_end = out->len;
          g_string_append_c (out, ' ');
          characters++;
          gap = FALSE;
        }
      if (characters >= max_characters)
        {
          g_string_truncate (out, word_end > 0 ? word_end : out->len);
          g_string_append (out, "…");
          break;
        }
      if (c < 0x80)
        g_string_append_c (out, (char) c);
      else
        g_string_append_unichar (out, c);
      characters++;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_ascii (const char *text)
{
  while (*text != '\0' && (guchar) *text < 0x80)
    text++;
  return *text == '\0';
}

/* Without case and without marks, in no locale's way. */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
  return g_string_free (out, FALSE);
}

/**
 * galley_text_compare:
 * @one: UTF-8
 * @other: UTF-8
 *
 * Compares names as a list for readers has them: small letters beside capital ones, letters with
 * marks beside those without, and in the same order on every machine, whatever its locale.
 *
 * Returns: less than, equal to or greater than 0; 0 only where both are the same
 */
int
galley_text_compare (const char *one, const char *other)
{
  int order;

  if (is_ascii (one) && is_ascii (other))
    order = g_ascii_strcasecmp (one, other);
  else
    {
      g_autofree char *one_folded = fold (one);
      g_autofree char *other_folded = fold (other);

      order = strcmp (one_folded, other_folded);
    }
  return order != 0 ? order : strcmp (one, other);
}
