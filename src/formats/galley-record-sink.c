/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-record-sink.h"

/**
 * galley_record_sink_note:
 * @sink: who takes what is read
 * @kind: what the note means
 * @position: what it is about
 * @format: what is the matter; what it quotes may be cut amid a character
 * @...: for @format
 *
 * Tells what a person who reads a source would want to know.
 */
void
galley_record_sink_note (GalleyRecordSink *sink,
                         GalleyNoteKind kind,
                         const GalleySourcePosition *position,
                         const char *format,
                         ...)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  bytes = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  text = g_utf8_make_valid (bytes, -1);
  sink->take_note (sink, kind, position, text);
}
