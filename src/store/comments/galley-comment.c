/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment.h"

static const char *const STATUS_NAMES[] = { "pending", "approved", "spam", "trash" };

/**
 * galley_comment_status_to_name:
 * @status: a status
 *
 * Returns: (transfer none): its name in the file and on the command line; never translated
 */
const char *
galley_comment_status_to_name (GalleyCommentStatus status)
{
  return (gsize) status < G_N_ELEMENTS (STATUS_NAMES) ? STATUS_NAMES[status] : "pending";
}

/**
 * galley_comment_status_from_name:
 * @name: (nullable): "pending", "approved", "spam" or "trash"
 *
 * Returns: a GalleyCommentStatus, or -1 where @name is none
 */
int
galley_comment_status_from_name (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (STATUS_NAMES); i++)
    if (g_str_equal (name, STATUS_NAMES[i]))
      return (int) i;
  return -1;
}

/**
 * galley_comment_new:
 *
 * Returns: (transfer full): an empty pending comment, with every string set
 */
GalleyComment *
galley_comment_new (void)
{
  GalleyComment *comment = g_new0 (GalleyComment, 1);

  comment->name = g_strdup ("");
  comment->place = g_strdup ("");
  comment->email = g_strdup ("");
  comment->url = g_strdup ("");
  comment->body = g_strdup ("");
  comment->original = g_strdup ("");
  comment->source = g_strdup ("");
  comment->source_id = g_strdup ("");
  comment->post_title = g_strdup ("");
  return comment;
}

void
galley_comment_free (GalleyComment *comment)
{
  if (comment == NULL)
    return;
  g_free (comment->name);
  g_free (comment->place);
  g_free (comment->email);
  g_free (comment->url);
  g_clear_pointer (&comment->date, g_date_time_unref);
  g_free (comment->body);
  g_free (comment->original);
  g_free (comment->source);
  g_free (comment->source_id);
  g_free (comment->post_title);
  g_free (comment);
}

/**
 * galley_comment_event_free:
 * @event: (nullable): an event
 *
 * Frees it with all that it holds.
 */
void
galley_comment_event_free (GalleyCommentEvent *event)
{
  if (event == NULL)
    return;
  g_clear_pointer (&event->date, g_date_time_unref);
  g_free (event->who);
  g_free (event->action);
  g_free (event->detail);
  g_free (event->rule_name);
  g_free (event);
}
