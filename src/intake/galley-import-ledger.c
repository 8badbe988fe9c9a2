/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import-ledger.h"

/* More warnings than this nobody reads; the last one says how many more there were. */
#define MAX_WARNINGS 1000

/**
 * galley_import_ledger_count:
 * @ledger: a ledger
 * @count: the kind of thing, in the ledger's report
 * @outcome: what became of one of them
 */
void
galley_import_ledger_count (GalleyImportLedger *ledger,
                            GalleyImportCount *count,
                            GalleyOutcome outcome)
{
  count->found++;
  if (outcome == GALLEY_OUTCOME_ADDED)
    count->added++;
  else if (outcome == GALLEY_OUTCOME_UPDATED)
    count->updated++;
  else
    count->skipped++;
  if (outcome == GALLEY_OUTCOME_REFUSED)
    ledger->n_refused++;
}

/**
 * galley_import_ledger_warn:
 * @ledger: a ledger
 * @position: what the warning is about
 * @format: what is the matter; what it quotes may be cut amid a character
 * @...: for @format
 *
 * Puts "FILE: line N: what" among the warnings.
 */
void
galley_import_ledger_warn (GalleyImportLedger *ledger,
                           const GalleySourcePosition *position,
                           const char *format,
                           ...)
{
  g_autofree char *bytes = NULL;
  g_autofree char *what = NULL;
  va_list arguments;

  if (ledger->n_warnings++ >= MAX_WARNINGS)
    return;
  va_start (arguments, format);
  bytes = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  what = g_utf8_make_valid (bytes, -1);
  if (position->number > 0)
    g_ptr_array_add (
        ledger->report->warnings,
        g_strdup_printf ("%s: %s %u: %s", position->file, position->unit, position->number, what));
  else
    g_ptr_array_add (ledger->report->warnings, g_strdup_printf ("%s: %s", position->file, what));
}

/**
 * galley_import_ledger_close:
 * @ledger: a ledger
 *
 * Says how many warnings were too many to keep.
 */
void
galley_import_ledger_close (GalleyImportLedger *ledger)
{
  if (ledger->n_warnings > MAX_WARNINGS)
    g_ptr_array_add (ledger->report->warnings, g_strdup_printf ("%u more warnings are not shown",
                                                                ledger->n_warnings - MAX_WARNINGS));
}
