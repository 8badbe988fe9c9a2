/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-context.h"

#define MAX_ANSWERS 50
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

/* Adds those of @ids that are still there, but @but, up to @limit. */
static void
load_some (GalleyProject *project, GPtrArray *comments, const GArray *ids, gint64 but, guint limit)
{
  for (guint i = 0; i < ids->len && comments->len < limit; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GalleyComment) comment =
          id != but ? galley_project_load_comment (project, id, NULL) : NULL;

      if (comment != NULL)
        g_ptr_array_add (comments, g_steal_pointer (&comment));
    }
}

static gboolean
load_thread (GalleyProject *project, GalleyCommentContext *context, GError **error)
{
  g_autoptr (GArray) ids = galley_project_list_answers (project, context->comment->id, error);

  if (ids == NULL)
    return FALSE;
  context->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_free);
  load_some (project, context->replies, ids, 0, MAX_ANSWERS);
  if (context->comment->parent_id != 0)
    context->parent = galley_project_load_comment (project, context->comment->parent_id, NULL);
  return TRUE;
}

/* The newest others by the same reader: who has an address is known by it, others by their name. */
static gboolean
load_others (GalleyProject *project,
             GalleyCommentContext *context,
             GCancellable *cancellable,
             GError **error)
{
  const GalleyComment *comment = context->comment;
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GArray) ids = NULL;

  context->others = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_free);
  if (*comment->email == '\0' && *comment->name == '\0')
    return TRUE;
  filter.status = GALLEY_COMMENT_ANY_STATUS;
  filter.email = comment->email;
  filter.name = comment->name;
  ids = galley_project_list_comments (project, &filter, cancellable, error);
  if (ids != NULL)
    load_some (project, context->others, ids, comment->id, MAX_OTHERS);
  return ids != NULL;
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
  if (!load_thread (project, context, error) || !load_others (project, context, cancellable, error))
    return NULL;
  context->events = galley_project_list_comment_events (project, context->comment->id, error);
  return context->events != NULL ? g_steal_pointer (&context) : NULL;
}
