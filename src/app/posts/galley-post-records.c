/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-records.h"

#include <glib/gi18n.h>

#include "galley-post.h"
#include "galley-snippet.h"

/* A row. */
typedef struct
{
  GalleyPost *post;
  GalleySnippet *snippet; /* NULL where no words were looked for */
} Row;

static void
row_free (Row *row)
{
  if (row == NULL)
    return;
  galley_post_free (row->post);
  galley_snippet_free (row->snippet);
  g_free (row);
}

/* Takes the posts and snippets out of their arrays. */
static GPtrArray *
join_rows (GPtrArray *posts, GPtrArray *snippets)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);

  for (guint i = 0; i < posts->len; i++)
    {
      Row *row = NULL;

      if (g_ptr_array_index (posts, i) != NULL)
        {
          row = g_new0 (Row, 1);
          row->post = g_steal_pointer (&g_ptr_array_index (posts, i));
          if (snippets != NULL)
            row->snippet = g_steal_pointer (&g_ptr_array_index (snippets, i));
        }
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static gpointer
fetch_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const GArray *ids = data;
  g_autoptr (GPtrArray) posts = galley_project_load_posts (project, (gint64 *) (void *) ids->data,
                                                           ids->len, GALLEY_VERSION_WORKING, error);

  return posts != NULL ? join_rows (posts, NULL) : NULL;
}

static gpointer
fetch_found_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const GalleyFoundQuery *query = data;
  const gint64 *ids = (gint64 *) (void *) query->ids->data;
  g_autoptr (GPtrArray) posts =
      galley_project_load_posts (project, ids, query->ids->len, GALLEY_VERSION_WORKING, error);
  g_autoptr (GPtrArray) snippets = NULL;

  if (posts != NULL)
    snippets = galley_project_make_snippets (project, query->words, ids, query->ids->len, error);
  return snippets != NULL ? join_rows (posts, snippets) : NULL;
}

/* "Draft · October 13, 2009 · Travel Diary 2": what is out of the ordinary comes first. */
static char *
describe_detail (const GalleyPost *post)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *date = NULL;

  if (post->status == GALLEY_POST_DRAFT)
    g_string_append_printf (text, "%s · ", _ ("Draft"));
  else if (post->status == GALLEY_POST_SCHEDULED)
    g_string_append_printf (text, "%s · ", _ ("Scheduled"));
  else if (post->status == GALLEY_POST_PUBLISHED && post->has_changes)
    g_string_append_printf (text, "%s · ", _ ("Changed"));
  if (post->kind == GALLEY_POST_KIND_PAGE)
    g_string_append_printf (text, "%s · ", _ ("Page"));
  /* Translators: a date in the list of posts, for g_date_time_format() */
  date = post->date != NULL ? g_date_time_format (post->date, _ ("%b %-e, %Y")) : NULL;
  if (date != NULL)
    g_string_append (text, date);
  if (post->series_id != 0 && post->series_title[0] != '\0')
    g_string_append_printf (text, " · %s %u", post->series_title, post->series_part);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What comes from a post is escaped: it is no markup. */
static char *
describe_found (const GalleySnippet *snippet)
{
  g_autoptr (GString) markup = g_string_new ("<small>");
  guint done = 0;

  for (guint i = 0; snippet != NULL && i < snippet->marks->len; i++)
    {
      GalleyMark mark = g_array_index (snippet->marks, GalleyMark, i);
      g_autofree char *before =
          g_markup_escape_text (snippet->text + done, (gssize) (mark.start - done));
      g_autofree char *found =
          g_markup_escape_text (snippet->text + mark.start, (gssize) (mark.end - mark.start));

      g_string_append_printf (markup, "%s<b>%s</b>", before, found);
      done = mark.end;
    }
  if (snippet != NULL)
    {
      g_autofree char *rest = g_markup_escape_text (snippet->text + done, -1);

      g_string_append (markup, rest);
    }
  g_string_append (markup, "</small>");
  return g_strdup (markup->str);
}

static char *
describe (gconstpointer record, guint text)
{
  const Row *row = record;

  if (text + 1 == GALLEY_POST_COLUMN_DETAIL)
    return describe_detail (row->post);
  if (text + 1 == GALLEY_POST_COLUMN_FOUND)
    return describe_found (row->snippet);
  return g_strdup (row->post->title[0] != '\0' ? row->post->title : _ ("Untitled"));
}

const GalleyRecordClass galley_post_records = {
  .fetch = fetch_job,
  .fetch_found = fetch_found_job,
  .free = (GDestroyNotify) row_free,
  .n_texts = 3,
  .describe = describe,
};
