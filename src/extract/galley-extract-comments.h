/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-extract-posts.h"

GString *galley_extract_comments_make (GalleyProject *project,
                                       GalleyExtractPosts *posts,
                                       GCancellable *cancellable,
                                       GError **error);
