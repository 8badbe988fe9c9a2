/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-hit-list.h"

/**
 * galley_hit_list_new:
 *
 * Returns: (transfer full): no rows
 */
GtkListStore *
galley_hit_list_new (void)
{
  return gtk_list_store_new (GALLEY_HIT_N_COLUMNS, G_TYPE_BOOLEAN, G_TYPE_STRING, G_TYPE_STRING,
                             G_TYPE_UINT, G_TYPE_UINT);
}

/**
 * galley_hit_list_append:
 * @list: rows
 * @hits: of one post
 * @post: its index in what was found
 *
 * Adds its hits, all of them chosen.
 */
void
galley_hit_list_append (GtkListStore *list, const GalleyTextHits *hits, guint post)
{
  for (guint i = 0; i < hits->hits->len; i++)
    {
      const GalleyTextHit *hit = g_ptr_array_index (hits->hits, i);
      g_autofree char *snippet =
          g_markup_printf_escaped ("%s<b><u>%s</u></b>%s", hit->before, hit->match, hit->after);

      gtk_list_store_insert_with_values (
          list, NULL, -1, GALLEY_HIT_COLUMN_CHOSEN, TRUE, GALLEY_HIT_COLUMN_SNIPPET, snippet,
          GALLEY_HIT_COLUMN_TITLE, hits->title, GALLEY_HIT_COLUMN_POST, post, GALLEY_HIT_COLUMN_HIT,
          i, -1);
    }
}

static gboolean
next_row (GtkTreeModel *model, GtkTreeIter *row, gboolean first)
{
  return first ? gtk_tree_model_get_iter_first (model, row) : gtk_tree_model_iter_next (model, row);
}

/**
 * galley_hit_list_count_chosen:
 * @list: rows
 *
 * Returns: how many are chosen
 */
guint
galley_hit_list_count_chosen (GtkListStore *list)
{
  GtkTreeModel *model = GTK_TREE_MODEL (list);
  GtkTreeIter row;
  guint n = 0;

  for (gboolean more = next_row (model, &row, TRUE); more; more = next_row (model, &row, FALSE))
    {
      gboolean chosen;

      gtk_tree_model_get (model, &row, GALLEY_HIT_COLUMN_CHOSEN, &chosen, -1);
      n += chosen;
    }
  return n;
}

/**
 * galley_hit_list_choose_all:
 * @list: rows
 * @chosen: all, or none
 */
void
galley_hit_list_choose_all (GtkListStore *list, gboolean chosen)
{
  GtkTreeModel *model = GTK_TREE_MODEL (list);
  GtkTreeIter row;

  for (gboolean more = next_row (model, &row, TRUE); more; more = next_row (model, &row, FALSE))
    gtk_list_store_set (list, &row, GALLEY_HIT_COLUMN_CHOSEN, chosen, -1);
}

/**
 * galley_hit_list_get_chosen:
 * @list: rows
 * @found: (element-type GalleyTextHits): what they point into
 *
 * Returns: (transfer full) (element-type GalleyTextHits): the hits that are chosen
 */
GPtrArray *
galley_hit_list_get_chosen (GtkListStore *list, GPtrArray *found)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_text_hits_free);
  GtkTreeModel *model = GTK_TREE_MODEL (list);
  GalleyTextHits *last = NULL;
  GtkTreeIter row;

  for (gboolean more = next_row (model, &row, TRUE); more; more = next_row (model, &row, FALSE))
    {
      const GalleyTextHits *hits;
      gboolean chosen;
      guint post, hit;

      gtk_tree_model_get (model, &row, GALLEY_HIT_COLUMN_CHOSEN, &chosen, GALLEY_HIT_COLUMN_POST,
                          &post, GALLEY_HIT_COLUMN_HIT, &hit, -1);
      if (!chosen)
        continue;
      hits = g_ptr_array_index (found, post);
      if (last == NULL || last->post_id != hits->post_id)
        {
          last = galley_text_hits_new (hits->post_id, hits->title);
          g_ptr_array_add (all, last);
        }
      g_ptr_array_add (last->hits, galley_text_hit_copy (g_ptr_array_index (hits->hits, hit)));
    }
  return all;
}

static void
toggled_cb (GtkCellRendererToggle *cell, char *path, GtkListStore *list)
{
  GtkTreeIter row;
  gboolean chosen;

  if (!gtk_tree_model_get_iter_from_string (GTK_TREE_MODEL (list), &row, path))
    return;
  gtk_tree_model_get (GTK_TREE_MODEL (list), &row, GALLEY_HIT_COLUMN_CHOSEN, &chosen, -1);
  gtk_list_store_set (list, &row, GALLEY_HIT_COLUMN_CHOSEN, !chosen, -1);
}

static GtkCellRenderer *
add_text (GtkTreeViewColumn *lines, int column, gboolean markup)
{
  GtkCellRenderer *cell = gtk_cell_renderer_text_new ();

  g_object_set (cell, "ellipsize", PANGO_ELLIPSIZE_END, "single-paragraph-mode", TRUE, "xpad", 6,
                NULL);
  gtk_cell_renderer_text_set_fixed_height_from_font (GTK_CELL_RENDERER_TEXT (cell), 1);
  gtk_cell_layout_pack_start (GTK_CELL_LAYOUT (lines), cell, markup);
  gtk_cell_layout_add_attribute (GTK_CELL_LAYOUT (lines), cell, markup ? "markup" : "text", column);
  return cell;
}

/**
 * galley_hit_list_column_new:
 * @list: rows
 * @changed: called when the person chose a row or took it out, as a "toggled" callback
 * @data: for @changed, swapped
 *
 * Returns: (transfer floating): a column with a box to choose, the words found in what stands
 * around them, and the post's title
 */
GtkTreeViewColumn *
galley_hit_list_column_new (GtkListStore *list, GCallback changed, gpointer data)
{
  GtkTreeViewColumn *column = gtk_tree_view_column_new ();
  GtkCellRenderer *box = gtk_cell_renderer_toggle_new ();
  GtkCellRenderer *title;

  g_object_set (box, "xpad", 8, NULL);
  gtk_tree_view_column_pack_start (column, box, FALSE);
  gtk_tree_view_column_add_attribute (column, box, "active", GALLEY_HIT_COLUMN_CHOSEN);
  g_signal_connect_object (box, "toggled", G_CALLBACK (toggled_cb), list, 0);
  g_signal_connect_data (box, "toggled", changed, data, NULL, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  add_text (column, GALLEY_HIT_COLUMN_SNIPPET, TRUE);
  title = add_text (column, GALLEY_HIT_COLUMN_TITLE, FALSE);
  g_object_set (title, "scale", PANGO_SCALE_SMALL, "width-chars", 26, "max-width-chars", 26,
                "xalign", 1.0, NULL);
  gtk_tree_view_column_set_sizing (column, GTK_TREE_VIEW_COLUMN_FIXED);
  return column;
}
