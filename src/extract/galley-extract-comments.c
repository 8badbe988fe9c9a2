/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract-comments.h"

#include "galley-comment-writer.h"
#include "galley-comment.h"

/* Comments that came from a file of comments keep the ids that they had there. */
static gboolean
has_own_id (const GalleyComment *comment)
{
  return g_str_equal (comment->source, "comments") && *comment->source_id != '\0';
}

/* The id of a comment in an extract. */
static char *
make_id (const GalleyComment *comment)
{
  return has_own_id (comment) ? g_strdup (comment->source_id)
                              : g_strdup_printf ("galley:%" G_GINT64_FORMAT, comment->id);
}

static char *
make_parent_id (GalleyProject *project, gint64 id)
{
  g_autoptr (GalleyComment) parent =
      id != 0 ? galley_project_load_comment (project, id, NULL) : NULL;

  return parent != NULL ? make_id (parent) : NULL;
}

static GalleyCommentRecord *
make_record (GalleyProject *project, GalleyExtractPosts *posts, const GalleyComment *comment)
{
  GalleyCommentRecord *record = galley_comment_record_new ();
  char *parent = make_parent_id (project, comment->parent_id);

  record->id = make_id (comment);
  record->number = comment->id;
  if (!has_own_id (comment))
    {
      record->first_source = g_strdup (comment->source);
      record->first_id = g_strdup (comment->source_id);
    }
  record->post = g_strdup (galley_extract_posts_get_slug (posts, comment->post_id));
  if (parent != NULL)
    {
      record->parents = g_new0 (char *, 2);
      record->parents[0] = parent;
    }
  record->status = g_strdup (galley_comment_status_to_name (comment->status));
  record->name = g_strdup (comment->name);
  record->place = g_strdup (comment->place);
  record->email = g_strdup (comment->email);
  record->url = g_strdup (comment->url);
  record->date = g_date_time_ref (comment->date);
  record->is_question = comment->kind == GALLEY_COMMENT_KIND_QUESTION;
  record->by_author = comment->by_author;
  record->body = g_strdup (comment->body);
  record->original = g_strdup (comment->original);
  return record;
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/**
 * galley_extract_comments_make:
 * @project: an open project
 * @posts: its posts
 * @cancellable: (nullable): stops it
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): all comments, one a line, in the order in which they came:
 *   a reader of the file meets a reply after what it answers
 */
GString *
galley_extract_comments_make (GalleyProject *project,
                              GalleyExtractPosts *posts,
                              GCancellable *cancellable,
                              GError **error)
{
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GArray) ids = NULL;

  filter.status = GALLEY_COMMENT_ANY_STATUS;
  ids = galley_project_list_comments (project, &filter, cancellable, error);
  if (ids == NULL)
    return NULL;
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GalleyComment) comment =
          galley_project_load_comment (project, g_array_index (ids, gint64, i), error);
      g_autoptr (GalleyCommentRecord) record = NULL;
      g_autofree char *line = NULL;

      if (comment == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      record = make_record (project, posts, comment);
      line = galley_comment_write (record);
      g_string_append (out, line);
      g_string_append_c (out, '\n');
    }
  return g_steal_pointer (&out);
}
