/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-snippet.h"

#include <string.h>

#include "galley-search-words-private.h"

#define MAX_PLACES 64        /* of found words that are weighed */
#define BEFORE_CHARACTERS 18 /* that stand before the first word, so that it is in sight */
#define WINDOW_BYTES 160
/* So far a text of megabytes is looked into for one row of a list, in microseconds. */
#define PATIENCE 20000

typedef struct
{
  guint word;
  gsize start, end;
} Place;

typedef struct
{
  Place places[MAX_PLACES];
  guint n_places;
} Places;

void
galley_snippet_free (GalleySnippet *snippet)
{
  if (snippet == NULL)
    return;
  g_free (snippet->text);
  g_array_unref (snippet->marks);
  g_free (snippet);
}

static gboolean
place_cb (guint word, gsize start, gsize end, gpointer user_data)
{
  Places *places = user_data;
  guint n = places->n_places;

  if (n > 0 && places->places[n - 1].start == start)
    return TRUE; /* two words that begin the same */
  places->places[places->n_places++] = (Place){ word, start, end };
  return places->n_places < MAX_PLACES;
}

/* The place from which on the most different words stand near each other; the first of those. */
static guint
choose_place (const Places *places)
{
  guint best = 0, best_count = 0;

  for (guint i = 0; i < places->n_places; i++)
    {
      guint64 seen = 0;
      guint count = 0;

      for (guint k = i; k < places->n_places &&
                        places->places[k].end < places->places[i].start + WINDOW_BYTES / 2;
           k++)
        {
          guint64 bit = G_GUINT64_CONSTANT (1) << (places->places[k].word % 64);

          count += (seen & bit) == 0;
          seen |= bit;
        }
      if (count > best_count)
        {
          best = i;
          best_count = count;
        }
    }
  return best;
}

/* A few words before @place, from where a word begins; not over the end of a paragraph. */
static gsize
choose_start (const char *text, gsize place)
{
  const char *start = text + place;
  const char *word = start;

  for (guint n = 0; n < BEFORE_CHARACTERS && start > text; n++)
    {
      if (start[-1] == '\n' && (start - 1 == text || start[-2] == '\n'))
        return (gsize) (start - text);
      start = g_utf8_prev_char (start);
      if (start == text || start[-1] == ' ' || start[-1] == '\n')
        word = start;
    }
  return (gsize) (word - text);
}

/* Whether a character at @p is how Markdown marks a text, and no part of what it says. */
static gboolean
is_markup (const char *p, const char *start)
{
  if (strchr ("*`[]", *p) != NULL)
    return TRUE;
  if (*p == '#' || *p == '>')
    return p == start || p[-1] == '\n' || p[-1] == '#' || p[-1] == '>';
  return FALSE;
}

/* Copies a piece of a text onto one line, with the marks that lie in it. */
static void
copy_piece (GalleySnippet *snippet,
            const char *text,
            gsize start,
            const Places *places,
            guint first)
{
  g_autoptr (GString) out = g_string_new (start > 0 ? "…" : NULL);
  const char *p = text + start;
  const char *end = p + strnlen (p, WINDOW_BYTES);
  guint k = first;
  gboolean space = TRUE;
  GalleyMark mark = { 0, 0 };

  for (; p < end; p = g_utf8_next_char (p))
    {
      gsize offset = (gsize) (p - text);

      if (k < places->n_places && offset == places->places[k].start)
        mark.start = (guint) out->len;
      if (g_ascii_isspace (*p) ? !space : !is_markup (p, text + start))
        {
          space = g_ascii_isspace (*p);
          if (space)
            g_string_append_c (out, ' ');
          else
            g_string_append_len (out, p, g_utf8_next_char (p) - p);
        }
      if (k < places->n_places &&
          offset + (gsize) (g_utf8_next_char (p) - p) == places->places[k].end)
        {
          mark.end = (guint) out->len;
          g_array_append_val (snippet->marks, mark);
          k++;
        }
    }
  g_free (snippet->text);
  snippet->text = g_strdup (out->str);
}

static GalleySnippet *
make_snippet (GalleySearchWords *words, const char *body)
{
  GalleySnippet *snippet = g_new0 (GalleySnippet, 1);
  Places places = { .n_places = 0 };

  snippet->text = g_strdup ("");
  snippet->marks = g_array_new (FALSE, FALSE, sizeof (GalleyMark));
  if (words != NULL)
    galley_search_words_find (words, body, g_get_monotonic_time () + PATIENCE, place_cb, &places);
  if (places.n_places == 0) /* found in the title, say */
    copy_piece (snippet, body, 0, &places, 0);
  else
    {
      guint first = choose_place (&places);

      copy_piece (snippet, body, choose_start (body, places.places[first].start), &places, first);
    }
  return snippet;
}

/**
 * galley_project_make_snippets:
 * @project: a project
 * @words: what a person looked for
 * @ids: (array length=n_ids): posts, those that are on the screen
 * @n_ids: how many
 * @error: GALLEY_STORE_ERROR
 *
 * Finds the words in the texts of working copies.
 *
 * Returns: (transfer full) (nullable) (element-type GalleySnippet): a piece of each post's text
 */
GPtrArray *
galley_project_make_snippets (GalleyProject *project,
                              const char *words,
                              const gint64 *ids,
                              gsize n_ids,
                              GError **error)
{
  g_autoptr (GPtrArray) snippets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_snippet_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GalleySearchWords) folded = galley_search_words_new (project, words, &problem);
  g_autoptr (GalleyStatement) row = NULL;

  if (problem == NULL)
    row = galley_statement_new (project,
                                "SELECT b.text FROM post p JOIN body b ON b.revision = p.working"
                                " WHERE p.id = ?",
                                &problem);
  for (gsize i = 0; i < n_ids && problem == NULL; i++)
    {
      g_autofree char *body = NULL;

      galley_statement_bind (row, "i", ids[i]);
      if (galley_statement_step (row, &problem) == GALLEY_STEP_ROW)
        body = galley_statement_text (row, 0);
      g_ptr_array_add (snippets, body != NULL ? make_snippet (folded, body) : NULL);
      galley_statement_reset (row);
    }
  if (problem == NULL)
    return g_steal_pointer (&snippets);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
