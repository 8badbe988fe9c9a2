/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment-reader-private.h"

gboolean galley_comment_table_read (GalleyCommentReader *reader,
                                    const char *text,
                                    gsize length,
                                    GError **error);
