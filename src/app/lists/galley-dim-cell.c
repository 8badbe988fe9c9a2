/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-dim-cell.h"

struct _GalleyDimCell
{
  GtkCellRendererText parent_instance;
  PangoLayout *plain;
};

G_DEFINE_FINAL_TYPE (GalleyDimCell, galley_dim_cell, GTK_TYPE_CELL_RENDERER_TEXT)

/* Pango draws everything with one renderer, which keeps the last opacity until a layout without one
 * is drawn. Text views draw no layouts, only glyphs: a text that was drawn after a dim cell would
 * be dim as well. */
static void
galley_dim_cell_render (GtkCellRenderer *cell,
                        cairo_t *cr,
                        GtkWidget *widget,
                        const GdkRectangle *background,
                        const GdkRectangle *area,
                        GtkCellRendererState flags)
{
  GalleyDimCell *self = GALLEY_DIM_CELL (cell);

  GTK_CELL_RENDERER_CLASS (galley_dim_cell_parent_class)
      ->render (cell, cr, widget, background, area, flags);
  if (self->plain == NULL)
    self->plain = gtk_widget_create_pango_layout (widget, " ");
  cairo_move_to (cr, area->x, area->y);
  pango_cairo_show_layout (cr, self->plain);
}

static void
galley_dim_cell_finalize (GObject *object)
{
  g_clear_object (&GALLEY_DIM_CELL (object)->plain);
  G_OBJECT_CLASS (galley_dim_cell_parent_class)->finalize (object);
}

static void
galley_dim_cell_class_init (GalleyDimCellClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_dim_cell_finalize;
  GTK_CELL_RENDERER_CLASS (class)->render = galley_dim_cell_render;
}

static void
galley_dim_cell_init (GalleyDimCell *self)
{
}

/**
 * galley_dim_cell_new:
 *
 * Returns: (transfer floating): a cell
 */
GtkCellRenderer *
galley_dim_cell_new (void)
{
  g_autoptr (PangoAttrList) dim = pango_attr_list_new ();

  pango_attr_list_insert (dim, pango_attr_foreground_alpha_new (G_MAXUINT16 * 6 / 10));
  pango_attr_list_insert (dim, pango_attr_scale_new (PANGO_SCALE_SMALL));
  return g_object_new (GALLEY_TYPE_DIM_CELL, "attributes", dim, NULL);
}
