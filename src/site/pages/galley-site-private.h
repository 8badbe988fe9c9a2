/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-model.h"
#include "galley-pictures.h"
#include "galley-site.h"
#include "galley-value.h"

/* The model, which many threads read, and what makers of files share. */
struct _GalleySite
{
  GalleyModel *model;

  GalleyValue *options;   /* the theme's options as the site sets them */
  GalleyValue *text;      /* the words of templates */
  gint64 preview_comment; /* a comment that is shown as if it were approved; 0: none */

  GalleyThumbnailer *thumbnailer;
  GBytes
      *media_data; /* (nullable): what was read last, of media_id: several files are made from it */
  gint64 media_id;

  GMutex lock;
  GHashTable *shared;   /* galley-context.c: what all pages of one depth share; under lock */
  GHashTable *warnings; /* a set of char*: what was found of media; under lock */
};
