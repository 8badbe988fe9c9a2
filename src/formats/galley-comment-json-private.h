/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment-reader-private.h"

gboolean galley_comment_json_read_lines (GalleyCommentReader *reader,
                                         const char *text,
                                         gsize length,
                                         GError **error);
gboolean galley_comment_json_read_list (GalleyCommentReader *reader,
                                        const char *text,
                                        gsize length,
                                        GError **error);
gboolean galley_json_is_shallow (const char *line, gsize length);
