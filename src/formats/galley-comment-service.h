/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record-sink.h"

/* What services of comments export in JSON: Remark42 a comment a line, Commento one object. */
gboolean galley_remark42_source_matches (const char *path,
                                         gboolean is_folder,
                                         const char *head,
                                         gsize length);
gboolean galley_remark42_source_read (const char *path,
                                      const GalleyReadOptions *options,
                                      GalleyRecordSink *sink,
                                      GError **error);
gboolean galley_commento_source_matches (const char *path,
                                         gboolean is_folder,
                                         const char *head,
                                         gsize length);
gboolean galley_commento_source_read (const char *path,
                                      const GalleyReadOptions *options,
                                      GalleyRecordSink *sink,
                                      GError **error);
