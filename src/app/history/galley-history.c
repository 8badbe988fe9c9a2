/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-history.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-diff-view.h"
#include "galley-history-job.h"
#include "galley-revision-list.h"
#include "galley-status-page.h"
#include "galley-two-line-column.h"

struct _GalleyHistory
{
  HdyWindow parent_instance;
  HdyHeaderBar *header;
  GtkButton *restore;
  GtkTreeView *tree;
  GtkTreeSelection *selection;
  GtkComboBoxText *base;
  GtkLabel *summary;
  GtkStack *pages;
  HdyStatusPage *message;
  GtkTextView *view;

  GalleySession *session;
  gint64 post_id;
  gboolean against_published; /* shown first: what is not published */
  GalleyPostHistory *history; /* NULL until it is loaded */
  GCancellable *cancellable;
  guint generation; /* of comparisons */
};

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyHistory, galley_history, HDY_TYPE_WINDOW)

/* A comparison that was asked for. */
typedef struct
{
  GalleyHistory *history;
  guint generation;
} Request;

static void
show_message (GalleyHistory *self, const char *title, const char *text)
{
  galley_status_page_show (self->message, NULL, title, text);
  gtk_stack_set_visible_child_name (self->pages, "message");
  gtk_label_set_text (self->summary, "");
}

static void
show_comparison (GalleyHistory *self, const GalleyComparison *comparison)
{
  g_autofree char *removed = NULL;
  g_autofree char *added = NULL;
  g_autofree char *summary = NULL;

  if (comparison->fields->len == 0 && comparison->text->lines->len == 0)
    {
      show_message (self, _ ("No Difference"), _ ("The two say the same."));
      return;
    }
  galley_diff_view_show (self->view, comparison);
  gtk_stack_set_visible_child_name (self->pages, "difference");
  added = g_strdup_printf (
      ngettext ("%'u word added", "%'u words added", comparison->text->words_added),
      comparison->text->words_added);
  removed =
      g_strdup_printf (ngettext ("%'u removed", "%'u removed", comparison->text->words_removed),
                       comparison->text->words_removed);
  summary = g_strdup_printf ("%s, %s", added, removed);
  gtk_label_set_text (self->summary, summary);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GalleyHistory) self = request->history;
  guint generation = request->generation;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyComparison) comparison = galley_history_compare_finish (result, &error);

  g_free (request);
  if (generation != self->generation || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (comparison != NULL)
    show_comparison (self, comparison);
  else
    show_message (self, _ ("It Could Not Be Compared"), error->message);
}

static void
compare (GalleyHistory *self, gint64 old, gint64 new)
{
  Request *request = g_new0 (Request, 1);

  request->history = g_object_ref (self);
  request->generation = ++self->generation;
  galley_history_compare_async (self->session, old, new, compared_cb, request);
}

static gint64
revision_at (GalleyHistory *self, int row)
{
  if (row < 0 || row >= (int) self->history->revisions->len)
    return 0;
  return ((GalleyRevision *) g_ptr_array_index (self->history->revisions, (guint) row))->id;
}

/* What one selected revision is compared with; the older of two is always the old one. */
static void
compare_one (GalleyHistory *self, int row)
{
  const char *base = gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->base));
  gint64 selected = revision_at (self, row);
  gint64 other = g_strcmp0 (base, "now") == 0         ? self->history->working
                 : g_strcmp0 (base, "published") == 0 ? self->history->published
                                                      : revision_at (self, row + 1);

  if (g_strcmp0 (base, "now") == 0)
    compare (self, selected, other);
  else
    compare (self, MIN (selected, other), MAX (selected, other));
}

static void
selection_changed_cb (GalleyHistory *self)
{
  GList *rows;
  guint n;

  if (self->history == NULL || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  rows = gtk_tree_selection_get_selected_rows (self->selection, NULL);
  n = g_list_length (rows);
  gtk_widget_set_sensitive (GTK_WIDGET (self->base), n == 1);
  if (n == 1)
    {
      int row = gtk_tree_path_get_indices (rows->data)[0];

      gtk_widget_set_sensitive (GTK_WIDGET (self->restore),
                                revision_at (self, row) != self->history->working);
      compare_one (self, row);
    }
  else
    gtk_widget_set_sensitive (GTK_WIDGET (self->restore), FALSE);
  if (n > 1)
    compare (self, revision_at (self, gtk_tree_path_get_indices (g_list_last (rows)->data)[0]),
             revision_at (self, gtk_tree_path_get_indices (rows->data)[0]));
  g_list_free_full (rows, (GDestroyNotify) gtk_tree_path_free);
}

static void
restore_cb (GalleyHistory *self)
{
  GList *rows = gtk_tree_selection_get_selected_rows (self->selection, NULL);
  gint64 revision =
      rows != NULL ? revision_at (self, gtk_tree_path_get_indices (rows->data)[0]) : 0;

  g_list_free_full (rows, (GDestroyNotify) gtk_tree_path_free);
  if (revision == 0)
    return;
  g_signal_emit (self, signals[RESTORE], 0, revision);
  gtk_window_close (GTK_WINDOW (self));
}

static void
select_first (GalleyHistory *self)
{
  GtkTreePath *path;
  int row = 0;

  /* The working copy is not always the newest: it may be the published one again. */
  for (guint i = 0; i < self->history->revisions->len; i++)
    if (revision_at (self, (int) i) == self->history->working)
      row = (int) i;
  path = gtk_tree_path_new_from_indices (row, -1);
  gtk_tree_view_set_cursor (self->tree, path, NULL, FALSE);
  gtk_tree_path_free (path);
  gtk_widget_grab_focus (GTK_WIDGET (self->tree));
}

static gpointer
load_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  return galley_post_history_load (project, *(gint64 *) data, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkListStore) list = NULL;
  GalleyPostHistory *history = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)) ||
      g_cancellable_is_cancelled (self->cancellable))
    {
      galley_post_history_free (history);
      return;
    }
  if (history == NULL)
    {
      show_message (self, _ ("The History Could Not Be Read"), error->message);
      return;
    }
  list = galley_revision_list_new (history);
  gtk_tree_view_set_model (self->tree, GTK_TREE_MODEL (list));
  galley_revision_list_count_async (list, self->session, history, self->cancellable);
  if (history->published != 0)
    gtk_combo_box_text_append (self->base, "published", _ ("the published one"));
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (self->base),
                               self->against_published && history->published != 0 ? "published"
                                                                                  : "before");
  self->history = history;
  select_first (self);
}

static gboolean
galley_history_key_press (GtkWidget *widget, GdkEventKey *event)
{
  if (GTK_WIDGET_CLASS (galley_history_parent_class)->key_press_event (widget, event))
    return GDK_EVENT_STOP;
  if (event->keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static void
galley_history_dispose (GObject *object)
{
  GalleyHistory *self = GALLEY_HISTORY (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_history_parent_class)->dispose (object);
}

static void
galley_history_finalize (GObject *object)
{
  GalleyHistory *self = GALLEY_HISTORY (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->history, galley_post_history_free);
  G_OBJECT_CLASS (galley_history_parent_class)->finalize (object);
}

static void
galley_history_class_init (GalleyHistoryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_history_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_history_finalize;
  widget_class->key_press_event = galley_history_key_press;
  signals[RESTORE] = g_signal_new ("restore", GALLEY_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "history/galley-history.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, header);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, restore);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, tree);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, selection);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, base);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, pages);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, message);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistory, view);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
}

static void
galley_history_init (GalleyHistory *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_diff_view_prepare (self->view);
  gtk_tree_view_append_column (
      self->tree,
      galley_two_line_column_new (GALLEY_REVISION_COLUMN_DATE, GALLEY_REVISION_COLUMN_DETAIL));
}

/**
 * galley_history_new:
 * @parent: the window it stands over
 * @session: the project
 * @post_id: a post, everything typed in which is saved
 * @title: of the post
 * @against_published: show first what differs from the published text
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GtkWidget *
galley_history_new (GtkWindow *parent,
                    GalleySession *session,
                    gint64 post_id,
                    const char *title,
                    gboolean against_published)
{
  GalleyHistory *self = g_object_new (GALLEY_TYPE_HISTORY, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->post_id = post_id;
  self->against_published = against_published;
  gtk_window_set_title (GTK_WINDOW (self), _ ("History"));
  hdy_header_bar_set_subtitle (self->header, title);
  galley_session_run_async (
      session, GALLEY_LANE_READ, load_job, g_memdup2 (&post_id, sizeof post_id), g_free,
      (GDestroyNotify) galley_post_history_free, NULL, loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
