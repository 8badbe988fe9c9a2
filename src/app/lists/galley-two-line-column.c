/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-two-line-column.h"

#include "galley-dim-cell.h"

/* Rows of one height are measured fast. From right to left GTK loses sight of the cell's end in the
 * very drawing in which it takes the height from the font, and draws to the left: there the height
 * is the text's. */
static void
fix_height (GtkCellRenderer *cell)
{
  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    gtk_cell_renderer_text_set_fixed_height_from_font (GTK_CELL_RENDERER_TEXT (cell), 1);
}

/**
 * galley_two_line_column_new:
 * @heading: the model's column that the upper line shows
 * @detail: the one that the lower line shows, dim
 *
 * One column, two lines: each line is a cell of its own, so that a reader of the screen hears the
 * heading alone.
 *
 * Returns: (transfer floating): a column of fixed size
 */
GtkTreeViewColumn *
galley_two_line_column_new (int heading, int detail)
{
  return galley_three_line_column_new (heading, detail, -1);
}

/**
 * galley_three_line_column_new:
 * @heading: the model's column that the upper line shows
 * @detail: the one that the middle line shows, dim
 * @found: the one that the lower line shows, in Pango's markup; -1: there is no such line
 *
 * Returns: (transfer floating): a column of fixed size
 */
GtkTreeViewColumn *
galley_three_line_column_new (int heading, int detail, int found)
{
  GtkCellArea *area = gtk_cell_area_box_new ();
  GtkCellRenderer *upper = gtk_cell_renderer_text_new ();
  GtkCellRenderer *lower = galley_dim_cell_new ();
  GtkTreeViewColumn *column;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (area), GTK_ORIENTATION_VERTICAL);
  g_object_set (upper, "ellipsize", PANGO_ELLIPSIZE_END, "weight", PANGO_WEIGHT_SEMIBOLD, "xpad",
                12, "ypad", 0, "yalign", 1.0, "single-paragraph-mode", TRUE, NULL);
  g_object_set (lower, "ellipsize", PANGO_ELLIPSIZE_END, "xpad", 12, "ypad", 0, "yalign", 0.0,
                "single-paragraph-mode", TRUE, NULL);
  fix_height (upper);
  fix_height (lower);
  column = gtk_tree_view_column_new_with_area (area);
  gtk_cell_layout_pack_start (GTK_CELL_LAYOUT (column), upper, TRUE);
  gtk_cell_layout_pack_start (GTK_CELL_LAYOUT (column), lower, TRUE);
  gtk_cell_layout_add_attribute (GTK_CELL_LAYOUT (column), upper, "text", heading);
  gtk_cell_layout_add_attribute (GTK_CELL_LAYOUT (column), lower, "text", detail);
  if (found >= 0)
    {
      GtkCellRenderer *lowest = gtk_cell_renderer_text_new ();

      g_object_set (lowest, "ellipsize", PANGO_ELLIPSIZE_END, "xpad", 12, "ypad", 0, "yalign", 0.0,
                    "single-paragraph-mode", TRUE, NULL);
      fix_height (lowest);
      gtk_cell_layout_pack_start (GTK_CELL_LAYOUT (column), lowest, TRUE);
      gtk_cell_layout_add_attribute (GTK_CELL_LAYOUT (column), lowest, "markup", found);
    }
  gtk_tree_view_column_set_sizing (column, GTK_TREE_VIEW_COLUMN_FIXED);
  return column;
}
