/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-csv.h"

#include <string.h>

#define MAX_FIELDS 256

/**
 * galley_csv_reader_init:
 * @reader: (out caller-allocates): a reader
 * @text: UTF-8 with line ends of one line feed, which must outlive @reader
 * @length: bytes of @text
 *
 * The separator is the one of comma, semicolon and tab that the first line has most of.
 */
void
galley_csv_reader_init (GalleyCsvReader *reader, const char *text, gsize length)
{
  const char *marks = ",;\t";
  guint most = 0;

  *reader = (GalleyCsvReader){ text, text + length, ',', 1, 1 };
  for (const char *mark = marks; *mark != '\0'; mark++)
    {
      guint n = 0;

      for (const char *p = text; p < reader->end && *p != '\n'; p++)
        n += *p == *mark;
      if (n > most)
        {
          most = n;
          reader->separator = *mark;
        }
    }
}

static char *
read_field (GalleyCsvReader *reader)
{
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean quoted = FALSE;

  if (reader->p < reader->end && *reader->p == '"')
    {
      quoted = TRUE;
      reader->p++;
    }
  for (; reader->p < reader->end; reader->p++)
    {
      char c = *reader->p;

      if (quoted && c == '"')
        {
          if (reader->p + 1 >= reader->end || reader->p[1] != '"')
            {
              quoted = FALSE;
              continue;
            }
          reader->p++;
        }
      else if (!quoted && (c == reader->separator || c == '\n'))
        break;
      if (c == '\n')
        reader->next_line++;
      g_string_append_c (field, c);
    }
  return g_string_free (g_steal_pointer (&field), FALSE);
}

/**
 * galley_csv_read_record:
 * @reader: a reader
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the fields of the next record that is
 *   not empty; %NULL at the end
 */
GPtrArray *
galley_csv_read_record (GalleyCsvReader *reader)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  while (reader->p < reader->end && *reader->p == '\n')
    {
      reader->p++;
      reader->next_line++;
    }
  reader->line = reader->next_line;
  if (reader->p >= reader->end)
    return NULL;
  while (TRUE)
    {
      g_autofree char *field = read_field (reader);

      if (fields->len < MAX_FIELDS)
        g_ptr_array_add (fields, g_steal_pointer (&field));
      if (reader->p >= reader->end)
        break;
      if (*reader->p++ == '\n')
        {
          reader->next_line++;
          break;
        }
    }
  return g_steal_pointer (&fields);
}
