/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-context.h"

/* How many comments of a post, or of a reader, are looked through. */
#define MAX_LOOKED_AT 500
#define MAX_OTHERS 8

/**
 * galley_comment_context_free:
 * @context: (nullable): a context
 *
 * Frees it.
 */
void
galley_comment_context_free (GalleyCommentContext *context)
{
  if (context == NULL)
    return;
  g_clear_pointer (&context->comment, galley_comment_free);
  g_clear_pointer (&context->post, galley_post_free);
  g_clear_pointer (&context->parent, galley_comment_free);
  g_clear_pointer (&context->replies, g_ptr_array_unref);
  g_clear_pointer (&context->others, g_ptr_array_unref);
  g_clear_pointer (&context->events, g_ptr_array_unref);
  g_free (context);
}

static gboolean
is_reply (const GalleyComment *comment, const GalleyComment *to)
{
  return comment->parent_id == to->id;
}

/* Who has an address is known by it, others by their name. */
static gboolean
is_same_reader (const GalleyComment *comment, const GalleyComment *as)
{
  if (comment->id == as->id)
    return FALSE;
  if (as->email[0] != '\0')
    return g_ascii_strcasecmp (comment->email, as->email) == 0;
  return comment->email[0] == '\0' && g_strcmp0 (comment->name, as->name) == 0;
}

/* Those of the comments in @filter that @belongs says belong to @comment, in the list's order. */
static GPtrArray *
load_some (GalleyProject *project,
           const GalleyCommentFilter *filter,
           gboolean (*belongs) (const GalleyComment *, const GalleyComment *),
           const GalleyComment *comment,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GArray) ids = galley_project_list_comments (project, filter, cancellable, error);
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *some;

  if (ids == NULL)
    return NULL;
  all = galley_project_load_comments (project, (gint64 *) ids->data, MIN (ids->len, MAX_LOOKED_AT),
                                      error);
  if (all == NULL)
    return NULL;
  some = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_free);
  for (guint i = 0; i < all->len; i++)
    {
      GalleyComment *other = g_ptr_array_index (all, i);

      if (other != NULL && belongs (other, comment))
        g_ptr_array_add (some, g_steal_pointer (&g_ptr_array_index (all, i)));
    }
  return some;
}

static void
reverse (GPtrArray *array)
{
  for (guint i = 0; i < array->len / 2; i++)
    {
      gpointer first = array->pdata[i];

      array->pdata[i] = array->pdata[array->len - 1 - i];
      array->pdata[array->len - 1 - i] = first;
    }
}

static gboolean
load_thread (GalleyProject *project,
             GalleyCommentContext *context,
             GCancellable *cancellable,
             GError **error)
{
  GalleyCommentFilter of_post = GALLEY_COMMENT_FILTER_INIT;

  of_post.post_id = context->comment->post_id != 0 ? context->comment->post_id : -1;
  context->replies = load_some (project, &of_post, is_reply, context->comment, cancellable, error);
  if (context->replies == NULL)
    return FALSE;
  reverse (context->replies);
  if (context->comment->parent_id != 0)
    context->parent = galley_project_load_comment (project, context->comment->parent_id, NULL);
  return TRUE;
}

static gboolean
load_others (GalleyProject *project,
             GalleyCommentContext *context,
             GCancellable *cancellable,
             GError **error)
{
  const int statuses[] = { -1, GALLEY_COMMENT_SPAM, GALLEY_COMMENT_TRASH };

  context->others = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_free);
  if (context->comment->name[0] == '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
      g_autoptr (GPtrArray) found = NULL;

      filter.status = statuses[i];
      filter.search = context->comment->name;
      found = load_some (project, &filter, is_same_reader, context->comment, cancellable, error);
      if (found == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (context->others, g_steal_pointer (&found));
    }
  if (context->others->len > MAX_OTHERS)
    g_ptr_array_remove_range (context->others, MAX_OTHERS, context->others->len - MAX_OTHERS);
  return TRUE;
}

/**
 * galley_comment_context_load:
 * @project: a project
 * @id: points at the id of a comment (gint64)
 * @cancellable: (nullable): to give up
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the comment's #GalleyCommentContext
 */
gpointer
galley_comment_context_load (GalleyProject *project,
                             gpointer id,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GalleyCommentContext) context = g_new0 (GalleyCommentContext, 1);

  context->comment = galley_project_load_comment (project, *(gint64 *) id, error);
  if (context->comment == NULL)
    return NULL;
  if (context->comment->post_id != 0)
    context->post =
        galley_project_load_post (project, context->comment->post_id, GALLEY_VERSION_WORKING, NULL);
  if (!load_thread (project, context, cancellable, error) ||
      !load_others (project, context, cancellable, error))
    return NULL;
  context->events = galley_project_list_comment_events (project, context->comment->id, error);
  return context->events != NULL ? g_steal_pointer (&context) : NULL;
}
