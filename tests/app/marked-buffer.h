/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Text with "¦" at the cursor, or around the selection. */
static inline GtkTextBuffer *
marked_buffer_new (const char *marked)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);
  g_auto (GStrv) parts = g_strsplit (marked, "¦", 3);
  g_autofree char *text = g_strjoinv ("", parts);
  GtkTextIter from, to;

  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) g_utf8_strlen (parts[0], -1));
  to = from;
  if (g_strv_length (parts) == 3)
    gtk_text_iter_forward_chars (&to, (int) g_utf8_strlen (parts[1], -1));
  gtk_text_buffer_select_range (buffer, &to, &from);
  return buffer;
}

/* The text, with the same marks for cursor and selection. */
static inline char *
marked_buffer_read (GtkTextBuffer *buffer)
{
  GtkTextIter start, end, from, to;
  g_autofree char *before = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *after = NULL;
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &from, &to);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  before = gtk_text_buffer_get_text (buffer, &start, &from, TRUE);
  middle = gtk_text_buffer_get_text (buffer, &from, &to, TRUE);
  after = gtk_text_buffer_get_text (buffer, &to, &end, TRUE);
  return g_strconcat (before, "¦", middle, selected ? "¦" : "", after, NULL);
}

#define assert_marked(buffer, wanted)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *marked_ = marked_buffer_read (buffer);                                        \
    g_assert_cmpstr (marked_, ==, wanted);                                                         \
  }                                                                                                \
  G_STMT_END
