/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment.h"
#include "galleyctl.h"

typedef enum
{
  ACTION_APPROVE,
  ACTION_HOLD,
  ACTION_SPAM,
  ACTION_TRASH,
  ACTION_RESTORE,
  N_ACTIONS,
} Action;

static const char *const action_names[N_ACTIONS] = { "approve", "hold", "spam", "trash",
                                                     "restore" };

static Action
action_from_name (const char *name)
{
  Action action = ACTION_APPROVE;

  while (action < N_ACTIONS && !g_str_equal (name, action_names[action]))
    action++;
  return action;
}

static gboolean
read_ids (char **names, GArray *ids, GError **error)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      guint64 id = 0;

      if (!g_ascii_string_to_unsigned (names[i], 10, 1, G_MAXINT64, &id, NULL))
        {
          g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                       "“%s” is not the id of a comment", names[i]);
          return FALSE;
        }
      g_array_append_vals (ids, &(gint64){ (gint64) id }, 1);
    }
  return TRUE;
}

/* What a comment was before it went to spam or to the trash: pending, where that is not known. */
static gboolean
status_before (GalleyProject *project, gint64 id, GalleyCommentStatus *status, GError **error)
{
  g_autoptr (GPtrArray) events = galley_project_list_comment_events (project, id, error);

  if (events == NULL)
    return FALSE;
  *status = GALLEY_COMMENT_PENDING;
  for (guint i = 0; i < events->len; i++)
    {
      const GalleyCommentEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->action, "status") && g_str_has_prefix (event->detail, "approved > "))
        *status = GALLEY_COMMENT_APPROVED;
      else if (g_str_equal (event->action, "status") &&
               g_str_has_prefix (event->detail, "pending > "))
        *status = GALLEY_COMMENT_PENDING;
    }
  return TRUE;
}

/* Those of @ids that went to spam or to the trash become what they were before. */
static gboolean
restore (GalleyProject *project, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GalleyComment) comment = galley_project_load_comment (project, id, error);
      GalleyCommentStatus status;

      if (comment == NULL)
        return FALSE;
      if (comment->status != GALLEY_COMMENT_SPAM && comment->status != GALLEY_COMMENT_TRASH)
        continue;
      if (!status_before (project, id, &status, error) ||
          !galley_project_set_comment_status (project, &id, 1, status, "author", "", NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* All of them, or none. */
static gboolean
change (GalleyProject *project, GArray *ids, Action action, GError **error)
{
  static const GalleyCommentStatus statuses[] = { GALLEY_COMMENT_APPROVED, GALLEY_COMMENT_PENDING,
                                                  GALLEY_COMMENT_SPAM, GALLEY_COMMENT_TRASH };
  gboolean changed;

  if (!galley_project_begin (project, error))
    return FALSE;
  changed = action == ACTION_RESTORE
                ? restore (project, ids, error)
                : galley_project_set_comment_status (project, (const gint64 *) (void *) ids->data,
                                                     ids->len, statuses[action], "author", "", NULL,
                                                     error);
  if (changed)
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}

static int
review (const char *path, const char *name, char **names, gboolean all_pending)
{
  Action action = action_from_name (name);
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (action == N_ACTIONS)
    return ctl_wrong ("review", "“%s” is none of approve, hold, spam, trash and restore", name);
  if (all_pending == (names[0] != NULL))
    return ctl_wrong ("review", all_pending ? "--all-pending stands in place of ids"
                                            : "no ids are given, nor --all-pending");
  if (!read_ids (names, ids, &error))
    return ctl_error ("review", error);
  project = ctl_open ("review", path, GALLEY_OPEN_EDIT);
  if (project == NULL)
    return CTL_WRONG;
  if (all_pending)
    {
      filter.status = GALLEY_COMMENT_PENDING;
      g_array_unref (ids);
      ids = galley_project_list_comments (project, &filter, NULL, &error);
      if (ids == NULL)
        return ctl_error ("review", error);
    }
  return change (project, ids, action, &error) ? CTL_DONE : ctl_error ("review", error);
}

/**
 * cmd_review:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl review: approves comments, holds them back, or throws them away.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_review (int argc, char **argv)
{
  gboolean all_pending = FALSE;
  const GOptionEntry entries[] = {
    { "all-pending", 0, 0, G_OPTION_ARG_NONE, &all_pending, "Every comment that waits for review",
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley ACTION ID...",
                           "ACTION is approve, hold, spam, trash or restore.", entries, 2, -1 };

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  return review (argv[1], argv[2], argv + 3, all_pending);
}
