/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-post-list-private.h"

/* What a row of filters shows; the first is all but the trash. */
static const int statuses[5] = { -1, GALLEY_POST_DRAFT, GALLEY_POST_SCHEDULED,
                                 GALLEY_POST_PUBLISHED, GALLEY_POST_TRASH };

static int
current_row (GalleyPostList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->filters);

  return row != NULL ? CLAMP (gtk_list_box_row_get_index (row), 0, 4) : 0;
}

int
galley_post_list_get_status (GalleyPostList *self)
{
  return statuses[current_row (self)];
}

void
galley_post_list_show_counts (GalleyPostList *self, const GalleyPostCounts *counts)
{
  guint numbers[5] = { counts->all, counts->drafts, counts->scheduled, counts->published,
                       counts->trash };

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", numbers[i]);

      gtk_label_set_text (self->counts[i], text);
    }
}

static gboolean
is_filtered (GalleyPostList *self)
{
  for (guint i = 0; i < GALLEY_N_FACETS; i++)
    if (self->facets[i] != NULL)
      return TRUE;
  return FALSE;
}

/* How many posts were found: of a search that still looks, only that it does. */
void
galley_post_list_show_summary (GalleyPostList *self)
{
  guint n = self->model != NULL ? galley_record_model_get_length (self->model) : 0;
  g_autofree char *text = NULL;

  if (!self->complete)
    text = g_strdup (_ ("Searching…"));
  else if (galley_post_list_get_words (self) != NULL || is_filtered (self))
    text = g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
  else
    text = g_strdup ("");
  gtk_label_set_text (self->summary, text);
}

void
galley_post_list_say_empty (GalleyPostList *self,
                            const char *icon,
                            const char *title,
                            const char *text)
{
  gtk_image_set_from_icon_name (self->empty_icon, icon, GTK_ICON_SIZE_DIALOG);
  gtk_label_set_text (self->empty_title, title);
  gtk_label_set_text (self->empty_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_clear), is_filtered (self));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* A list without rows says why, and what to do next. */
void
galley_post_list_show_empty (GalleyPostList *self)
{
  static const struct
  {
    const char *icon, *title, *text;
  } pages[5] = {
    { "document-edit-symbolic", N_ ("No Posts Yet"), N_ ("Write the first one.") },
    { "document-edit-symbolic", N_ ("No Drafts"),
      N_ ("A new post is a draft until you publish it.") },
    { "alarm-symbolic", N_ ("Nothing Scheduled"),
      N_ ("Publish a post whose date is still to come, and it waits here.") },
    { "emblem-ok-symbolic", N_ ("Nothing Published"),
      N_ ("Published posts go out with the next export.") },
    { "user-trash-symbolic", N_ ("The Trash Is Empty"), N_ ("Posts that you delete stay here.") },
  };
  int row = current_row (self);

  if (is_filtered (self))
    galley_post_list_say_empty (self, "edit-find-symbolic", _ ("No Posts Found"),
                                galley_post_list_get_words (self) != NULL
                                    ? _ ("None has these words and filters.")
                                    : _ ("None has all these filters."));
  else if (galley_post_list_get_words (self) != NULL)
    galley_post_list_say_empty (self, "edit-find-symbolic", _ ("No Posts Found"),
                                _ ("Try fewer or other words."));
  else
    galley_post_list_say_empty (self, pages[row].icon, _ (pages[row].title), _ (pages[row].text));
}

static void narrow (GalleyPostList *self, GalleyFacetKind kind, const GalleyFacet *facet);

static void
chip_clicked_cb (GtkWidget *chip, GalleyPostList *self)
{
  GalleyFacetKind kind =
      (GalleyFacetKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "kind"));

  narrow (self, kind, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_button));
}

static GtkWidget *
add_chip (GalleyPostList *self, const GalleyFacet *facet)
{
  static const char *const names[GALLEY_N_FACETS] = {
    /* Translators: %s is a name: what the list of posts is narrowed by */
    N_ ("Remove the filter series %s"),
    N_ ("Remove the filter tag %s"),
    N_ ("Remove the filter author %s"),
    N_ ("Remove the filter year %s"),
  };
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (facet->name);
  GtkWidget *icon = gtk_image_new_from_icon_name ("window-close-symbolic", GTK_ICON_SIZE_MENU);
  g_autofree char *name = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  name = g_strdup_printf (_ (names[facet->kind]), facet->name);
#pragma GCC diagnostic pop
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_container_add (GTK_CONTAINER (box), icon);
  gtk_container_add (GTK_CONTAINER (chip), box);
  gtk_style_context_add_class (gtk_widget_get_style_context (chip), "galley-filter-chip");
  gtk_widget_set_tooltip_text (chip, name);
  atk_object_set_name (gtk_widget_get_accessible (chip), name);
  g_object_set_data (G_OBJECT (chip), "kind", GINT_TO_POINTER (facet->kind));
  g_signal_connect (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
  /* Added as a child of its own, or assistive technology would not be told of it. */
  gtk_container_add (GTK_CONTAINER (child), chip);
  gtk_widget_set_can_focus (child, FALSE);
  gtk_widget_show_all (child);
  gtk_container_add (GTK_CONTAINER (self->chips), child);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  return chip;
}

/* Only what changed is made anew: the others keep their place and the focus. */
static void
show_chip (GalleyPostList *self, GalleyFacetKind kind)
{
  if (self->chip_of[kind] != NULL)
    gtk_widget_destroy (gtk_widget_get_parent (self->chip_of[kind]));
  self->chip_of[kind] = self->facets[kind] != NULL ? add_chip (self, self->facets[kind]) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->chips), is_filtered (self));
}

static void
forget_all (GalleyPostList *self)
{
  for (guint i = 0; i < GALLEY_N_FACETS; i++)
    {
      g_clear_pointer (&self->facets[i], galley_facet_free);
      show_chip (self, (GalleyFacetKind) i);
    }
}

static void
changed (GalleyPostList *self)
{
  self->filtering = TRUE;
  galley_post_list_ask (self);
}

static void
take (GalleyFacet **facet, const GalleyFacet *other)
{
  g_clear_pointer (facet, galley_facet_free);
  if (other == NULL)
    return;
  *facet = g_memdup2 (other, sizeof *other);
  (*facet)->name = g_strdup (other->name);
}

static void
narrow (GalleyPostList *self, GalleyFacetKind kind, const GalleyFacet *facet)
{
  take (&self->facets[kind], facet);
  show_chip (self, kind);
  changed (self);
}

/* Narrows the list by @facet, in place of another of its kind. */
void
galley_post_list_take_facet (GalleyPostList *self, const GalleyFacet *facet)
{
  narrow (self, facet->kind, facet);
}

/* The list is of another project: nothing is narrowed, nothing asked. */
void
galley_post_list_forget_facets (GalleyPostList *self)
{
  forget_all (self);
}

/**
 * galley_post_list_shows_trash:
 * @list: a list
 *
 * Returns: whether its posts are those in the trash
 */
gboolean
galley_post_list_shows_trash (GalleyPostList *list)
{
  return galley_post_list_get_status (list) == GALLEY_POST_TRASH;
}

/**
 * galley_post_list_clear_filters:
 * @list: a list
 *
 * Shows all posts of the status again, whatever their series, tag, author and year.
 */
void
galley_post_list_clear_filters (GalleyPostList *list)
{
  if (!is_filtered (list))
    return;
  forget_all (list);
  changed (list);
}

/**
 * galley_post_list_show_filters:
 * @list: a list
 *
 * Lets the person choose what to narrow the list by.
 */
void
galley_post_list_show_filters (GalleyPostList *list)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (list->filter_button), TRUE);
}

/**
 * galley_post_list_set_sort:
 * @list: a list
 * @sort: the order; by part it is only while the list is narrowed to a series
 *
 * Puts the list in order.
 */
void
galley_post_list_set_sort (GalleyPostList *list, GalleyPostSort sort)
{
  if (list->sort == sort)
    return;
  list->sort = sort;
  list->filtering = TRUE;
  galley_post_list_ask (list);
}
