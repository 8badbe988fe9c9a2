/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-private.h"

/* More words than this in a search are left out: each costs a look into the index. */
#define MAX_WORDS 24

static gboolean
is_word_character (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) ||
         g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

static void
add_word (GString *expression, const char *start, const char *end)
{
  if (expression->len > 0)
    g_string_append_c (expression, ' ');
  g_string_append_c (expression, '"');
  g_string_append_len (expression, start, end - start);
  g_string_append_c (expression, '"');
}

/**
 * galley_search_expression:
 * @words: (nullable): what a person typed
 *
 * Makes an FTS5 expression of the words in a text, each within quotation marks, so that nothing of
 * it is read as an operator. All of them must be found; the last one may be begun only, unless
 * something that is no letter stands after it.
 *
 * Returns: (transfer full) (nullable): the expression, %NULL where there is no word
 */
char *
galley_search_expression (const char *words)
{
  g_autoptr (GString) expression = g_string_new (NULL);
  const char *start = NULL;
  const char *p = words;
  guint count = 0;

  if (words == NULL || !g_utf8_validate (words, -1, NULL))
    return NULL;
  for (; *p != '\0' && count < MAX_WORDS; p = g_utf8_next_char (p))
    {
      gboolean inside = is_word_character (g_utf8_get_char (p));

      if (inside && start == NULL)
        start = p;
      if (inside || start == NULL)
        continue;
      add_word (expression, start, p);
      start = NULL;
      count++;
    }
  if (start != NULL && count < MAX_WORDS)
    {
      add_word (expression, start, p);
      g_string_append_c (expression, '*');
    }
  return expression->len > 0 ? g_strdup (expression->str) : NULL;
}

/* The index holds no text of its own, so what it shall forget must be told it: this comes before
 * the change, galley_search_learn_post() after it. */
gboolean
galley_search_forget_post (GalleyProject *project, gint64 id, GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT INTO post_index (post_index, rowid, title, body, tags, byline)"
                         " SELECT 'delete', id, title, body, tags, byline FROM post_text"
                         " WHERE id = ?",
                         "i", id);
}

gboolean
galley_search_learn_post (GalleyProject *project, gint64 id, GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT INTO post_index (rowid, title, body, tags, byline)"
                         " SELECT id, title, body, tags, byline FROM post_text WHERE id = ?",
                         "i", id);
}
