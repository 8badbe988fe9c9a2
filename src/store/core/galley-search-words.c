/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-search-words-private.h"

#include <string.h>

#define MAX_WORDS 32
/* How often the clock is asked, in words of a text. */
#define CLOCK_WORDS 512

typedef struct
{
  char *text; /* folded */
  gsize length;
  gboolean begun; /* what begins so is found too */
} Word;

struct _GalleySearchWords
{
  fts5_tokenizer functions;
  Fts5Tokenizer *tokenizer;
  guint n_words;
  Word words[MAX_WORDS];
};

/* The way to the functions of FTS5: https://www.sqlite.org/fts5.html#extending_fts5 */
static fts5_api *
find_api (sqlite3 *handle)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return api;
}

/* The tokenizer that post_index was made with. */
static gboolean
make_tokenizer (GalleySearchWords *self, sqlite3 *handle)
{
  const char *options[] = { "remove_diacritics", "2" };
  fts5_api *api = find_api (handle);
  void *data = NULL;

  return api != NULL &&
         api->xFindTokenizer (api, "unicode61", &data, &self->functions) == SQLITE_OK &&
         self->functions.xCreate (data, options, G_N_ELEMENTS (options), &self->tokenizer) ==
             SQLITE_OK;
}

static int
learn_cb (void *user_data, int flags, const char *text, int length, int start, int end)
{
  GalleySearchWords *self = user_data;
  Word *word;

  if (self->n_words == MAX_WORDS)
    return SQLITE_DONE;
  word = &self->words[self->n_words++];
  word->text = g_strndup (text, (gsize) length);
  word->length = (gsize) length;
  return SQLITE_OK;
}

static gboolean
ends_begun (const char *words)
{
  const char *end = words + strlen (words);
  gunichar last = end > words ? g_utf8_get_char (g_utf8_prev_char (end)) : 0;

  return g_unichar_isalnum (last) || g_unichar_ismark (last) ||
         g_unichar_type (last) == G_UNICODE_PRIVATE_USE;
}

/**
 * galley_search_words_new:
 * @project: an open project
 * @words: (nullable): what a person typed
 * @error: of GALLEY_STORE_ERROR
 *
 * Cuts it into words as the search index does; the last one may be begun only.
 *
 * Returns: (transfer full) (nullable): the words; NULL without @error where there is none in it
 */
GalleySearchWords *
galley_search_words_new (GalleyProject *project, const char *words, GError **error)
{
  g_autoptr (GalleySearchWords) self = g_new0 (GalleySearchWords, 1);

  if (words == NULL || !g_utf8_validate (words, -1, NULL))
    return NULL;
  if (!make_tokenizer (self, project->handle))
    {
      galley_sql_fail (project, error);
      return NULL;
    }
  self->functions.xTokenize (self->tokenizer, self, FTS5_TOKENIZE_QUERY, words,
                             (int) strlen (words), learn_cb);
  if (self->n_words == 0)
    return NULL;
  self->words[self->n_words - 1].begun = ends_begun (words);
  return g_steal_pointer (&self);
}

void
galley_search_words_free (GalleySearchWords *words)
{
  if (words == NULL)
    return;
  if (words->tokenizer != NULL)
    words->functions.xDelete (words->tokenizer);
  for (guint i = 0; i < words->n_words; i++)
    g_free (words->words[i].text);
  g_free (words);
}

/**
 * galley_search_words_count:
 * @words: the words of a search
 *
 * Returns: how many there are, one at least
 */
guint
galley_search_words_count (const GalleySearchWords *words)
{
  return words->n_words;
}

typedef struct
{
  const GalleySearchWords *words;
  GalleySearchWordFunc func;
  gpointer user_data;
  gint64 deadline;
  guint n;
  gboolean late;
} Search;

static int
token_cb (void *user_data, int flags, const char *text, int length, int start, int end)
{
  Search *search = user_data;

  if (search->deadline != 0 && ++search->n % CLOCK_WORDS == 0 &&
      g_get_monotonic_time () > search->deadline)
    {
      search->late = TRUE;
      return SQLITE_DONE;
    }
  for (guint i = 0; i < search->words->n_words; i++)
    {
      const Word *word = &search->words->words[i];

      if (((gsize) length == word->length || (word->begun && (gsize) length > word->length)) &&
          memcmp (text, word->text, word->length) == 0 &&
          !search->func (i, (gsize) start, (gsize) end, search->user_data))
        return SQLITE_DONE;
    }
  return SQLITE_OK;
}

/**
 * galley_search_words_find:
 * @words: the words of a search
 * @text: UTF-8
 * @deadline: in microseconds of g_get_monotonic_time(); 0: none
 * @func: called for each place of a word, in the order of the text
 * @user_data: for @func
 *
 * Returns: FALSE where @deadline came before the end of @text
 */
gboolean
galley_search_words_find (GalleySearchWords *words,
                          const char *text,
                          gint64 deadline,
                          GalleySearchWordFunc func,
                          gpointer user_data)
{
  Search search = { words, func, user_data, deadline, 0, FALSE };

  words->functions.xTokenize (words->tokenizer, &search, FTS5_TOKENIZE_DOCUMENT, text,
                              (int) MIN (strlen (text), G_MAXINT), token_cb);
  return !search.late;
}
