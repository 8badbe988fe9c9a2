/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"

#include "galley-date.h"
#include "galley-format.h"
#include "galley-formats-error.h"
#include "galley-importer.h"
#include "galley-site-settings.h"

G_DEFINE_QUARK (galley - intake - error - quark, galley_intake_error)

static const GalleyFormat *
choose_format (const char *source, const char *name, GError **error)
{
  return name == NULL || g_str_equal (name, "auto") ? galley_format_detect (source, error)
                                                    : galley_format_find (name, error);
}

static gboolean
import_source (GalleyImporter *importer, const char *source, const char *name, GError **error)
{
  const GalleyFormat *format = choose_format (source, name, error);

  return format != NULL && galley_importer_begin_source (importer, error) &&
         format->read (source, galley_importer_get_read_options (importer),
                       galley_importer_get_sink (importer), error) &&
         galley_importer_end_source (importer, error);
}

/* Nothing found at all means that the wrong thing was named, which is worth an error. */
static gboolean
check_found (const GalleyImportLedger *ledger, const char *source, GError **error)
{
  const GalleyImportReport *report = ledger->report;
  guint taken = report->posts.added + report->posts.updated + report->pages.added +
                report->pages.updated + report->comments.added + report->comments.updated;
  guint found = report->posts.found + report->pages.found + report->comments.found;

  if (found == 0)
    {
      g_set_error (error, GALLEY_INTAKE_ERROR, GALLEY_INTAKE_ERROR_NOTHING_FOUND,
                   "%s: nothing to import is there", source);
      return FALSE;
    }
  if (taken == 0 && ledger->n_refused >= found)
    {
      g_set_error (
          error, GALLEY_INTAKE_ERROR, GALLEY_INTAKE_ERROR_MALFORMED, "nothing could be read: %s",
          report->warnings->len > 0 ? (const char *) g_ptr_array_index (report->warnings, 0)
                                    : source);
      return FALSE;
    }
  return TRUE;
}

static gboolean
import_all (GalleyProject *project,
            const char *const *sources,
            const GalleyImportOptions *options,
            GalleyImportReport *report,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, error);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GalleyImporter) importer = NULL;

  if (settings == NULL)
    return FALSE;
  zone = galley_date_zone (settings->zone);
  importer = galley_importer_new (project, options, zone, report, cancellable);
  for (gsize i = 0; sources[i] != NULL; i++)
    if (!import_source (importer, sources[i], options->format, error))
      return FALSE;
  return check_found (galley_importer_close (importer), sources[0], error) &&
         !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * galley_import:
 * @project: an open project
 * @sources: (array zero-terminated=1): files and folders
 * @options: what to do
 * @report: (inout): an initialised report, filled also on error
 * @cancellable: (nullable): stops it; nothing is then changed
 * @error: GALLEY_INTAKE_ERROR, GALLEY_FORMATS_ERROR, GALLEY_STORE_ERROR, G_FILE_ERROR, G_IO_ERROR
 *
 * Takes in all of @sources in one transaction, or with an error nothing. What is malformed is left
 * out with a warning and never stops the rest, unless it is all that there is. What an earlier
 * import took in and has not changed since is left as it is; what has changed becomes the working
 * copy of the same post. A whole extract of Galley's own, taken into an empty project, comes back
 * as it was. Works in the calling thread.
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
  if (!galley_project_begin (project, error))
    return FALSE;
  if (!galley_project_expect_many (project, TRUE, error) ||
      !import_all (project, sources, options, report, cancellable, error) ||
      !galley_project_expect_many (project, FALSE, error))
    {
      galley_project_roll_back (project);
      return FALSE;
    }
  if (!options->dry_run)
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return TRUE;
}
