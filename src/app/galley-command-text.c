/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-command-text.h"

#include <glib/gi18n.h>

#include "galley-comment.h"

static char *
describe_trash (const GalleyCommand *command, guint n)
{
  if (n == 1 && command->text != NULL)
    return g_strdup_printf (_ ("“%s” was moved to the trash"), command->text);
  return g_strdup_printf (
      ngettext ("%'u post was moved to the trash", "%'u posts were moved to the trash", n), n);
}

static char *
describe_series (const GalleyCommand *command, guint n)
{
  if (*command->text != '\0')
    return g_strdup_printf (
        ngettext ("%'u post was moved to “%s”", "%'u posts were moved to “%s”", n), n,
        command->text);
  return g_strdup_printf (ngettext ("%'u post was taken out of its series",
                                    "%'u posts were taken out of their series", n),
                          n);
}

static char *
describe_status (const GalleyCommand *command, guint n)
{
  switch (command->status)
    {
    case GALLEY_COMMENT_APPROVED:
      return g_strdup_printf (ngettext ("Approved a comment", "Approved %u comments", n), n);
    case GALLEY_COMMENT_SPAM:
      return g_strdup_printf (ngettext ("Marked as spam", "Marked %u comments as spam", n), n);
    case GALLEY_COMMENT_TRASH:
      return g_strdup_printf (ngettext ("Moved to the trash", "Moved %u comments to the trash", n),
                              n);
    case GALLEY_COMMENT_PENDING:
    default:
      return g_strdup_printf (ngettext ("Pending again", "%u comments are pending again", n), n);
    }
}

static char *
describe_run (const GalleyCommand *command, const GalleyCommandResult *result)
{
  guint n = result->n_changed;

  switch (command->kind)
    {
    case GALLEY_COMMAND_ADD_TAGS:
      return g_strdup_printf (ngettext ("%'u post was tagged", "%'u posts were tagged", n), n);
    case GALLEY_COMMAND_REMOVE_TAGS:
      return g_strdup_printf (ngettext ("%'u post lost the tag", "%'u posts lost the tag", n), n);
    case GALLEY_COMMAND_MOVE_TO_SERIES:
      return describe_series (command, n);
    case GALLEY_COMMAND_TRASH_POSTS:
      return describe_trash (command, n);
    case GALLEY_COMMAND_RESTORE_POSTS:
      return g_strdup_printf (ngettext ("%'u post was restored", "%'u posts were restored", n), n);
    case GALLEY_COMMAND_DUPLICATE_POST:
      return g_strdup (_ ("The copy is a draft"));
    case GALLEY_COMMAND_REPLACE_TEXT:
      return g_strdup_printf (
          ngettext ("%'u hit was replaced", "%'u hits were replaced", result->n_hits),
          result->n_hits);
    case GALLEY_COMMAND_PUBLISH_POST:
      return g_strdup (_ ("It goes out with the next export"));
    case GALLEY_COMMAND_UNPUBLISH_POST:
      return NULL; /* the button above the text says it */
    case GALLEY_COMMAND_SET_COMMENT_STATUS:
      return describe_status (command, n);
    case GALLEY_COMMAND_EDIT_COMMENT:
      return g_strdup (_ ("Edited the comment"));
    case GALLEY_COMMAND_REPLY_TO_COMMENT:
      return g_strdup (_ ("Answered"));
    case GALLEY_COMMAND_PLACE_COMMENT:
      return g_strdup (_ ("Placed, with the answers to it"));
    case GALLEY_COMMAND_ERASE_COMMENTS:
    default:
      return g_strdup (_ ("Erased, and noted that it was done. The next export takes them off the "
                          "pages."));
    }
}

static char *
describe_undo (const GalleyCommandResult *result)
{
  guint n = result->n_kept;

  if (n == 0)
    return g_strdup (_ ("Undone"));
  return g_strdup_printf (ngettext ("Undone, but for %'u post that was changed since",
                                    "Undone, but for %'u posts that were changed since", n),
                          n);
}

/**
 * galley_command_text:
 * @report: what became of a command
 *
 * Returns: (transfer full) (nullable): a sentence about it for people; %NULL: there is nothing to
 * say
 */
char *
galley_command_text (const GalleyCommandReport *report)
{
  if (report->outcome == GALLEY_COMMAND_SKIPPED)
    return NULL;
  if (report->outcome != GALLEY_COMMAND_DONE)
    return g_strdup_printf (_ ("Not done: %s"), report->error->message);
  if (report->step == GALLEY_COMMAND_UNDO)
    return describe_undo (&report->result);
  if (report->step == GALLEY_COMMAND_REDO)
    return g_strdup (_ ("Done again"));
  if (report->result.n_changed == 0)
    return g_strdup (_ ("Already done"));
  return describe_run (report->command, &report->result);
}
