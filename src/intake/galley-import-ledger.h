/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-report.h"
#include "galley-record.h"

/* The book of an import: what becomes of each thing is written here as it happens, by whoever
 * decides it. The same warning about many files is one. */
typedef struct
{
  GalleyImportReport *report; /* the caller's */
  GHashTable *rows;           /* char *, what a warning says, to what is known of it */
  guint n_warnings;           /* different ones, also those that were too many to keep */
  guint n_refused;            /* files and comments that could not be read */
} GalleyImportLedger;

typedef enum
{
  GALLEY_OUTCOME_ADDED,
  GALLEY_OUTCOME_UPDATED,
  GALLEY_OUTCOME_SKIPPED,
  GALLEY_OUTCOME_REFUSED, /* skipped, since it cannot be read */
} GalleyOutcome;

void galley_import_ledger_init (GalleyImportLedger *ledger, GalleyImportReport *report);
void galley_import_ledger_clear (GalleyImportLedger *ledger);
void galley_import_ledger_count (GalleyImportLedger *ledger,
                                 GalleyImportCount *count,
                                 GalleyOutcome outcome);
void galley_import_ledger_warn (GalleyImportLedger *ledger,
                                const GalleySourcePosition *position,
                                const char *format,
                                ...) G_GNUC_PRINTF (3, 4);
void galley_import_ledger_close (GalleyImportLedger *ledger);
