/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-incremental-private.h"

#include <string.h>

/**
 * galley_export_project:
 * @project: a project
 * @site_options: (nullable): what to publish; %NULL: what is published now
 * @folder: where to; a file name in the file system's encoding
 * @options: (nullable): how
 * @report: (out) (optional): what was done; to be cleared
 * @cancellable: (nullable): stops between files
 * @error: GALLEY_EXPORT_ERROR, GALLEY_SITE_ERROR, GALLEY_STORE_ERROR, GALLEY_THEME_ERROR,
 * G_IO_ERROR_CANCELLED
 *
 * As galley_site_new() and galley_site_export(), but where only texts of a few posts changed since
 * the last export to @folder, the site is not read whole: the cost is that of the change. Such an
 * export of a large site does not look at files that it does not make, unless @options ask for
 * a full one.
 *
 * Returns: whether the folder holds the site now
 */
gboolean
galley_export_project (GalleyProject *project,
                       const GalleySiteOptions *site_options,
                       const char *folder,
                       const GalleyExportOptions *options,
                       GalleyExportReport *report,
                       GCancellable *cancellable,
                       GError **error)
{
  static const GalleyExportOptions plain = { FALSE };
  GalleyExportReport own = { 0 };
  gint64 begun = g_get_monotonic_time ();
  gboolean is_special =
      site_options != NULL && (site_options->drafts || site_options->working != NULL);
  g_autoptr (GalleySite) site = NULL;
  gboolean is_done = FALSE;
  gboolean good = TRUE;

  if (report == NULL)
    report = &own;
  if (options == NULL)
    options = &plain;
  memset (report, 0, sizeof *report);
  if (!is_special && !options->full)
    good = galley_export_incremental (project, site_options, folder, options, report, cancellable,
                                      &is_done, error);
  if (!is_done)
    {
      galley_export_report_clear (report);
      site = galley_site_new (project, site_options, error);
      good = site != NULL && galley_site_export (site, folder, options, report, cancellable, error);
    }
  report->seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  galley_export_report_clear (&own);
  return good;
}
