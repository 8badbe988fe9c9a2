/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-diff-view.h"

#include <glib/gi18n.h>

#define MAX_LINES 5000 /* that are shown of one comparison */

/* Names of tags, by what they show. */
static const char *const run_tags[] = { "same", "removed", "added" };
static const char *const line_tags[] = { "line-same", "line-removed", "line-added", "line-changed",
                                         "line-skipped" };
static const char *const signs[] = { "    ", " −  ", " +  ", " ±  ", "" };

static void
set_colors (GtkTextView *view)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (view));
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (view));
  GdkRGBA ink;
  gboolean dark;

  gtk_style_context_get_color (style, gtk_style_context_get_state (style), &ink);
  dark = ink.red + ink.green + ink.blue > 1.5;
  g_object_set (gtk_text_tag_table_lookup (tags, "removed"), "background",
                dark ? "#5c1f24" : "#fbdcdc", "foreground", dark ? "#ffc4c0" : "#7d0c17", NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, "added"), "background",
                dark ? "#1d4a2c" : "#d5f2dc", "foreground", dark ? "#b5f0c4" : "#0b4d22", NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, "sign"), "foreground",
                dark ? "#9a9996" : "#77767b", NULL);
  g_object_set (gtk_text_tag_table_lookup (tags, "line-skipped"), "foreground",
                dark ? "#9a9996" : "#77767b", NULL);
}

/**
 * galley_diff_view_prepare:
 * @view: an empty text view
 *
 * Makes it one that can show comparisons.
 */
void
galley_diff_view_prepare (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_create_tag (buffer, "same", NULL);
  gtk_text_buffer_create_tag (buffer, "removed", "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "added", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "field", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 8,
                              NULL);
  gtk_text_buffer_create_tag (buffer, "sign", "family", "monospace", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (line_tags); i++)
    gtk_text_buffer_create_tag (buffer, line_tags[i], "indent", -32, NULL);
  g_object_set (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "line-skipped"),
                "style", PANGO_STYLE_ITALIC, "scale", PANGO_SCALE_SMALL, "indent", 0,
                "justification", GTK_JUSTIFY_CENTER, "pixels-above-lines", 6, "pixels-below-lines",
                6, NULL);
  g_signal_connect (view, "style-updated", G_CALLBACK (set_colors), NULL);
  set_colors (view);
}

static void
insert (GtkTextBuffer *buffer, const char *text, const char *tag, const char *line_tag)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, tag, line_tag, NULL);
}

static void
show_line (GtkTextBuffer *buffer, const GalleyDiffLine *line)
{
  const char *tag = line_tags[line->kind];

  if (line->kind == GALLEY_LINE_SKIPPED)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%'u line is the same", "%'u lines are the same", line->n_skipped),
          line->n_skipped);

      insert (buffer, text, "sign", tag);
    }
  else
    insert (buffer, signs[line->kind], "sign", tag);
  for (guint i = 0; i < line->runs->len; i++)
    {
      const GalleyDiffRun *run = g_ptr_array_index (line->runs, i);

      insert (buffer, run->text, run_tags[run->kind], tag);
    }
  insert (buffer, "\n", "same", tag);
}

static void
show_lines (GtkTextBuffer *buffer, const GalleyTextDiff *diff)
{
  for (guint i = 0; i < MIN (diff->lines->len, MAX_LINES); i++)
    show_line (buffer, g_ptr_array_index (diff->lines, i));
  if (diff->lines->len > MAX_LINES)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("%'u more lines are not shown"), diff->lines->len - MAX_LINES);

      insert (buffer, text, "sign", "line-skipped");
    }
}

/**
 * galley_diff_view_show:
 * @view: a view that was prepared
 * @comparison: (nullable): what to show; %NULL: nothing
 *
 * Shows a comparison from its top.
 */
void
galley_diff_view_show (GtkTextView *view, const GalleyComparison *comparison)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, "", -1);
  for (guint i = 0; comparison != NULL && i < comparison->fields->len; i++)
    {
      const GalleyFieldChange *field = g_ptr_array_index (comparison->fields, i);

      insert (buffer, _ (field->name), "field", "same");
      insert (buffer, "\n", "same", "same");
      show_lines (buffer, field->diff);
    }
  if (comparison != NULL && comparison->text->lines->len > 0)
    {
      if (comparison->fields->len > 0)
        {
          insert (buffer, _ ("Text"), "field", "same");
          insert (buffer, "\n", "same", "same");
        }
      show_lines (buffer, comparison->text);
    }
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}
