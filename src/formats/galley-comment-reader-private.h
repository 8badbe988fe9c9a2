/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record-sink.h"

/* What the readers of comments in JSON and in tables share: from the texts of one comment's fields
 * to its record. */
typedef struct
{
  const char *name; /* of the file */
  const GalleyReadOptions *options;
  GalleyRecordSink *sink;
} GalleyCommentReader;

GalleyCommentRecord *
galley_comment_reader_make (GalleyCommentReader *reader, char **fields, guint line);
void galley_comment_reader_refuse (GalleyCommentReader *reader, guint line, const char *why);
gboolean
galley_comment_reader_go_on (GalleyCommentReader *reader, gsize done, gsize total, GError **error);
