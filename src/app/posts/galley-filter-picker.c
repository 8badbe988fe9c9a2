/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-filter-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-application.h"
#include "galley-dim-cell.h"

struct _GalleyFilterPicker
{
  GtkBox parent_instance;
  GtkSearchEntry *entry;
  GtkTreeView *tree;
  GtkStack *stack;
  GtkLabel *message;

  GPtrArray *facets; /* of GalleyFacet */
  GtkListStore *rows;
  GCancellable *cancellable;
};

/* Columns of the rows. */
enum
{
  FACET, /* its place in facets */
  NAME,
  DETAIL, /* its kind, and how many posts it has */
  N_COLUMNS
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyFilterPicker, galley_filter_picker, GTK_TYPE_BOX)

/* Whether a word of the name begins with what was typed. */
static gboolean
matches (const char *name, const char *folded_typed)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (const char *p = strstr (folded, folded_typed); p != NULL; p = strstr (p + 1, folded_typed))
    if (p == folded || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

static char *
describe (const GalleyFacet *facet)
{
  static const char *const kinds[] = { N_ ("Series"), N_ ("Tag"), N_ ("Author"), N_ ("Year") };

  return g_strdup_printf ("%s · %'u", _ (kinds[facet->kind]), facet->n_posts);
}

static void
show_rows (GalleyFilterPicker *self)
{
  g_autofree char *typed = g_utf8_casefold (gtk_entry_get_text (GTK_ENTRY (self->entry)), -1);
  guint n = 0;

  gtk_tree_view_set_model (self->tree, NULL);
  gtk_list_store_clear (self->rows);
  for (guint i = 0; self->facets != NULL && i < self->facets->len; i++)
    {
      const GalleyFacet *facet = g_ptr_array_index (self->facets, i);
      g_autofree char *detail = NULL;

      if (!matches (facet->name, g_strstrip (typed)))
        continue;
      detail = describe (facet);
      gtk_list_store_insert_with_values (self->rows, NULL, -1, FACET, i, NAME, facet->name, DETAIL,
                                         detail, -1);
      n++;
    }
  gtk_tree_view_set_model (self->tree, GTK_TREE_MODEL (self->rows));
  if (n > 0)
    {
      g_autoptr (GtkTreePath) first = gtk_tree_path_new_first ();

      gtk_tree_view_set_cursor (self->tree, first, NULL, FALSE);
      gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->tree)), 0);
    }
  gtk_label_set_text (self->message, self->facets == NULL ? "" : _ ("There is no such filter."));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : "message");
}

static gpointer
list_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  return galley_project_list_facets (project, cancellable, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyFilterPicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets =
      galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (facets == NULL)
    {
      gtk_label_set_text (self->message, error->message);
      return;
    }
  g_clear_pointer (&self->facets, g_ptr_array_unref);
  self->facets = g_steal_pointer (&facets);
  show_rows (self);
}

static void
choose (GalleyFilterPicker *self, GtkTreePath *path)
{
  GtkTreeIter row;
  guint number;

  if (!gtk_tree_model_get_iter (GTK_TREE_MODEL (self->rows), &row, path))
    return;
  gtk_tree_model_get (GTK_TREE_MODEL (self->rows), &row, FACET, &number, -1);
  g_signal_emit (self, signals[CHOSEN], 0, g_ptr_array_index (self->facets, number));
}

static void
row_activated_cb (GalleyFilterPicker *self, GtkTreePath *path)
{
  choose (self, path);
}

static void
activate_cb (GalleyFilterPicker *self)
{
  g_autoptr (GtkTreePath) path = NULL;

  gtk_tree_view_get_cursor (self->tree, &path, NULL);
  if (path != NULL)
    choose (self, path);
}

/* The arrows move in the rows while the letters go to the entry. */
static gboolean
key_cb (GalleyFilterPicker *self, GdkEventKey *event)
{
  g_autoptr (GtkTreePath) path = NULL;
  gboolean down = event->keyval == GDK_KEY_Down || event->keyval == GDK_KEY_KP_Down;

  if (!down && event->keyval != GDK_KEY_Up && event->keyval != GDK_KEY_KP_Up)
    return GDK_EVENT_PROPAGATE;
  gtk_tree_view_get_cursor (self->tree, &path, NULL);
  if (path == NULL)
    return GDK_EVENT_STOP;
  if (down)
    gtk_tree_path_next (path);
  else
    gtk_tree_path_prev (path);
  if (gtk_tree_path_get_indices (path)[0] <
      gtk_tree_model_iter_n_children (GTK_TREE_MODEL (self->rows), NULL))
    gtk_tree_view_set_cursor (self->tree, path, NULL, FALSE);
  return GDK_EVENT_STOP;
}

static void
galley_filter_picker_dispose (GObject *object)
{
  GalleyFilterPicker *self = GALLEY_FILTER_PICKER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->facets, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_filter_picker_parent_class)->dispose (object);
}

static void
galley_filter_picker_class_init (GalleyFilterPickerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_filter_picker_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", GALLEY_TYPE_FILTER_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "posts/galley-filter-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyFilterPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyFilterPicker, tree);
  gtk_widget_class_bind_template_child (widget_class, GalleyFilterPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyFilterPicker, message);
  gtk_widget_class_bind_template_callback (widget_class, show_rows);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
add_column (GalleyFilterPicker *self)
{
  GtkTreeViewColumn *column = gtk_tree_view_column_new ();
  GtkCellRenderer *name = gtk_cell_renderer_text_new ();
  GtkCellRenderer *detail = galley_dim_cell_new ();

  g_object_set (name, "ellipsize", PANGO_ELLIPSIZE_END, "xpad", 6, "ypad", 4, NULL);
  g_object_set (detail, "xalign", 1.0, "xpad", 6, NULL);
  gtk_tree_view_column_pack_start (column, name, TRUE);
  gtk_tree_view_column_pack_end (column, detail, FALSE);
  gtk_tree_view_column_add_attribute (column, name, "text", NAME);
  gtk_tree_view_column_add_attribute (column, detail, "text", DETAIL);
  gtk_tree_view_append_column (self->tree, column);
}

static void
galley_filter_picker_init (GalleyFilterPicker *self)
{
  self->rows = gtk_list_store_new (N_COLUMNS, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_column (self);
}

/**
 * galley_filter_picker_start:
 * @picker: a picker
 * @session: (nullable): what it shows the series, tags, authors and years of
 *
 * Begins anew.
 */
void
galley_filter_picker_start (GalleyFilterPicker *picker, GalleySession *session)
{
  if (picker->cancellable != NULL)
    g_cancellable_cancel (picker->cancellable);
  g_clear_object (&picker->cancellable);
  g_clear_pointer (&picker->facets, g_ptr_array_unref);
  gtk_entry_set_text (GTK_ENTRY (picker->entry), "");
  show_rows (picker);
  if (session == NULL)
    return;
  picker->cancellable = g_cancellable_new ();
  galley_session_run_async (session, GALLEY_LANE_READ, list_job, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, picker->cancellable, listed_cb,
                            g_object_ref (picker));
}
