/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "galley-import.h"

/* JSON lines, JSON lists and CSV go into a project as far as they are whole. FUZZ_FORMAT: one of
 * them, as the first character tells it. */
static char
tell_format (const guint8 *data, gsize size)
{
  while (size > 0 && (*data == ' ' || *data == '\t' || *data == '\n'))
    {
      data++;
      size--;
    }
  return size > 0 && (*data == '{' || *data == '[') ? (char) *data : ',';
}

static GalleyProject *
open_project (void)
{
  static GalleyProject *project = NULL;

  if (project == NULL)
    {
      g_autofree char *folder = g_dir_make_tmp ("galley-fuzz-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "fuzz.galley", NULL);

      project = galley_project_create (path, NULL);
      g_assert (project != NULL);
      g_remove (path); /* it lives as long as it is open */
    }
  return project;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = NULL;
  const char *sources[] = { NULL, NULL };
  GalleyImportOptions options = { .format = "comments", .dry_run = TRUE };
  g_autoptr (GalleyCommentColumns) columns = NULL;
  GalleyImportReport report;
  int file;

  if (tell_format (data, size) != FUZZ_FORMAT)
    return -1;
  file = g_file_open_tmp ("galley-fuzz-XXXXXX", &path, NULL);
  g_assert (file >= 0 && write (file, data, size) == (gssize) size);
  close (file);
  sources[0] = path;
  galley_import_report_init (&report);
  columns = galley_comment_columns_guess (path, NULL);
  galley_import (open_project (), sources, &options, &report, NULL, NULL);
  g_assert (report.comments.added + report.comments.skipped <= report.comments.found);
  galley_import_report_clear (&report);
  g_remove (path);
  return 0;
}
