/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-filter-chips.h"

#include <glib/gi18n.h>

#define N_FACETS (GALLEY_FACET_YEAR + 1)

struct _GalleyFilterChips
{
  GtkFlowBox parent_instance;
  GtkWidget *chips[N_FACETS]; /* NULL: not filtered by that */
};

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyFilterChips, galley_filter_chips, GTK_TYPE_FLOW_BOX)

static void
remove_chip (GalleyFilterChips *self, GalleyFacetKind kind)
{
  gboolean empty = TRUE;

  if (self->chips[kind] != NULL)
    gtk_widget_destroy (gtk_widget_get_parent (self->chips[kind]));
  self->chips[kind] = NULL;
  for (guint i = 0; i < N_FACETS; i++)
    empty = empty && self->chips[i] == NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), !empty);
}

static void
clicked_cb (GtkWidget *chip, GalleyFilterChips *self)
{
  GalleyFacetKind kind =
      (GalleyFacetKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "kind"));

  remove_chip (self, kind);
  g_signal_emit (self, signals[REMOVED], 0, kind);
}

static char *
describe_removal (const GalleyFacet *facet)
{
  switch (facet->kind)
    {
    case GALLEY_FACET_SERIES:
      /* Translators: %s is a name: what the list of posts is filtered by */
      return g_strdup_printf (_ ("Remove the filter series %s"), facet->name);
    case GALLEY_FACET_TAG:
      return g_strdup_printf (_ ("Remove the filter tag %s"), facet->name);
    case GALLEY_FACET_AUTHOR:
      return g_strdup_printf (_ ("Remove the filter author %s"), facet->name);
    case GALLEY_FACET_YEAR:
    default:
      return g_strdup_printf (_ ("Remove the filter year %s"), facet->name);
    }
}

static GtkWidget *
chip_new (GalleyFilterChips *self, const GalleyFacet *facet)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (facet->name);
  GtkWidget *icon = gtk_image_new_from_icon_name ("window-close-symbolic", GTK_ICON_SIZE_MENU);
  g_autofree char *name = describe_removal (facet);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_container_add (GTK_CONTAINER (box), icon);
  gtk_container_add (GTK_CONTAINER (chip), box);
  gtk_style_context_add_class (gtk_widget_get_style_context (chip), "galley-filter-chip");
  gtk_widget_set_tooltip_text (chip, name);
  atk_object_set_name (gtk_widget_get_accessible (chip), name);
  g_object_set_data (G_OBJECT (chip), "kind", GINT_TO_POINTER (facet->kind));
  g_signal_connect (chip, "clicked", G_CALLBACK (clicked_cb), self);
  return chip;
}

static void
galley_filter_chips_class_init (GalleyFilterChipsClass *class)
{
  signals[REMOVED] = g_signal_new ("removed", GALLEY_TYPE_FILTER_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
galley_filter_chips_init (GalleyFilterChips *self)
{
}

/**
 * galley_filter_chips_show:
 * @chips: chips
 * @facet: what the list is filtered by
 *
 * Adds a chip, in place of another of its kind; the others keep their place and the focus.
 */
void
galley_filter_chips_show (GalleyFilterChips *chips, const GalleyFacet *facet)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *chip = chip_new (chips, facet);

  remove_chip (chips, facet->kind);
  /* Added as a child of its own, or assistive technology would not be told of it. */
  gtk_container_add (GTK_CONTAINER (child), chip);
  gtk_widget_set_can_focus (child, FALSE);
  gtk_widget_show_all (child);
  gtk_container_add (GTK_CONTAINER (chips), child);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  chips->chips[facet->kind] = chip;
  gtk_widget_show (GTK_WIDGET (chips));
}

/**
 * galley_filter_chips_clear:
 * @chips: chips
 *
 * Removes all chips, without a signal.
 */
void
galley_filter_chips_clear (GalleyFilterChips *chips)
{
  for (guint i = 0; i < N_FACETS; i++)
    remove_chip (chips, (GalleyFacetKind) i);
}
