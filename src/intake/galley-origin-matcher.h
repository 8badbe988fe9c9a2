/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"
#include "galley-record.h"

/* Knows a text again that was imported before from another folder, and has changed since: from a
 * copy, a fresh clone, or a folder with a new name. */
typedef struct _GalleyOriginMatcher GalleyOriginMatcher;

GalleyOriginMatcher *galley_origin_matcher_new (GalleyProject *project);
void galley_origin_matcher_free (GalleyOriginMatcher *self);
void galley_origin_matcher_note (GalleyOriginMatcher *self,
                                 const GalleyPostRecord *record,
                                 gint64 id,
                                 const char *found);
gboolean galley_origin_matcher_find (GalleyOriginMatcher *self,
                                     const GalleyPostRecord *record,
                                     gint64 *id,
                                     GError **error);
