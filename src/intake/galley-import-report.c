/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import-report.h"

/**
 * galley_import_report_init:
 * @report: (out caller-allocates): a report that says nothing
 */
void
galley_import_report_init (GalleyImportReport *report)
{
  *report = (GalleyImportReport){ .warnings = g_ptr_array_new_with_free_func (g_free) };
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
