/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-file-list.h"
#include "galley-site.h"

/* What the head of a page says of it. Texts are plain. */
typedef struct
{
  const char *title;
  const char *description;         /* (nullable) */
  const GalleyEntry *entry;        /* (nullable): the post that it is the page of */
  const GalleySeriesEntry *series; /* (nullable): whose feed it has */
} GalleyHead;

char *galley_head_make (GalleySite *site,
                        const GalleyFile *file,
                        const GalleyHead *head,
                        const GalleyViewpoint *from);
