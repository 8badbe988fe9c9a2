/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-model.h"

/* A site that is not read whole: the order of its posts is as the last export noted it, and each
 * post is read when somebody asks for it. It makes single files as the whole site would; what it
 * cannot do is list all. One thread only, the project's. */

GalleySite *galley_part_new (GalleyProject *project,
                             const GalleySiteOptions *options,
                             const char *folder,
                             GError **error);
void galley_part_free (GalleyPart *part);
/* What went wrong while posts were asked for, where nobody could be told. */
gboolean galley_part_check (GalleySite *site, GError **error);

/* For galley-index.c. */
GalleyEntry *galley_part_find (GalleySite *site, gint64 post_id);
GalleyEntry *galley_part_find_slug (GalleySite *site, const char *slug);
GalleyTagEntry *galley_part_find_tag (GalleySite *site, const char *name);
void galley_part_need_media (GalleySite *site);
gboolean galley_part_has_path (GalleySite *site, const char *path);
GalleyEntry *
galley_part_read (GalleySite *site, GalleyEntries *entries, guint i, gboolean is_brief);
guint galley_part_seek (const GArray *ids, gint64 post_id);
