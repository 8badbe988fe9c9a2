/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-change.h"
#include "galley-model.h"

/* What a change reaches: the files of a partial model that must be made again. Each kind of file is
 * asked; see GalleyPageKind. */
typedef struct
{
  GalleyModel *model;
  gboolean is_everything; /* more than can be said in single files: the whole site is looked at */
} GalleyReach;

/* One change, of the text or of the comments of a post. */
typedef struct
{
  GalleyChangeKind kind;
  GalleyEntry *entry; /* NULL for one that is not on the site */
} GalleySiteChange;

void galley_reach_file (GalleyReach *reach,
                        GalleyFileKind kind,
                        char *path,
                        gconstpointer subject,
                        guint number);
void galley_reach_everything (GalleyReach *reach);
