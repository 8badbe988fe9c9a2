/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record-sink.h"

/* One of the formats that posts or comments come in. To add one: a file in this room that finds
 * such sources by their content and hands over their records, and a line in the table of
 * galley-format.c. */
typedef struct
{
  const char *name; /* as a person names it: "markdown" */
  /* Whether the file or folder at @path is in this format. @head: its first bytes, followed by a
   * nul; "" for a folder */
  gboolean (*matches) (const char *path, gboolean is_folder, const char *head, gsize length);
  /* Hands over what is at @path. What is
   * malformed is a note; FALSE only where the reading cannot go on. */
  gboolean (*read) (const char *path,
                    const GalleyReadOptions *options,
                    GalleyRecordSink *sink,
                    GError **error);
} GalleyFormat;

const GalleyFormat *galley_format_detect (const char *path, GError **error);
const GalleyFormat *galley_format_find (const char *name, GError **error);
