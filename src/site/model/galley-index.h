/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-model.h"

/* How those who make files find posts and what is around them. Nobody
 * else looks into what is behind it, so that a project need not be read whole to make a few files.
 */

GalleyEntry *galley_index_find (GalleyModel *model, gint64 post_id);
GalleyEntry *galley_index_find_slug (GalleyModel *model, const char *slug);
GalleyTagEntry *galley_index_find_tag (GalleyModel *model, const char *name);
const GalleyMedia *galley_index_find_media (GalleyModel *model, const char *name);
gboolean galley_index_has_path (GalleyModel *model, const char *path);

GalleyEntry *galley_entries_get (GalleyModel *model, GalleyEntries *entries, guint i);
GalleyEntry *galley_entries_peek (GalleyModel *model, GalleyEntries *entries, guint i);
guint galley_entries_seek (GalleyEntries *entries, const GalleyEntry *entry);
guint galley_entry_get_position (GalleyModel *model, const GalleyEntry *entry);
