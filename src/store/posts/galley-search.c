/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-private.h"
#include "galley-search-words-private.h"

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

/**
 * galley_search_forget_post:
 * @project: an open project
 * @id: of a post
 * @error: of GALLEY_STORE_ERROR
 *
 * Before a change of what is found of a post, in its transaction: the index holds no text of its
 * own, so it must be told the text that it shall forget. Afterwards: galley_search_learn_post().
 *
 * Returns: FALSE on error
 */
gboolean
galley_search_forget_post (GalleyProject *project, gint64 id, GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT INTO post_index (post_index, rowid, title, body, tags, byline)"
                         " SELECT 'delete', id, title, body, tags, byline FROM post_text"
                         " WHERE id = ?",
                         "i", id);
}

/**
 * galley_search_learn_post:
 * @project: an open project
 * @id: of a post
 * @error: of GALLEY_STORE_ERROR
 *
 * After a change of what is found of a post, in its transaction: see
 * galley_search_forget_post().
 *
 * Returns: FALSE on error
 */
gboolean
galley_search_learn_post (GalleyProject *project, gint64 id, GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT INTO post_index (rowid, title, body, tags, byline)"
                         " SELECT id, title, body, tags, byline FROM post_text WHERE id = ?",
                         "i", id);
}

static GArray *
find_all (GalleyProject *project, const char *expression, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, "SELECT rowid FROM post_index WHERE post_index MATCH ? ORDER BY rowid", error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  galley_statement_bind (row, "t", expression);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      gint64 id = galley_statement_int (row, 0);

      g_array_append_val (found, id);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* Those of @ids that are in @found, which is in the order of numbers. */
static GArray *
keep_found (GArray *ids, GArray *found)
{
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MIN (ids->len, found->len));

  for (guint i = 0; i < ids->len && found->len > 0; i++)
    if (g_array_binary_search (found, &g_array_index (ids, gint64, i), compare_ids, NULL))
      g_array_append_val (kept, g_array_index (ids, gint64, i));
  return kept;
}

/**
 * galley_project_search_posts:
 * @project: a project
 * @words: what a person typed; the last word may be begun only
 * @ids: (element-type gint64): the posts to look among, in the order that is wanted
 * @cancellable: (nullable): stops a search that is no longer wanted
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Asks the index for all posts with these words, and keeps those that are in @ids. The index gives
 * them by number, so that nothing is looked up and sorted but what the list had in order already.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): those that have all words in their
 *   working copies, in the order of @ids; all of @ids where there is no word in @words ("...")
 */
GArray *
galley_project_search_posts (GalleyProject *project,
                             const char *words,
                             GArray *ids,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *expression = galley_search_expression (words);
  g_autoptr (GArray) found = NULL;

  if (expression == NULL)
    return g_array_ref (ids);
  galley_project_watch (project, cancellable);
  found = find_all (project, expression, error);
  galley_project_unwatch (project);
  return found != NULL ? keep_found (ids, found) : NULL;
}

/* Which words of a search a post has. */
typedef struct
{
  guint32 found; /* a bit a word */
  guint32 wanted;
} Tally;

static gboolean
tally_cb (guint word, gsize start, gsize end, gpointer user_data)
{
  Tally *tally = user_data;

  tally->found |= 1u << word;
  return tally->found != tally->wanted;
}

/* Whether the post of a row of post_text has all words. */
static gboolean
row_has (GalleyStatement *row, GalleySearchWords *words, gint64 deadline, gboolean *late)
{
  guint n = galley_search_words_count (words);
  Tally tally = { 0, n >= 32 ? G_MAXUINT32 : (1u << n) - 1 };

  for (int column = 0; column < 4 && tally.found != tally.wanted && !*late; column++)
    {
      g_autofree char *text = galley_statement_text (row, column);

      *late = !galley_search_words_find (words, text, deadline, tally_cb, &tally);
    }
  return tally.found == tally.wanted;
}

static gboolean
peek (GalleyProject *project,
      GalleySearchWords *words,
      GArray *ids,
      guint limit,
      gint64 deadline,
      GArray *found,
      GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (
      project, "SELECT title, tags, byline, body FROM post_text WHERE id = ?", error);
  gboolean late = row == NULL;

  for (guint i = 0; i < ids->len && found->len < limit && !late; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      GalleyStep step;

      galley_statement_bind (row, "i", id);
      step = galley_statement_step (row, error);
      if (step == GALLEY_STEP_ERROR)
        return FALSE;
      if (step == GALLEY_STEP_ROW && row_has (row, words, deadline, &late))
        g_array_append_val (found, id);
      galley_statement_reset (row);
      late = late || g_get_monotonic_time () > deadline;
    }
  return row != NULL;
}

/**
 * galley_project_peek_posts:
 * @project: a project
 * @words: what a person typed
 * @ids: (element-type gint64): the posts to look among, in the order that is wanted
 * @limit: how many are wanted
 * @microseconds: how long it may take
 * @error: GALLEY_STORE_ERROR
 *
 * Looks at the posts themselves, one after the other, without the index: a word that nearly all of
 * them have is found in the first ones at once, where the index would first read of all.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the first of those that
 *   galley_project_search_posts() finds; maybe none, where the time did not suffice
 */
GArray *
galley_project_peek_posts (GalleyProject *project,
                           const char *words,
                           GArray *ids,
                           guint limit,
                           gint64 microseconds,
                           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GalleySearchWords) folded = galley_search_words_new (project, words, &problem);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean done = problem == NULL;

  if (folded != NULL)
    done =
        peek (project, folded, ids, limit, g_get_monotonic_time () + microseconds, found, &problem);
  if (done)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
