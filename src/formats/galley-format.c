/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-format.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "galley-comment-file.h"
#include "galley-comment-service.h"
#include "galley-disqus-source.h"
#include "galley-isso-source.h"
#include "galley-formats-error.h"
#include "galley-mail-source.h"
#include "galley-markdown-source.h"
#include "galley-wxr-source.h"

#define HEAD_BYTES 4096

/* In the order in which a source is held against them. */
static const GalleyFormat formats[] = {
  { "isso", galley_isso_source_matches, galley_isso_source_read },
  { "wxr", galley_wxr_source_matches, galley_wxr_source_read },
  { "disqus", galley_disqus_source_matches, galley_disqus_source_read },
  { "remark42", galley_remark42_source_matches, galley_remark42_source_read },
  { "commento", galley_commento_source_matches, galley_commento_source_read },
  { "mbox", galley_mail_source_matches, galley_mail_source_read },
  { "markdown", galley_markdown_source_matches, galley_markdown_source_read },
  { "comments", galley_comment_file_matches, galley_comment_file_read },
};

/* Reads the first bytes of a file; FALSE where it is none, or cannot be read. */
static gboolean
read_head (const char *path, char *head, gsize *length, GError **error)
{
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_fopen (path, "rb") : NULL;
  int problem;

  if (file != NULL)
    {
      *length = fread (head, 1, HEAD_BYTES, file);
      fclose (file);
      return TRUE;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNSAFE,
                   "%s: neither a file nor a folder", path);
      return FALSE;
    }
  problem = g_access (path, R_OK) != 0 ? errno : EIO;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (problem), "%s: %s", path,
               g_strerror (problem));
  return FALSE;
}

/**
 * galley_format_detect:
 * @path: a file or a folder
 * @error: GALLEY_FORMATS_ERROR_UNKNOWN_FORMAT, G_FILE_ERROR
 *
 * Returns: (transfer none) (nullable): the format that @path is in, as its content tells it
 */
const GalleyFormat *
galley_format_detect (const char *path, GError **error)
{
  g_autofree char *head = g_malloc0 (HEAD_BYTES + 1);
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  gsize length = 0;

  if (!is_folder && !read_head (path, head, &length, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].matches (path, is_folder, head, length))
      return &formats[i];
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNKNOWN_FORMAT,
               "%s: its format is not known; name it with --format", path);
  return NULL;
}

/**
 * galley_format_find:
 * @name: of a format
 * @error: GALLEY_FORMATS_ERROR_UNKNOWN_FORMAT
 *
 * Returns: (transfer none) (nullable): the format
 */
const GalleyFormat *
galley_format_find (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new ("auto");

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_equal (formats[i].name, name))
        return &formats[i];
      g_string_append_printf (names, "%s%s", i + 1 < G_N_ELEMENTS (formats) ? ", " : " and ",
                              formats[i].name);
    }
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNKNOWN_FORMAT,
               "“%s” is no format; there are %s", name, names->str);
  return NULL;
}
