/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "galley-date.h"
#include "galley-file.h"
#include "galley-import-private.h"
#include "galley-mail.h"
#include "galley-site-settings.h"

/* More warnings than this nobody reads; that there were more is told. */
#define MAX_WARNINGS 1000
#define HEAD_BYTES 4096
#define MAX_LOOKED_AT 40
#define MAX_LOOKED_INTO 3 /* folders, and how deep */

typedef enum
{
  FORMAT_NONE,
  FORMAT_MARKDOWN,
  FORMAT_COMMENTS,
  FORMAT_WXR,
  FORMAT_DISQUS,
  FORMAT_ISSO,
  FORMAT_MBOX,
} Format;

static const char *const format_names[] = { "",       "markdown", "comments", "wxr",
                                            "disqus", "isso",     "mbox" };

/**
 * galley_import_report_init:
 * @report: (out caller-allocates): a report
 */
void
galley_import_report_init (GalleyImportReport *report)
{
  memset (report, 0, sizeof *report);
  report->warnings = g_ptr_array_new_with_free_func (g_free);
}

/**
 * galley_import_report_clear:
 * @report: a report that was initialised
 */
void
galley_import_report_clear (GalleyImportReport *report)
{
  g_clear_pointer (&report->warnings, g_ptr_array_unref);
}

/**
 * galley_importer_warn:
 * @importer: the import
 * @file: what the warning is about
 * @line: a line in it, 0 where none can be told
 * @format: what is the matter
 * @...: for @format
 *
 * Puts "FILE: line N: what" among the warnings.
 */
void
galley_importer_warn (GalleyImporter *importer,
                      const char *file,
                      guint line,
                      const char *format,
                      ...)
{
  g_autofree char *bytes = NULL;
  g_autofree char *what = NULL;
  va_list arguments;

  if (importer->n_warnings++ >= MAX_WARNINGS)
    return;
  va_start (arguments, format);
  bytes = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  what = g_utf8_make_valid (bytes, -1); /* what is quoted in it is cut by bytes */
  if (line > 0)
    g_ptr_array_add (importer->report->warnings,
                     g_strdup_printf ("%s: line %u: %s", file, line, what));
  else
    g_ptr_array_add (importer->report->warnings, g_strdup_printf ("%s: %s", file, what));
}

static gboolean
has_ending (const char *path, const char *ending)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ending);
}

static gboolean read_head (const char *path, char *head, gsize *length, GError **error);

/* Whether the files of a folder are mails: the first of them tell, or else those of the first
 * folders in it. */
static gboolean
holds_mails (const char *path, guint depth)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *head = g_malloc0 (HEAD_BYTES + 1);
  const char *name;
  guint n_mails = 0;

  for (guint i = 0; dir != NULL && i < MAX_LOOKED_AT && (name = g_dir_read_name (dir)) != NULL; i++)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      gsize length = 0;

      if (galley_source_is_markdown (name))
        return FALSE;
      if (g_file_test (file, G_FILE_TEST_IS_REGULAR) && read_head (file, head, &length, NULL) &&
          (has_ending (name, ".eml") || galley_mail_is_likely (head, length)))
        n_mails++;
      else if (*name != '.' && depth < MAX_LOOKED_INTO && folders->len < MAX_LOOKED_INTO &&
               g_file_test (file, G_FILE_TEST_IS_DIR) &&
               !g_file_test (file, G_FILE_TEST_IS_SYMLINK))
        g_ptr_array_add (folders, g_steal_pointer (&file));
    }
  for (guint i = 0; n_mails == 0 && i < folders->len; i++)
    n_mails += holds_mails (g_ptr_array_index (folders, i), depth + 1);
  return n_mails > 0;
}

/* A folder is Markdown, or a Maildir where it has the three folders of one, or it holds mails. */
static Format
detect_folder (const char *path)
{
  g_autofree char *new = g_build_filename (path, "new", NULL);
  g_autofree char *cur = g_build_filename (path, "cur", NULL);

  if (g_file_test (new, G_FILE_TEST_IS_DIR) && g_file_test (cur, G_FILE_TEST_IS_DIR))
    return FORMAT_MBOX;
  return holds_mails (path, 0) ? FORMAT_MBOX : FORMAT_MARKDOWN;
}

static Format
detect_content (const char *path, const char *head, gsize length)
{
  if (length >= 16 && memcmp (head, "SQLite format 3", 16) == 0)
    return FORMAT_ISSO;
  if (g_strstr_len (head, (gssize) length, "disqus.com") != NULL && strchr (head, '<') != NULL)
    return FORMAT_DISQUS;
  if (g_strstr_len (head, (gssize) length, "<rss") != NULL ||
      g_strstr_len (head, (gssize) length, "wordpress.org/export") != NULL)
    return FORMAT_WXR;
  if (has_ending (path, ".mbox") || has_ending (path, ".eml") ||
      (!galley_source_is_markdown (path) && galley_mail_is_likely (head, length)))
    return FORMAT_MBOX;
  if (galley_source_is_markdown (path) || has_ending (path, ".txt"))
    return FORMAT_MARKDOWN;
  if (has_ending (path, ".jsonl") || has_ending (path, ".ndjson") || has_ending (path, ".csv") ||
      has_ending (path, ".json"))
    return FORMAT_COMMENTS;
  return FORMAT_NONE;
}

/* Reads the begin of a file; FALSE where it is none, or cannot be read. */
static gboolean
read_head (const char *path, char *head, gsize *length, GError **error)
{
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_fopen (path, "rb") : NULL;

  if (file == NULL && g_file_test (path, G_FILE_TEST_EXISTS) &&
      !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, GALLEY_INTAKE_ERROR, GALLEY_INTAKE_ERROR_UNSAFE,
                   "%s: neither a file nor a folder", path);
      return FALSE;
    }
  if (file == NULL)
    {
      int saved = g_access (path, R_OK) != 0 ? errno : EIO;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", path,
                   g_strerror (saved));
      return FALSE;
    }
  *length = fread (head, 1, HEAD_BYTES, file);
  fclose (file);
  return TRUE;
}

static gboolean
detect (const char *path, Format *format, GError **error)
{
  g_autofree char *head = g_malloc0 (HEAD_BYTES + 1);
  gsize length = 0;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      *format = detect_folder (path);
      return TRUE;
    }
  if (!read_head (path, head, &length, error))
    return FALSE;
  *format = detect_content (path, head, length);
  if (*format != FORMAT_NONE)
    return TRUE;
  g_set_error (error, GALLEY_INTAKE_ERROR, GALLEY_INTAKE_ERROR_UNKNOWN_FORMAT,
               "%s: its format is not known; name it with --format", path);
  return FALSE;
}

static gboolean
choose_format (const char *path, const char *name, Format *format, GError **error)
{
  if (name == NULL || g_str_equal (name, "auto"))
    return detect (path, format, error);
  for (gsize i = 1; i < G_N_ELEMENTS (format_names); i++)
    if (g_str_equal (name, format_names[i]))
      {
        *format = (Format) i;
        return TRUE;
      }
  g_set_error (error, GALLEY_INTAKE_ERROR, GALLEY_INTAKE_ERROR_UNKNOWN_FORMAT,
               "“%s” is no format; there are auto, markdown, wxr, disqus, isso, mbox and comments",
               name);
  return FALSE;
}

/* What galley_extract() put beside the texts: the site and its series, and the comments. */
static gboolean
import_beside (GalleyImporter *importer, const char *folder, GError **error)
{
  g_autofree char *site = g_build_filename (folder, "galley.json", NULL);
  g_autofree char *comments = g_build_filename (folder, "comments.jsonl", NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_test (site, G_FILE_TEST_IS_REGULAR))
    {
      if (!galley_file_read_limited (site, GALLEY_IMPORT_MAX_TEXT, &text, &length, error) ||
          !galley_import_site (importer, text, error))
        return FALSE;
    }
  return !g_file_test (comments, G_FILE_TEST_IS_REGULAR) ||
         galley_import_comment_file (importer, comments, error);
}

static gboolean
import_markdown (GalleyImporter *importer, const char *source, GError **error)
{
  g_autoptr (GalleySourceTree) tree =
      galley_source_tree_open (source, importer->cancellable, error);

  if (tree == NULL || !galley_import_tree (importer, tree, error))
    return FALSE;
  return !g_file_test (source, G_FILE_TEST_IS_DIR) || import_beside (importer, source, error);
}

static gboolean
import_source (GalleyImporter *importer, const char *source, GError **error)
{
  Format format = FORMAT_NONE;

  if (!choose_format (source, importer->options->format, &format, error))
    return FALSE;
  switch (format)
    {
    case FORMAT_MARKDOWN:
      return import_markdown (importer, source, error);
    case FORMAT_COMMENTS:
      return galley_import_comment_file (importer, source, error);
    case FORMAT_MBOX:
      return galley_import_mail (importer, source, error);
    default:
      g_set_error (error, GALLEY_INTAKE_ERROR, GALLEY_INTAKE_ERROR_NOT_BUILT,
                   "%s: the format “%s” is not read yet", source, format_names[format]);
      return FALSE;
    }
}

/* Nothing found at all means that the wrong thing was named, which is worth an error. */
static gboolean
check_found (GalleyImporter *importer, const char *const *sources, GError **error)
{
  const GalleyImportReport *report = importer->report;
  guint taken = report->posts.added + report->posts.updated + report->pages.added +
                report->pages.updated + report->comments.added + report->comments.updated;
  guint found = report->posts.found + report->pages.found + report->comments.found;

  if (found == 0)
    {
      g_set_error (error, GALLEY_INTAKE_ERROR, GALLEY_INTAKE_ERROR_FAILED,
                   "%s: nothing to import is there", sources[0]);
      return FALSE;
    }
  if (taken == 0 && importer->n_malformed >= found)
    {
      g_set_error (
          error, GALLEY_INTAKE_ERROR, GALLEY_INTAKE_ERROR_MALFORMED, "nothing could be read: %s",
          report->warnings->len > 0 ? (const char *) g_ptr_array_index (report->warnings, 0)
                                    : sources[0]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
import_all (GalleyImporter *importer, const char *const *sources, GError **error)
{
  for (gsize i = 0; sources[i] != NULL; i++)
    if (!import_source (importer, sources[i], error))
      return FALSE;
  if (importer->n_warnings > MAX_WARNINGS)
    g_ptr_array_add (
        importer->report->warnings,
        g_strdup_printf ("%u more warnings are not shown", importer->n_warnings - MAX_WARNINGS));
  return check_found (importer, sources, error) &&
         !g_cancellable_set_error_if_cancelled (importer->cancellable, error);
}

/**
 * galley_import:
 * @project: an open project
 * @sources: (array zero-terminated=1): files and folders
 * @options: what to do
 * @report: (inout): an initialised report, filled also on error
 * @cancellable: (nullable): stops it; nothing is then changed
 * @error: GALLEY_INTAKE_ERROR, GALLEY_STORE_ERROR, G_FILE_ERROR, G_IO_ERROR
 *
 * Takes in all of @sources in one transaction, or with an error nothing. What is malformed is left
 * out with a warning and never stops the rest, unless it is all that there is. What an earlier
 * import took in and has not changed since is left as it is; what has changed becomes the working
 * copy of the same post. Works in the calling thread.
 *
 * Returns: whether it was done
 */
gboolean
galley_import (GalleyProject *project,
               const char *const *sources,
               const GalleyImportOptions *options,
               GalleyImportReport *report,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, error);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) now = NULL;
  GalleyImporter importer = { project, options, report, cancellable };

  if (settings == NULL)
    return FALSE;
  importer.zone = zone = galley_date_zone (settings->zone);
  importer.now = now = g_date_time_new_now (zone);
  if (!galley_project_begin (project, error))
    return FALSE;
  if (!galley_project_expect_many (project, TRUE, error) ||
      !import_all (&importer, sources, error) ||
      !galley_project_expect_many (project, FALSE, error))
    {
      galley_project_roll_back (project);
      return FALSE;
    }
  if (options->dry_run)
    {
      galley_project_roll_back (project);
      return TRUE;
    }
  return galley_project_commit (project, error);
}
