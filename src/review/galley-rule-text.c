/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-rules.h"

/**
 * galley_rule_count_links:
 * @text: (nullable): UTF-8
 *
 * Returns: how many links a comment seems to hold: web addresses, with or without their scheme, and
 *   Markdown links to anything else
 */
guint
galley_rule_count_links (const char *text)
{
  g_autofree char *folded = g_ascii_strdown (text != NULL ? text : "", -1);
  guint count = 0;

  for (const char *p = folded; *p != '\0'; p++)
    if (g_str_has_prefix (p, "http://") || g_str_has_prefix (p, "https://"))
      count++;
    else if (g_str_has_prefix (p, "www.") && (p == folded || !strchr ("/.", p[-1])) &&
             (p == folded || !g_ascii_isalnum (p[-1])))
      count++;
    else if (g_str_has_prefix (p, "](") && !g_str_has_prefix (p + 2, "http") &&
             !g_str_has_prefix (p + 2, "www."))
      count++;
  return count;
}

static char *
fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (plain != NULL ? plain : "", -1);
}

static gboolean
is_word_character (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
begins_word (const char *text, const char *at)
{
  return at == text || !is_word_character (g_utf8_get_char (g_utf8_prev_char (at)));
}

/**
 * galley_rule_has_word:
 * @text: (nullable): UTF-8
 * @word: a word or several, as they stand one after the other; with a "*" at its end, words that
 *   begin so
 *
 * Returns: whether @word is in @text, as whole words, in whatever case and composition
 */
gboolean
galley_rule_has_word (const char *text, const char *word)
{
  g_autofree char *haystack = fold (text);
  g_autofree char *trimmed = g_strstrip (g_strdup (word));
  gboolean begun = g_str_has_suffix (trimmed, "*");
  g_autofree char *needle = NULL;
  gsize length;

  if (begun)
    trimmed[strlen (trimmed) - 1] = '\0';
  needle = fold (trimmed);
  length = strlen (needle);
  if (length == 0)
    return FALSE;
  for (const char *p = haystack; (p = strstr (p, needle)) != NULL; p = g_utf8_next_char (p))
    if (begins_word (haystack, p) && (begun || !is_word_character (g_utf8_get_char (p + length))))
      return TRUE;
  return FALSE;
}
