/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Where files are written before they are moved to their place. What an interrupted export left
 * there is removed by the next. */
#define GALLEY_STAGING ".galley-tmp"

/* A folder that files are written below, held open. Below it no path goes through a symbolic link,
 * so what is written stays in the folder, whatever else is in it. One thread at a time. */
typedef struct _GalleyFolder GalleyFolder;

typedef struct
{
  gint64 size, mtime_us;
} GalleyFileState;

/* For each file in a folder; returns FALSE to stop. */
typedef gboolean (*GalleyFolderFunc) (const char *path, gpointer user_data);

GalleyFolder *galley_folder_open (const char *path, gboolean writes, GError **error);
GalleyFolder *galley_folder_create_beside (const char *path, GError **error);
GalleyFolder *galley_folder_open_again (const GalleyFolder *folder);
void galley_folder_close (GalleyFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFolder, galley_folder_close)

gboolean galley_folder_move_in (GalleyFolder *folder, const char *path, GError **error);
gboolean galley_folder_walk (GalleyFolder *folder, GalleyFolderFunc func, gpointer user_data);
gboolean galley_folder_exists (GalleyFolder *folder, const char *path);
gboolean galley_folder_stat (GalleyFolder *folder, const char *path, GalleyFileState *state);
gboolean
galley_folder_stat_quickly (GalleyFolder *folder, const char *path, GalleyFileState *state);
GBytes *galley_folder_read (GalleyFolder *folder, const char *path, gsize size);
gboolean galley_folder_write (GalleyFolder *folder,
                              const char *path,
                              GBytes *bytes,
                              GalleyFileState *state,
                              GError **error);
gboolean galley_folder_delete (GalleyFolder *folder, const char *path, GError **error);
