/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-model.h"

/* How those who make files find posts and what is around them. Nobody but the plan looks into
 * what is behind it, so that a site need not be read whole to make a few files of it. */

GalleyEntry *galley_index_find (GalleySite *site, gint64 post_id);
GalleyEntry *galley_index_find_slug (GalleySite *site, const char *slug);
GalleyTagEntry *galley_index_find_tag (GalleySite *site, const char *name);
const GalleyMedia *galley_index_find_media (GalleySite *site, const char *name);
gboolean galley_index_has_path (GalleySite *site, const char *path);

GalleyEntries *galley_entries_new (void);
void galley_entries_free (GalleyEntries *entries);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEntries, galley_entries_free)
void galley_entries_add (GalleyEntries *entries, GalleyEntry *entry);
guint galley_entries_length (const GalleyEntries *entries);
GalleyEntry *galley_entries_get (GalleySite *site, GalleyEntries *entries, guint i);
GalleyEntry *galley_entries_peek (GalleySite *site, GalleyEntries *entries, guint i);
guint galley_entries_seek (GalleyEntries *entries, const GalleyEntry *entry);
guint galley_entry_get_position (GalleySite *site, const GalleyEntry *entry);
