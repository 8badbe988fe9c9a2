/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-extract-folder.h"
#include "galley-post.h"

/* The posts of a project on their way out: each has a path, which the links between them name. */
typedef struct _GalleyExtractPosts GalleyExtractPosts;

GalleyExtractPosts *
galley_extract_posts_new (GalleyProject *project, GCancellable *cancellable, GError **error);
void galley_extract_posts_free (GalleyExtractPosts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyExtractPosts, galley_extract_posts_free)
const char *galley_extract_posts_get_slug (GalleyExtractPosts *self, gint64 id);
gboolean
galley_extract_posts_write (GalleyExtractPosts *self, GalleyExtractFolder *folder, GError **error);
