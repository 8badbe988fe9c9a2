/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-application.h"
#include "galley-export-task.h"

#define PULSE_MS 60

struct _GalleyExportDialog
{
  GtkDialog parent_instance;
  GtkStack *stack; /* choose, running, done */
  GtkEntry *folder;
  GtkInfoBar *error_bar;
  GtkLabel *error_label;
  GtkProgressBar *progress;
  GtkLabel *progress_label;
  GtkLabel *summary;
  GtkWidget *warnings_box;
  GtkLabel *warnings_title;
  GtkTextView *warnings;
  GtkButton *export_button;
  GtkButton *cancel_button;
  GtkButton *browser_button;

  char *path;
  GalleyState *state; /* (unowned) (nullable): the application's */
  GalleyExportTask *task;
  guint pulse;
  gboolean adopt; /* the person said that a folder with other things is right */
};

G_DEFINE_FINAL_TYPE (GalleyExportDialog, galley_export_dialog, GTK_TYPE_DIALOG)

/* "~/site" is what people type. */
static char *
get_folder (GalleyExportDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_entry_get_text (self->folder)));

  if (text[0] == '\0')
    return NULL;
  if (text[0] == '~' && (text[1] == '/' || text[1] == '\0'))
    return g_build_filename (g_get_home_dir (), text + 1, NULL);
  return g_canonicalize_filename (text, g_get_home_dir ());
}

static void
show_page (GalleyExportDialog *self, const char *name)
{
  gboolean choose = g_str_equal (name, "choose");
  gboolean done = g_str_equal (name, "done");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), choose);
  gtk_widget_set_visible (GTK_WIDGET (self->browser_button), done);
  gtk_button_set_label (self->cancel_button, done ? _ ("_Close") : _ ("_Cancel"));
}

static void
folder_changed_cb (GalleyExportDialog *self)
{
  g_autofree char *folder = get_folder (self);

  self->adopt = FALSE;
  gtk_button_set_label (self->export_button, _ ("_Export"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), folder != NULL);
  gtk_widget_hide (GTK_WIDGET (self->error_bar));
}

static gboolean
pulse_cb (gpointer user_data)
{
  GalleyExportDialog *self = user_data;
  g_autofree char *text = NULL;
  guint done, total;

  galley_export_task_get_progress (self->task, &done, &total);
  if (total == 0)
    {
      gtk_progress_bar_pulse (self->progress);
      return G_SOURCE_CONTINUE;
    }
  gtk_progress_bar_set_fraction (self->progress, (double) done / total);
  text = g_strdup_printf (_ ("%'u of %'u files"), done, total);
  gtk_label_set_text (self->progress_label, text);
  return G_SOURCE_CONTINUE;
}

static void
stop_task (GalleyExportDialog *self)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_pointer (&self->task, galley_export_task_free);
}

static void
show_failure (GalleyExportDialog *self, const GError *error)
{
  show_page (self, "choose");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_text (self->error_label, error->message);
  if (g_error_matches (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_FOREIGN_FOLDER))
    {
      self->adopt = TRUE;
      gtk_label_set_text (self->error_label,
                          _ ("This folder holds files that Galley did not make. Export into it "
                             "all the same? What is in the way is replaced."));
      gtk_button_set_label (self->export_button, _ ("_Export Anyway"));
    }
  gtk_widget_show (GTK_WIDGET (self->error_bar));
}

/* What was left out, or is not as it should be: a line each. */
static void
show_warnings (GalleyExportDialog *self, const GalleyExportReport *report)
{
  guint n = report->warnings != NULL ? g_strv_length (report->warnings) : 0;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->warnings_box, n > 0);
  if (n == 0)
    return;
  title = g_strdup_printf (ngettext ("%'u warning", "%'u warnings", n), n);
  text = g_strjoinv ("\n", report->warnings);
  gtk_label_set_text (self->warnings_title, title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->warnings), text, -1);
}

static void
show_report (GalleyExportDialog *self, const GalleyExportReport *report)
{
  g_autofree char *written = g_strdup_printf ("%'" G_GUINT64_FORMAT, report->written);
  g_autofree char *unchanged = g_strdup_printf ("%'" G_GUINT64_FORMAT, report->unchanged);
  g_autofree char *deleted = g_strdup_printf ("%'" G_GUINT64_FORMAT, report->deleted);
  g_autofree char *text = NULL;

  if (report->written == 0 && report->deleted == 0)
    text = g_strdup (_ ("Everything was up to date."));
  else
    /* Translators: three numbers of files, and a time */
    text = g_strdup_printf (_ ("%s files written, %s unchanged, %s deleted, in %.1f seconds."),
                            written, unchanged, deleted, report->seconds);
  gtk_label_set_text (self->summary, text);
  show_warnings (self, report);
  show_page (self, "done");
  gtk_widget_grab_focus (GTK_WIDGET (self->browser_button));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GalleyExportReport report = { 0 };

  stop_task (self);
  if (galley_export_task_finish (result, &report, &error))
    show_report (self, &report);
  else
    show_failure (self, error);
  galley_export_report_clear (&report);
}

static void
export_cb (GalleyExportDialog *self)
{
  g_autofree char *folder = get_folder (self);

  if (folder == NULL || self->task != NULL)
    return;
  if (self->state != NULL)
    galley_state_set_text (self->state, self->path, "folder", folder);
  gtk_widget_hide (GTK_WIDGET (self->error_bar));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_label_set_text (self->progress_label, _ ("Planning the site…"));
  show_page (self, "running");
  self->task =
      galley_export_task_start (self->path, folder, self->adopt, exported_cb, g_object_ref (self));
  self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
}

static void
cancel_cb (GalleyExportDialog *self)
{
  if (self->task != NULL)
    galley_export_task_cancel (self->task);
  else
    gtk_widget_destroy (GTK_WIDGET (self));
}

static void
browser_cb (GalleyExportDialog *self)
{
  g_autofree char *folder = get_folder (self);
  g_autofree char *file = g_build_filename (folder, "index.html", NULL);
  g_autofree char *uri = g_filename_to_uri (file, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_on_window (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, &error))
    gtk_label_set_text (self->summary, error->message);
}

static void
chosen_cb (GtkDialog *chooser, int response, GalleyExportDialog *self)
{
  g_autofree char *folder = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && folder != NULL)
    gtk_entry_set_text (self->folder, folder);
  gtk_widget_destroy (GTK_WIDGET (chooser));
}

static void
choose_cb (GalleyExportDialog *self)
{
  g_autofree char *folder = get_folder (self);
  GtkWidget *chooser = gtk_file_chooser_dialog_new (
      _ ("Export To"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_CREATE_FOLDER, _ ("_Cancel"),
      GTK_RESPONSE_CANCEL, _ ("_Choose"), GTK_RESPONSE_ACCEPT, NULL);

  gtk_window_set_modal (GTK_WINDOW (chooser), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_filename (GTK_FILE_CHOOSER (chooser), folder);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_window_present (GTK_WINDOW (chooser));
}

/* Escape and the window's own button: an export that is under way is cancelled first. */
static gboolean
galley_export_dialog_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  cancel_cb (GALLEY_EXPORT_DIALOG (widget));
  return GDK_EVENT_STOP;
}

static void
galley_export_dialog_dispose (GObject *object)
{
  GalleyExportDialog *self = GALLEY_EXPORT_DIALOG (object);

  if (self->task != NULL)
    galley_export_task_cancel (self->task);
  stop_task (self);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (galley_export_dialog_parent_class)->dispose (object);
}

static void
galley_export_dialog_class_init (GalleyExportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_export_dialog_dispose;
  widget_class->delete_event = galley_export_dialog_delete_event;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "export/galley-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, folder);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, warnings_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, warnings_title);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, warnings);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, browser_button);
  gtk_widget_class_bind_template_callback (widget_class, folder_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
galley_export_dialog_init (GalleyExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Beside the project: "diary.galley" goes to "diary-site". */
static char *
suggest_folder (const char *path)
{
  gsize length = strlen (path);

  if (g_str_has_suffix (path, ".galley"))
    length -= strlen (".galley");
  return g_strdup_printf ("%.*s-site", (int) length, path);
}

/**
 * galley_export_dialog_present:
 * @parent: the window whose project it is
 * @path: of the project
 * @state: (nullable): where the last folder is remembered; outlives the dialog
 *
 * Asks for the folder and exports. What is typed should be saved before.
 */
void
galley_export_dialog_present (GtkWindow *parent, const char *path, GalleyState *state)
{
  GalleyExportDialog *self = g_object_new (GALLEY_TYPE_EXPORT_DIALOG, "use-header-bar", TRUE,
                                           "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *last = state != NULL ? galley_state_get_text (state, path, "folder") : NULL;

  self->path = g_strdup (path);
  self->state = state;
  if (last == NULL)
    last = suggest_folder (path);
  gtk_entry_set_text (self->folder, last);
  folder_changed_cb (self);
  show_page (self, "choose");
  gtk_window_present (GTK_WINDOW (self));
}
