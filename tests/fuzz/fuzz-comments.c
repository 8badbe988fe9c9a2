/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-project.h"
#include "fuzz.h"

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

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = NULL;
  const char *sources[] = { NULL, NULL };
  GalleyImportOptions options = { .format = "comments", .dry_run = TRUE };
  g_autoptr (GalleyCommentColumns) columns = NULL;
  GalleyImportReport report;
  g_autoptr (GError) error = NULL;
  int file;

  if (tell_format (data, size) != FUZZ_FORMAT)
    return -1;
  file = g_file_open_tmp ("galley-fuzz-XXXXXX", &path, NULL);
  g_assert (file >= 0 && write (file, data, size) == (gssize) size);
  close (file);
  sources[0] = path;
  galley_import_report_init (&report);
  columns = galley_comment_columns_guess (path, NULL);
  galley_import (fuzz_project (), sources, &options, &report, NULL, &error);
  /* An input may be refused; a project that cannot be written to would leave all untried. */
  g_assert (error == NULL || error->domain != GALLEY_STORE_ERROR);
  g_assert (report.comments.added + report.comments.skipped <= report.comments.found);
  galley_import_report_clear (&report);
  g_remove (path);
  return 0;
}
