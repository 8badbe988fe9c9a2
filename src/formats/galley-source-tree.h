/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A folder of texts and of the pictures that they use; or one text with the folder that it stands
 * in; or files that are built into the program. Nothing outside of @root is ever read. */
typedef struct
{
  gatomicrefcount references;
  char *root;          /* a folder, canonical, or a path in @resource */
  char *name;          /* its last part, the first part of where its posts come from */
  GResource *resource; /* (nullable) */
  GPtrArray *paths;    /* of char *: the texts, relative to @root, sorted */
} GalleySourceTree;

GalleySourceTree *
galley_source_tree_open (const char *source, GCancellable *cancellable, GError **error);
GalleySourceTree *galley_source_tree_open_resource (GResource *resource, const char *path);
GalleySourceTree *galley_source_tree_ref (GalleySourceTree *tree);
void galley_source_tree_unref (GalleySourceTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySourceTree, galley_source_tree_unref)
GBytes *galley_source_tree_load (GalleySourceTree *tree,
                                 const char *path,
                                 gsize limit,
                                 gint64 *modified,
                                 GError **error);
gboolean galley_source_tree_has (GalleySourceTree *tree, const char *path);
char *galley_source_path_resolve (const char *from, const char *link);
gboolean galley_source_is_markdown (const char *path);
