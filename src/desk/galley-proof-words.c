/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Words that languages do put twice: "that that", "die, die", "nous nous"; and what is said twice
 * to be said aloud. */
static gboolean
is_doubled_rightly (const char *word)
{
  static const char *const words[] = { "that", "had",  "is",   "die",  "der",  "das",
                                       "sie",  "nous", "vous", "dat",  "att",  "ha",
                                       "no",   "yes",  "so",   "very", "bye",  "blah",
                                       "many", "far",  "long", "much", "hear", "there",
                                       "now",  "tut",  "ja",   "nein", "sehr", "to" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

/* Letters of scripts that put spaces between words. */
static gboolean
is_letter (gunichar c)
{
  if (!g_unichar_isalpha (c))
    return FALSE;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
is_in_word (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '-' || c == '\'' || c == '_';
  return is_letter (c) || g_unichar_ismark (c) || g_unichar_isdigit (c) || c == 0x2019 ||
         c == 0x2010;
}

/* Behind the word that begins at @p; @p where none does. */
static const char *
pass_word (const char *p)
{
  if ((guchar) *p < 0x80 ? !g_ascii_isalpha (*p) : !is_letter (g_utf8_get_char (p)))
    return p;
  while (*p != '\0' && is_in_word (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* A name may be doubled ("Pago Pago"); a word that goes on in small letters is not a name. Capitals
 * only count at the start of a word. */
static gboolean
is_same_word (const char *first, const char *second, gsize length)
{
  gunichar c = g_utf8_get_char (second);
  gsize rest = (gsize) (g_utf8_next_char (second) - second);
  g_autofree char *word = NULL;

  if (memcmp (first + rest, second + rest, length - rest) != 0 || rest == length ||
      !g_unichar_islower (c) || g_unichar_tolower (g_utf8_get_char (first)) != c)
    return FALSE;
  word = g_strndup (second, length);
  return !is_doubled_rightly (word);
}

/**
 * galley_proof_words_check:
 * @visible: as for galley_proof_markup_check()
 * @found: called for each finding
 * @user_data: for @found
 *
 * Looks for a word that stands twice, one after the other, with nothing but white space between.
 */
void
galley_proof_words_check (
    const char *visible,
    void (*found) (const char *rule, const char *text, const char *what, gpointer user_data),
    gpointer user_data)
{
  const char *before = NULL; /* the word that ended just now */
  gsize before_length = 0;

  for (const char *p = visible; *p != '\0';)
    {
      const char *end = pass_word (p);

      if (end == p)
        {
          if (*p != ' ' && *p != '\n')
            before = NULL;
          p = g_utf8_next_char (p);
          continue;
        }
      if (before != NULL && before_length == (gsize) (end - p) &&
          is_same_word (before, p, before_length))
        {
          g_autofree char *text = g_strndup (before, (gsize) (end - before));
          g_autofree char *word = g_strndup (p, (gsize) (end - p));
          g_autofree char *what = g_strdup_printf (_ ("the word “%s” stands twice"), word);

          found ("doubled-word", text, what, user_data);
        }
      before = p;
      before_length = (gsize) (end - p);
      p = end;
    }
}
