/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "galley-file.h"
#include "galley-markdown.h"
#include "galley-text.h"
#include "galleyctl.h"

#define MAX_BYTES (256 * 1024 * 1024)

static gboolean
read_standard_input (char **data, gsize *length, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char block[65536];
  gsize n;

  while ((n = fread (block, 1, sizeof block, stdin)) > 0)
    {
      g_string_append_len (text, block, (gssize) n);
      if (text->len > MAX_BYTES)
        {
          g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                               "standard input: larger than 256 MiB");
          return FALSE;
        }
    }
  if (ferror (stdin))
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, "standard input: reading failed");
      return FALSE;
    }
  *length = text->len;
  *data = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

static gboolean
choose_profile (const char *name, GalleyProfile *profile)
{
  static const char *const names[] = { "post", "gfm", "commonmark", "comment" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (name == NULL || g_str_equal (name, names[i]))
      {
        *profile = (GalleyProfile) i;
        return TRUE;
      }
  return FALSE;
}

static int
render (const char *path, const char *profile)
{
  GalleyMarkdownOptions options = { 0 };
  g_autoptr (GalleyDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autofree char *text = NULL;
  const char *html;
  gsize length;

  if (!choose_profile (profile, &options.profile))
    return ctl_wrong ("render", "--profile: “%s” is none of post, gfm, commonmark and comment",
                      profile);
  if (path == NULL || g_str_equal (path, "-")
          ? !read_standard_input (&data, &length, &error)
          : !galley_file_read_limited (path, MAX_BYTES, &data, &length, &error))
    return ctl_error ("render", error);
  text = galley_text_repair (data, length, NULL);
  document = galley_document_new (text, -1, &options);
  if (galley_document_get_warning (document) != NULL)
    fprintf (stderr, "galleyctl: render: %s: %s\n", path != NULL ? path : "standard input",
             galley_document_get_warning (document));
  html = galley_document_get_html (document, &length);
  ctl_print (html, (gssize) length);
  return CTL_DONE;
}

/**
 * cmd_render:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl render: makes an HTML fragment of Markdown; knows no project.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_render (int argc, char **argv)
{
  char *profile = NULL;
  const GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &profile, "post, gfm, commonmark or comment", "P" },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "[FILE]", "Makes an HTML fragment of Markdown.", entries, 0, 1 };
  int status = CTL_WRONG;

  if (ctl_parse (&usage, &argc, &argv))
    status = render (argc > 1 ? argv[1] : NULL, profile);
  g_free (profile);
  return status;
}
