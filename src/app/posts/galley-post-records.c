/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-records.h"

#include <glib/gi18n.h>

#include "galley-post.h"

static gpointer
fetch_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return galley_project_load_posts (project, (gint64 *) ids->data, ids->len, GALLEY_VERSION_WORKING,
                                    error);
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

static char *
describe (gconstpointer record, guint text)
{
  const GalleyPost *post = record;

  if (text + 1 == GALLEY_POST_COLUMN_DETAIL)
    return describe_detail (post);
  return g_strdup (post->title[0] != '\0' ? post->title : _ ("Untitled"));
}

const GalleyRecordClass galley_post_records = {
  .fetch = fetch_job,
  .free = (GDestroyNotify) galley_post_free,
  .n_texts = 2,
  .describe = describe,
};
