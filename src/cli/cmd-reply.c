/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "galley-date.h"
#include "galley-review.h"
#include "galley-site-settings.h"
#include "galleyctl.h"

/* No answer is longer. */
#define TEXT_MAX (64 * 1024)

/* NULL, having said so, where it is no text. */
static char *
read_text (void)
{
  g_autofree char *text = g_malloc (TEXT_MAX + 2);
  gsize length = fread (text, 1, TEXT_MAX + 1, stdin);

  text[length] = '\0';
  if (length > TEXT_MAX)
    ctl_wrong ("reply", "the text is longer than 64 KiB");
  else if (strlen (text) != length || !g_utf8_validate (text, -1, NULL))
    ctl_wrong ("reply", "the text is not UTF-8");
  else if (text[strspn (text, " \t\r\n")] == '\0')
    ctl_wrong ("reply", "there is no text on standard input");
  else
    return g_steal_pointer (&text);
  return NULL;
}

static gboolean
reply (GalleyProject *project, const char *number, const char *text, gint64 *id, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, error);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) now = NULL;
  gint64 parent;

  if (settings == NULL)
    return FALSE;
  if (!g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &parent, error))
    return FALSE;
  zone = galley_date_zone (settings->zone);
  now = g_date_time_new_now (zone);
  *id = galley_review_reply (project, parent,
                             *settings->author != '\0' ? settings->author : settings->title, text,
                             now, error);
  return *id != 0;
}

/**
 * cmd_reply:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl reply: answers a comment as the site's author, with the text on standard input.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_reply (int argc, char **argv)
{
  const CtlUsage usage = { "SITE.galley COMMENT-ID",
                           "Answers a comment with the text on standard input; one that waited is "
                           "approved.",
                           NULL, 2, 2 };
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 id = 0;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  text = read_text ();
  project = text != NULL ? ctl_open ("reply", argv[1], GALLEY_OPEN_EDIT) : NULL;
  if (project == NULL)
    return CTL_WRONG;
  if (!reply (project, argv[2], text, &id, &error))
    return ctl_error ("reply", error);
  ctl_printf ("%" G_GINT64_FORMAT "\n", id);
  return CTL_DONE;
}
