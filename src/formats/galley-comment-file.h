/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record-sink.h"

#define GALLEY_COMMENT_FILE_MAX (1024 * 1024 * 1024)

gboolean
galley_comment_file_matches (const char *path, gboolean is_folder, const char *head, gsize length);
gboolean galley_comment_file_read (const char *path,
                                   const GalleyReadOptions *options,
                                   GalleyRecordSink *sink,
                                   GError **error);
gboolean galley_comment_file_read_data (const char *name,
                                        const char *data,
                                        gsize length,
                                        const GalleyReadOptions *options,
                                        GalleyRecordSink *sink,
                                        GError **error);
