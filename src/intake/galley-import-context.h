/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import-ledger.h"
#include "galley-import.h"

/* What the parts of one import share. */
typedef struct
{
  GalleyProject *project; /* in a transaction */
  const GalleyImportOptions *options;
  GalleyImportLedger ledger;
  GCancellable *cancellable; /* (nullable) */
  GTimeZone *zone;           /* the site's */
  GDateTime *now;            /* for what does not say when it was made */
  /* The source is a whole extract, and the project was empty: what the extract says of ids and of
   * the statuses of comments holds. */
  gboolean restores;
} GalleyImportContext;
