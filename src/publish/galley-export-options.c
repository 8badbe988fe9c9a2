/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-options.h"

#include <string.h>

/**
 * galley_export_report_clear:
 * @report: what galley_site_export() filled
 */
void
galley_export_report_clear (GalleyExportReport *report)
{
  g_clear_pointer (&report->changes, g_strfreev);
  g_clear_pointer (&report->warnings, g_strfreev);
  memset (report, 0, sizeof *report);
}
