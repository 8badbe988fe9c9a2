/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-project.h"
#include "fuzz.h"

#include <unistd.h>

#include "galley-import.h"
#include "galley-lenient-date.h"

/* A post with front matter goes into a project as far as it is whole, and its fields are texts.
 * FUZZ_FIRST: with what the front matter begins, which tells its language. */
static void
check_dates (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GDateTime) date = galley_lenient_date_parse (valid, zone);
  g_autofree char *shown = date != NULL ? g_date_time_format_iso8601 (date) : NULL;

  g_assert ((date == NULL) == (shown == NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = NULL;
  const char *sources[] = { NULL, NULL };
  GalleyImportOptions options = { .format = "markdown", .dry_run = TRUE };
  GalleyImportReport report;
  g_autoptr (GError) error = NULL;
  int file;

  if (size == 0 || data[0] != FUZZ_FIRST)
    return -1;
  file = g_file_open_tmp ("galley-fuzz-XXXXXX.md", &path, NULL);
  g_assert (file >= 0 && write (file, data, size) == (gssize) size);
  close (file);
  sources[0] = path;
  galley_import_report_init (&report);
  galley_import (fuzz_project (), sources, &options, &report, NULL, &error);
  /* An input may be refused; a project that cannot be written to would leave all untried. */
  g_assert (error == NULL || error->domain != GALLEY_STORE_ERROR);
  g_assert (report.posts.added + report.posts.skipped + report.posts.updated <= report.posts.found);
  for (guint i = 0; i < report.warnings->len; i++)
    g_assert (g_utf8_validate (g_ptr_array_index (report.warnings, i), -1, NULL));
  galley_import_report_clear (&report);
  g_remove (path);
  {
    g_autofree char *text = g_strndup ((const char *) data + 1, size - 1);

    check_dates (text);
  }
  return 0;
}
