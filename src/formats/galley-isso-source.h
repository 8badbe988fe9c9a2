/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record-sink.h"

gboolean
galley_isso_source_matches (const char *path, gboolean is_folder, const char *head, gsize length);
gboolean galley_isso_source_read (const char *path,
                                  const GalleyReadOptions *options,
                                  GalleyRecordSink *sink,
                                  GError **error);
