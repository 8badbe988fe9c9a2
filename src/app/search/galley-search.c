/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-search.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-hit-list.h"
#include "galley-post-command.h"
#include "galley-status-page.h"

#define WAIT_MS 200    /* after the last letter */
#define SLICE 100      /* posts in one job, so that lists and other searches have their turn */
#define MAX_HITS 10000 /* that are listed */

struct _GalleySearch
{
  HdyWindow parent_instance;
  GtkSearchEntry *find_entry;
  GtkEntry *replace_entry;
  GtkToggleButton *match_case, *whole_words, *all;
  GtkTreeView *tree;
  GtkLabel *summary;
  GtkButton *replace;
  GtkStack *pages;
  HdyStatusPage *message;

  GalleySession *session;
  GalleyCommands *commands;
  GtkListStore *list;
  GPtrArray *found; /* of GalleyTextHits */
  guint n_hits;
  guint timeout;
  guint generation;
  GCancellable *cancellable;
};

enum
{
  OPEN_HIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleySearch, galley_search, HDY_TYPE_WINDOW)

/* A search that goes through the posts slice by slice. */
typedef struct
{
  GalleySearch *search;
  guint generation;
  char *text;
  GalleyTextQuery query;
  GArray *ids; /* NULL until they are listed */
  guint position;
} Run;

static void
run_free (Run *run)
{
  g_object_unref (run->search);
  g_free (run->text);
  g_clear_pointer (&run->ids, g_array_unref);
  g_free (run);
}

static void
show_message (GalleySearch *self, const char *icon, const char *title, const char *text)
{
  galley_status_page_show (self->message, icon, title, text);
  gtk_stack_set_visible_child_name (self->pages, "message");
}

static void
show_chosen (GalleySearch *self)
{
  guint n = galley_hit_list_count_chosen (self->list);
  g_autofree char *label = g_strdup_printf (_ ("_Replace %'u"), n);

  gtk_button_set_label (self->replace, n > 0 ? label : _ ("_Replace"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->replace), n > 0 && self->cancellable == NULL);
}

/* @percent: of the posts that were looked through; 100: all */
static void
show_progress (GalleySearch *self, guint percent)
{
  g_autofree char *hits =
      g_strdup_printf (ngettext ("%'u hit", "%'u hits", self->n_hits), self->n_hits);
  g_autofree char *posts = g_strdup_printf (
      ngettext ("in %'u post", "in %'u posts", self->found->len), self->found->len);
  g_autofree char *text = NULL;

  if (percent < 100)
    text = g_strdup_printf (_ ("%s %s · searching, %u %%"), hits, posts, percent);
  else if (self->n_hits >= MAX_HITS)
    text = g_strdup_printf (_ ("The first %s %s; there are more"), hits, posts);
  else
    text = g_strdup_printf ("%s %s", hits, posts);
  gtk_label_set_text (self->summary, self->n_hits > 0 || percent < 100 ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->all), self->n_hits > 0);
  if (self->n_hits > 0)
    gtk_stack_set_visible_child_name (self->pages, "hits");
  else if (percent >= 100)
    show_message (self, "edit-find-symbolic", _ ("Nothing Found"),
                  _ ("No title or text has these words."));
}

static void
stop (GalleySearch *self)
{
  self->generation++;
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
finish (GalleySearch *self)
{
  g_clear_object (&self->cancellable);
  show_progress (self, 100);
  show_chosen (self);
}

static void
take_found (GalleySearch *self, GPtrArray *found)
{
  for (guint i = 0; i < found->len && self->n_hits < MAX_HITS; i++)
    {
      GalleyTextHits *hits = g_ptr_array_index (found, i);

      galley_hit_list_append (self->list, hits, self->found->len);
      self->n_hits += hits->hits->len;
      g_ptr_array_add (self->found, hits);
      found->pdata[i] = NULL;
    }
}

static gpointer
slice_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;

  if (run->ids == NULL)
    run->ids = galley_project_list_posts (project, &filter, cancellable, error);
  if (run->ids == NULL)
    return NULL;
  return galley_project_find_text (project, &run->query,
                                   &g_array_index (run->ids, gint64, run->position),
                                   MIN (SLICE, run->ids->len - run->position), cancellable, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  GalleySearch *self = run->search;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (run->generation != self->generation)
    {
      run_free (run);
      return;
    }
  if (found == NULL)
    {
      g_clear_object (&self->cancellable);
      show_message (self, "dialog-error-symbolic", _ ("The Search Failed"), error->message);
      run_free (run);
      return;
    }
  take_found (self, found);
  run->position += SLICE;
  if (run->position >= run->ids->len || self->n_hits >= MAX_HITS)
    {
      finish (self);
      run_free (run);
      return;
    }
  show_progress (self, run->position * 100 / run->ids->len);
  galley_session_run_async (self->session, GALLEY_LANE_READ, slice_job, run, NULL,
                            (GDestroyNotify) g_ptr_array_unref, self->cancellable, found_cb, run);
}

static void
start (GalleySearch *self)
{
  Run *run;

  stop (self);
  gtk_list_store_clear (self->list);
  g_ptr_array_set_size (self->found, 0);
  self->n_hits = 0;
  gtk_toggle_button_set_active (self->all, TRUE);
  show_chosen (self);
  gtk_label_set_text (self->summary, "");
  if (gtk_entry_get_text (GTK_ENTRY (self->find_entry))[0] == '\0')
    {
      show_message (self, "edit-find-symbolic", _ ("Find in All Posts"),
                    _ ("Titles and texts are searched, letter by letter."));
      return;
    }
  run = g_new0 (Run, 1);
  run->search = g_object_ref (self);
  run->generation = self->generation;
  run->text = g_strdup (gtk_entry_get_text (GTK_ENTRY (self->find_entry)));
  run->query.text = run->text;
  run->query.match_case = gtk_toggle_button_get_active (self->match_case);
  run->query.whole_words = gtk_toggle_button_get_active (self->whole_words);
  self->cancellable = g_cancellable_new ();
  galley_session_run_async (self->session, GALLEY_LANE_READ, slice_job, run, NULL,
                            (GDestroyNotify) g_ptr_array_unref, self->cancellable, found_cb, run);
}

static gboolean
timeout_cb (gpointer user_data)
{
  GalleySearch *self = user_data;

  self->timeout = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
query_changed_cb (GalleySearch *self)
{
  if (self->session == NULL)
    return;
  stop (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->replace), FALSE);
  self->timeout = g_timeout_add (WAIT_MS, timeout_cb, self);
}

static void
all_toggled_cb (GalleySearch *self)
{
  galley_hit_list_choose_all (self->list, gtk_toggle_button_get_active (self->all));
  show_chosen (self);
}

static void
replace_cb (GalleySearch *self)
{
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GalleyCommand) command = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->replace)))
    return;
  chosen = galley_hit_list_get_chosen (self->list, self->found);
  command = galley_command_replace_text (chosen, gtk_entry_get_text (self->replace_entry));
  galley_commands_run (self->commands, command);
  gtk_window_close (GTK_WINDOW (self));
}

static void
row_activated_cb (GalleySearch *self, GtkTreePath *path)
{
  GtkTreeIter row;
  const GalleyTextHits *hits;
  guint post, hit;

  if (!gtk_tree_model_get_iter (GTK_TREE_MODEL (self->list), &row, path))
    return;
  gtk_tree_model_get (GTK_TREE_MODEL (self->list), &row, GALLEY_HIT_COLUMN_POST, &post,
                      GALLEY_HIT_COLUMN_HIT, &hit, -1);
  hits = g_ptr_array_index (self->found, post);
  g_signal_emit (self, signals[OPEN_HIT], 0, hits->post_id, g_ptr_array_index (hits->hits, hit));
  gtk_window_close (GTK_WINDOW (self));
}

/* Enter shows the hit; of its own the list would take it for the box, as it does with Space. */
static gboolean
tree_key_cb (GalleySearch *self, GdkEventKey *event)
{
  g_autoptr (GtkTreePath) path = NULL;

  if (event->keyval != GDK_KEY_Return && event->keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_tree_view_get_cursor (self->tree, &path, NULL);
  if (path != NULL)
    row_activated_cb (self, path);
  return GDK_EVENT_STOP;
}

static gboolean
galley_search_key_press (GtkWidget *widget, GdkEventKey *event)
{
  if (event->keyval == GDK_KEY_Escape)
    {
      gtk_window_close (GTK_WINDOW (widget));
      return GDK_EVENT_STOP;
    }
  return GTK_WIDGET_CLASS (galley_search_parent_class)->key_press_event (widget, event);
}

static void
galley_search_dispose (GObject *object)
{
  GalleySearch *self = GALLEY_SEARCH (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_object (&self->commands);
  G_OBJECT_CLASS (galley_search_parent_class)->dispose (object);
}

static void
galley_search_finalize (GObject *object)
{
  GalleySearch *self = GALLEY_SEARCH (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_search_parent_class)->finalize (object);
}

static void
galley_search_class_init (GalleySearchClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_search_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_search_finalize;
  widget_class->key_press_event = galley_search_key_press;
  signals[OPEN_HIT] = g_signal_new ("open-hit", GALLEY_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "search/galley-search.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, find_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, replace_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, match_case);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, whole_words);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, all);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, tree);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, replace);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, pages);
  gtk_widget_class_bind_template_child (widget_class, GalleySearch, message);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tree_key_cb);
}

static void
galley_search_init (GalleySearch *self)
{
  self->list = galley_hit_list_new ();
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_text_hits_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_tree_view_append_column (
      self->tree, galley_hit_list_column_new (self->list, G_CALLBACK (show_chosen), self));
  gtk_tree_view_set_model (self->tree, GTK_TREE_MODEL (self->list));
}

/**
 * galley_search_new:
 * @parent: the window it stands over
 * @session: the project, in which everything typed is saved
 * @commands: its commands
 * @text: what to look for at first
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GtkWidget *
galley_search_new (GtkWindow *parent,
                   GalleySession *session,
                   GalleyCommands *commands,
                   const char *text)
{
  GalleySearch *self = g_object_new (GALLEY_TYPE_SEARCH, "transient-for", parent, NULL);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Find and Replace in All Posts"));
  gtk_entry_set_text (GTK_ENTRY (self->find_entry), text);
  self->session = g_object_ref (session);
  self->commands = g_object_ref (commands);
  start (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  return GTK_WIDGET (self);
}
