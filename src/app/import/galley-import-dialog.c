/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import-dialog.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-column-form.h"
#include "galley-import-task.h"

#define PULSE_MS 60

struct _GalleyImportDialog
{
  GtkDialog parent_instance;
  GtkStack *stack; /* choose, columns, running, done */
  GtkEntry *files;
  GtkLabel *columns_title;
  GtkBox *columns_box;
  GtkProgressBar *progress;
  GtkLabel *progress_label;
  GtkLabel *summary;
  GtkTextView *ledger;
  GtkButton *import_button;
  GtkButton *cancel_button;
  GtkButton *copy_button;

  GalleySession *session;
  GPtrArray *waiting; /* of char *: sources that are not in yet */
  GPtrArray *columns; /* of GalleyCommentColumns or NULL, as waiting */
  GalleyImportTask *task;
  GString *told;     /* the ledger */
  GString *failures; /* what could not be taken in at all */
  GalleyImportCount posts, comments, media;
  guint n_warnings;
  guint pulse;
};

G_DEFINE_FINAL_TYPE (GalleyImportDialog, galley_import_dialog, GTK_TYPE_DIALOG)

static void import_next (GalleyImportDialog *self);

static void
show_page (GalleyImportDialog *self, const char *name)
{
  gboolean done = g_str_equal (name, "done");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button),
                          !done && !g_str_equal (name, "running"));
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), done);
  gtk_button_set_label (self->cancel_button, done ? _ ("_Close") : _ ("_Cancel"));
}

static void
add_count (GalleyImportCount *sum, const GalleyImportCount *count)
{
  sum->found += count->found;
  sum->added += count->added;
  sum->updated += count->updated;
  sum->skipped += count->skipped;
}

static void
tell_count (GString *text, const char *what, const GalleyImportCount *count)
{
  if (count->found == 0)
    return;
  /* Translators: what was counted, and four numbers */
  g_string_append_printf (text, _ ("%s: %'u found, %'u added, %'u changed, %'u left out"), what,
                          count->found, count->added, count->updated, count->skipped);
  g_string_append_c (text, '\n');
}

static void
show_ledger (GalleyImportDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *summary = NULL;

  tell_count (text, _ ("Posts and pages"), &self->posts);
  tell_count (text, _ ("Comments"), &self->comments);
  tell_count (text, _ ("Pictures"), &self->media);
  if (self->told->len > 0)
    g_string_append_printf (text, "\n%s", self->told->str);
  if (self->failures->len > 0)
    g_string_append_printf (text, "\n%s", self->failures->str);
  if (self->failures->len > 0 && self->posts.found + self->comments.found == 0)
    summary = g_strdup (_ ("Nothing was taken in."));
  else if (self->comments.added > 0)
    summary = g_strdup_printf (ngettext ("%'u comment came in; nothing is published before you "
                                         "approve it.",
                                         "%'u comments came in; nothing is published before you "
                                         "approve it.",
                                         self->comments.added),
                               self->comments.added);
  else if (self->posts.added + self->posts.updated > 0)
    summary = g_strdup_printf (ngettext ("%'u post came in.", "%'u posts came in.",
                                         self->posts.added + self->posts.updated),
                               self->posts.added + self->posts.updated);
  else
    summary = g_strdup (_ ("Nothing new is in it."));
  gtk_label_set_text (self->summary, summary);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->ledger), text->str, -1);
  show_page (self, "done");
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

static gboolean
pulse_cb (gpointer user_data)
{
  GalleyImportDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, galley_import_task_get_progress (self->task));
  return G_SOURCE_CONTINUE;
}

static void
stop_task (GalleyImportDialog *self)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_pointer (&self->task, galley_import_task_free);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GalleyImportReport report = { 0 };

  stop_task (self);
  if (galley_import_task_finish (result, GALLEY_SESSION (source), &report, &error))
    {
      add_count (&self->posts, &report.posts);
      add_count (&self->posts, &report.pages);
      add_count (&self->comments, &report.comments);
      add_count (&self->media, &report.media);
      for (guint i = 0; i < report.warnings->len; i++)
        g_string_append_printf (self->told, "%s\n",
                                (char *) g_ptr_array_index (report.warnings, i));
      galley_session_posts_changed (GALLEY_SESSION (source));
      galley_session_comments_changed (GALLEY_SESSION (source));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_ptr_array_set_size (self->waiting, 0);
      g_string_append (self->failures, _ ("Cancelled: nothing of this was taken in.\n"));
    }
  else
    g_string_append_printf (self->failures, "%s\n", error->message);
  galley_import_report_clear (&report);
  if (self->session != NULL)
    import_next (self);
}

static void
start (GalleyImportDialog *self, const char *const *sources, const GalleyCommentColumns *columns)
{
  g_autofree char *name = g_filename_display_basename (sources[0]);
  g_autofree char *text = NULL;

  /* Translators: the name of a file */
  text = g_strdup_printf (_ ("Reading “%s”…"), name);
  gtk_label_set_text (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress, 0);
  show_page (self, "running");
  self->task =
      galley_import_task_start (self->session, sources, columns, imported_cb, g_object_ref (self));
  self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
}

static GalleyCommentColumns *
get_columns (GalleyImportDialog *self)
{
  return self->waiting->len > 0 ? g_ptr_array_index (self->columns, self->columns->len - 1) : NULL;
}

static void
columns_changed_cb (GalleyImportDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button),
                            galley_column_form_is_whole (get_columns (self)));
}

static void
ask_columns (GalleyImportDialog *self, const char *path, GalleyCommentColumns *columns)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;

  /* Translators: the name of a file */
  text = g_strdup_printf (_ ("What do the columns of “%s” mean?"), name);
  gtk_label_set_text (self->columns_title, text);
  gtk_container_foreach (GTK_CONTAINER (self->columns_box), (GtkCallback) gtk_widget_destroy, NULL);
  gtk_box_pack_start (self->columns_box,
                      galley_column_form_new (columns, G_CALLBACK (columns_changed_cb), self),
                      FALSE, FALSE, 0);
  show_page (self, "columns");
  columns_changed_cb (self);
}

/* One source after the other, so that the columns of a table are asked for when it comes. */
static void
import_next (GalleyImportDialog *self)
{
  GalleyCommentColumns *columns = get_columns (self);
  g_autofree char *path = NULL;

  if (self->waiting->len == 0)
    {
      show_ledger (self);
      return;
    }
  if (columns != NULL)
    {
      ask_columns (self, g_ptr_array_index (self->waiting, self->waiting->len - 1), columns);
      return;
    }
  path = g_ptr_array_steal_index (self->waiting, self->waiting->len - 1);
  g_ptr_array_remove_index (self->columns, self->columns->len - 1);
  start (self, (const char *[]){ path, NULL }, NULL);
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyImportDialog) self = user_data;
  g_autoptr (GPtrArray) columns = galley_import_inspect_finish (GALLEY_SESSION (source), result);

  if (columns == NULL || self->session == NULL)
    return;
  for (guint i = columns->len; i > 0; i--)
    g_ptr_array_add (self->columns, g_steal_pointer (&g_ptr_array_index (columns, i - 1)));
  import_next (self);
}

static void
begin (GalleyImportDialog *self, const char *const *sources)
{
  guint n = g_strv_length ((GStrv) sources);

  gtk_label_set_text (self->progress_label, _ ("Looking at the files…"));
  show_page (self, "running");
  g_ptr_array_set_size (self->waiting, 0);
  for (guint i = n; i > 0; i--) /* taken from the end */
    g_ptr_array_add (self->waiting, g_strdup (sources[i - 1]));
  galley_import_inspect_async (self->session, sources, inspected_cb, g_object_ref (self));
}

static void
import_cb (GalleyImportDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_entry_get_text (self->files)));
  g_autofree char *path = NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "columns") == 0)
    {
      g_autofree char *file = g_ptr_array_steal_index (self->waiting, self->waiting->len - 1);
      const GalleyCommentColumns *columns =
          g_ptr_array_steal_index (self->columns, self->columns->len - 1);

      g_object_set_data_full (G_OBJECT (self), file, (gpointer) columns,
                              (GDestroyNotify) galley_comment_columns_free);
      start (self, (const char *[]){ file, NULL }, columns);
      return;
    }
  if (*text == '\0')
    return;
  path = *text == '~' && (text[1] == '/' || text[1] == '\0')
             ? g_build_filename (g_get_home_dir (), text + 1, NULL)
             : g_canonicalize_filename (text, g_get_home_dir ());
  begin (self, (const char *[]){ path, NULL });
}

static void
files_changed_cb (GalleyImportDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button),
                            gtk_entry_get_text_length (self->files) > 0);
}

static void
chosen_cb (GtkDialog *chooser, int response, GalleyImportDialog *self)
{
  GSList *names = gtk_file_chooser_get_filenames (GTK_FILE_CHOOSER (chooser));
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  for (GSList *l = names; l != NULL; l = l->next)
    g_ptr_array_add (sources, l->data);
  g_ptr_array_add (sources, NULL);
  gtk_widget_destroy (GTK_WIDGET (chooser));
  if (response == GTK_RESPONSE_ACCEPT && sources->len > 1)
    begin (self, (const char *const *) sources->pdata);
  g_slist_free_full (names, g_free);
}

static void
choose (GalleyImportDialog *self, const char *title, GtkFileChooserAction action)
{
  GtkWidget *chooser =
      gtk_file_chooser_dialog_new (title, GTK_WINDOW (self), action, _ ("_Cancel"),
                                   GTK_RESPONSE_CANCEL, _ ("_Import"), GTK_RESPONSE_ACCEPT, NULL);

  gtk_window_set_modal (GTK_WINDOW (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
choose_files_cb (GalleyImportDialog *self)
{
  choose (self, _ ("Import Files"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
choose_folder_cb (GalleyImportDialog *self)
{
  choose (self, _ ("Import a Folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
cancel_cb (GalleyImportDialog *self)
{
  if (self->task != NULL)
    galley_import_task_cancel (self->task);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "columns") == 0 &&
           self->posts.found + self->comments.found > 0)
    {
      g_ptr_array_set_size (self->waiting, 0);
      show_ledger (self);
    }
  else
    gtk_widget_destroy (GTK_WIDGET (self));
}

static void
copy_cb (GalleyImportDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->ledger);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gtk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD),
                          text, -1);
}

/* Escape and the window's own button: an import that is under way is cancelled first. */
static gboolean
galley_import_dialog_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  cancel_cb (GALLEY_IMPORT_DIALOG (widget));
  return GDK_EVENT_STOP;
}

static void
galley_import_dialog_dispose (GObject *object)
{
  GalleyImportDialog *self = GALLEY_IMPORT_DIALOG (object);

  if (self->task != NULL)
    galley_import_task_cancel (self->task);
  stop_task (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_import_dialog_parent_class)->dispose (object);
}

static void
galley_import_dialog_finalize (GObject *object)
{
  GalleyImportDialog *self = GALLEY_IMPORT_DIALOG (object);

  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->columns);
  g_string_free (self->told, TRUE);
  g_string_free (self->failures, TRUE);
  G_OBJECT_CLASS (galley_import_dialog_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyImportDialog, name)

static void
galley_import_dialog_class_init (GalleyImportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_import_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_import_dialog_finalize;
  widget_class->delete_event = galley_import_dialog_delete_event;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "import/galley-import-dialog.ui");
  BIND (stack);
  BIND (files);
  BIND (columns_title);
  BIND (columns_box);
  BIND (progress);
  BIND (progress_label);
  BIND (summary);
  BIND (ledger);
  BIND (import_button);
  BIND (cancel_button);
  BIND (copy_button);
  gtk_widget_class_bind_template_callback (widget_class, files_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_files_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
}

static void
free_columns (gpointer columns)
{
  galley_comment_columns_free (columns);
}

static void
galley_import_dialog_init (GalleyImportDialog *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_ptr_array_new_with_free_func (free_columns);
  self->told = g_string_new (NULL);
  self->failures = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_import_dialog_present:
 * @parent: the window whose project it is
 * @session: the project
 * @sources: (nullable): files and folders, which are then taken in at once
 *
 * Takes files in, and shows what became of them.
 */
void
galley_import_dialog_present (GtkWindow *parent, GalleySession *session, const char *const *sources)
{
  GalleyImportDialog *self = g_object_new (GALLEY_TYPE_IMPORT_DIALOG, "use-header-bar", TRUE,
                                           "transient-for", parent, "modal", TRUE, NULL);

  self->session = g_object_ref (session);
  files_changed_cb (self);
  show_page (self, "choose");
  gtk_window_present (GTK_WINDOW (self));
  if (sources != NULL && sources[0] != NULL)
    begin (self, sources);
}
