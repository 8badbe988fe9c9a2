/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What became of the things of one kind: found is the sum of the others. */
typedef struct
{
  guint found, added, updated, skipped;
} GalleyImportCount;

/* What became of all that an import found. */
typedef struct
{
  GalleyImportCount posts, pages, comments, media;
  GPtrArray *warnings; /* of char *, each "FILE: line N: what" */
} GalleyImportReport;

void galley_import_report_init (GalleyImportReport *report);
void galley_import_report_clear (GalleyImportReport *report);
