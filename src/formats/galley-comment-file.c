/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-file.h"

#include <string.h>

#include "galley-comment-json-private.h"
#include "galley-comment-reader-private.h"
#include "galley-comment-table-private.h"
#include "galley-file.h"
#include "galley-text.h"

/**
 * galley_comment_file_matches:
 * @path: a file or a folder
 * @is_folder: which of them
 * @head: the first bytes of a file
 * @length: bytes of @head
 *
 * Returns: whether @path bears the name of a file of comments
 */
gboolean
galley_comment_file_matches (const char *path, gboolean is_folder, const char *head, gsize length)
{
  static const char *const endings[] = { ".jsonl", ".ndjson", ".csv", ".json" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; !is_folder && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/**
 * galley_comment_file_read_data:
 * @name: of the file, for messages
 * @data: JSON lines, a JSON list, or CSV with a line of names
 * @length: bytes of @data
 * @options: how to read it
 * @sink: gets the comments
 * @error: G_IO_ERROR_CANCELLED, and what @sink gives
 *
 * Hands over the comments of a file. What is none is a note with its line.
 */
gboolean
galley_comment_file_read_data (const char *name,
                               const char *data,
                               gsize length,
                               const GalleyReadOptions *options,
                               GalleyRecordSink *sink,
                               GError **error)
{
  const GalleySourcePosition position = { name, "line", 0 };
  GalleyTextReading reading;
  g_autofree char *text = galley_text_decode (data, length, &reading);
  gsize text_length = strlen (text);
  GalleyCommentReader reader = { name, options, sink };
  char first = text[strspn (text, " \t\n")];

  if (reading != GALLEY_TEXT_WHOLE)
    galley_record_sink_note (sink, GALLEY_NOTE_WARNING, &position, "%s",
                             galley_text_reading_to_note (reading));
  if (first == '[')
    return galley_comment_json_read_list (&reader, text, text_length, error);
  if (first == '{')
    return galley_comment_json_read_lines (&reader, text, text_length, error);
  return galley_comment_table_read (&reader, text, text_length, error);
}

/**
 * galley_comment_file_read:
 * @path: a file of comments
 * @options: how to read it
 * @sink: gets the comments
 * @error: as galley_comment_file_read_data(), and G_FILE_ERROR
 *
 * Hands over the comments of a file.
 */
gboolean
galley_comment_file_read (const char *path,
                          const GalleyReadOptions *options,
                          GalleyRecordSink *sink,
                          GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length;

  return galley_file_read_limited (path, GALLEY_COMMENT_FILE_MAX, &data, &length, error) &&
         galley_comment_file_read_data (name, data, length, options, sink, error);
}
