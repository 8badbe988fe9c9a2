/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A folder that is filled beside its place and moved there whole: it is there complete, or not at
 * all. */
typedef struct _GalleyExtractFolder GalleyExtractFolder;

GalleyExtractFolder *galley_extract_folder_new (const char *path, GError **error);
void galley_extract_folder_free (GalleyExtractFolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyExtractFolder, galley_extract_folder_free)
gboolean galley_extract_folder_write (GalleyExtractFolder *self,
                                      const char *path,
                                      const char *data,
                                      gsize length,
                                      GError **error);
gboolean galley_extract_folder_finish (GalleyExtractFolder *self, GError **error);
