/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A reader of comma-separated values (RFC 4180); also with semicolons or tabs. */
typedef struct
{
  const char *p;
  const char *end;
  char separator;
  guint line; /* where the record read last begins, from 1 */
  guint next_line;
} GalleyCsvReader;

void galley_csv_reader_init (GalleyCsvReader *reader, const char *text, gsize length);
GPtrArray *galley_csv_read_record (GalleyCsvReader *reader);
