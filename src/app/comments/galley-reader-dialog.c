/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-reader-dialog.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-command-text.h"
#include "galley-comment-command.h"
#include "galley-comment-view.h"
#include "galley-extract.h"
#include "galley-reader.h"
#include "galley-text.h"

#define MAX_SHOWN 200

struct _GalleyReaderDialog
{
  GtkDialog parent_instance;
  GtkEntry *who;
  GtkLabel *outcome;
  GtkTextView *found;
  GtkButton *extract_button;
  GtkButton *erase_button;

  GalleySession *session;
  GalleyCommands *commands;
  GArray *ids; /* of gint64; (nullable): nothing was looked for */
};

G_DEFINE_FINAL_TYPE (GalleyReaderDialog, galley_reader_dialog, GTK_TYPE_DIALOG)

/* A person's comments on their way, in both directions. */
typedef struct
{
  char *who;
  char *folder;
  GArray *ids;
  GPtrArray *comments;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->who);
  g_free (search->folder);
  g_clear_pointer (&search->ids, g_array_unref);
  g_clear_pointer (&search->comments, g_ptr_array_unref);
  g_free (search);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static gpointer
find_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Search) search = g_new0 (Search, 1);

  search->ids = galley_project_find_reader (project, data, error);
  if (search->ids == NULL)
    return NULL;
  search->comments =
      galley_project_load_comments (project, (const gint64 *) (void *) search->ids->data,
                                    MIN (search->ids->len, MAX_SHOWN), error);
  return search->comments != NULL ? g_steal_pointer (&search) : NULL;
}

static gpointer
extract_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;

  return galley_extract_reader (project, (const gint64 *) (void *) search->ids->data,
                                search->ids->len, search->folder, error)
             ? search
             : NULL;
}

static void
show_found (GalleyReaderDialog *self, const Search *search)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = search->ids->len;
  g_autofree char *text = n == 0 ? g_strdup (_ ("No comment is by this person."))
                                 : g_strdup_printf (ngettext ("%'u comment", "%'u comments", n), n);

  for (guint i = 0; i < search->comments->len; i++)
    {
      const GalleyComment *comment = g_ptr_array_index (search->comments, i);
      g_autofree char *date = NULL;
      g_autofree char *body = NULL;

      if (comment == NULL)
        continue;
      date = g_date_time_format (comment->date, "%F");
      body = galley_text_shorten (comment->body, 160);
      g_string_append_printf (lines, "%s · %s · %s · %s\n", date,
                              galley_comment_status_label (comment->status), comment->name, body);
    }
  gtk_label_set_text (self->outcome, text);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->found), lines->str, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->extract_button), n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->erase_button), n > 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyReaderDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Search) search = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (search == NULL)
    {
      gtk_label_set_text (self->outcome, error->message);
      return;
    }
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_array_ref (search->ids);
  show_found (self, search);
}

static void
find_cb (GalleyReaderDialog *self)
{
  const char *who = gtk_entry_get_text (self->who);

  if (*who != '\0')
    galley_session_run_async (self->session, GALLEY_LANE_READ, find_job, g_strdup (who), g_free,
                              search_free, NULL, found_cb, g_object_ref (self));
}

/* What is shown is no longer who is named. */
static void
who_changed_cb (GalleyReaderDialog *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  gtk_label_set_text (self->outcome, "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->found), "", 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->extract_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->erase_button), FALSE);
}

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyReaderDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (self->session != NULL)
    gtk_label_set_text (self->outcome, error != NULL ? error->message
                                                     : _ ("Written: comments.jsonl for programs, "
                                                          "comments.md to be read."));
}

static void
finished_cb (GalleyReaderDialog *self, const GalleyCommandReport *report)
{
  g_autofree char *text = NULL;

  if (report->command->kind != GALLEY_COMMAND_ERASE_COMMENTS)
    return;
  if (report->outcome == GALLEY_COMMAND_DONE)
    who_changed_cb (self);
  text = galley_command_text (report);
  gtk_label_set_text (self->outcome, text);
}

static Search *
search_copy (GalleyReaderDialog *self, const char *folder)
{
  Search *search = g_new0 (Search, 1);

  search->ids = g_array_ref (self->ids);
  search->folder = g_strdup (folder);
  return search;
}

static void
folder_chosen_cb (GtkDialog *chooser, int response, GalleyReaderDialog *self)
{
  g_autofree char *folder = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser));

  gtk_widget_destroy (GTK_WIDGET (chooser));
  if (response == GTK_RESPONSE_ACCEPT && folder != NULL && self->ids != NULL)
    galley_session_run_async (self->session, GALLEY_LANE_READ, extract_job,
                              search_copy (self, folder), search_free, NULL, NULL, extracted_cb,
                              g_object_ref (self));
}

static void
extract_cb (GalleyReaderDialog *self)
{
  GtkWidget *chooser = gtk_file_chooser_dialog_new (
      _ ("Extract To"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_CREATE_FOLDER, _ ("_Cancel"),
      GTK_RESPONSE_CANCEL, _ ("_Extract"), GTK_RESPONSE_ACCEPT, NULL);

  gtk_window_set_modal (GTK_WINDOW (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (folder_chosen_cb), self);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
erase_confirmed_cb (GtkDialog *dialog, int response, GalleyReaderDialog *self)
{
  g_autoptr (GalleyCommand) command = NULL;

  gtk_widget_destroy (GTK_WIDGET (dialog));
  if (response != GTK_RESPONSE_ACCEPT || self->ids == NULL)
    return;
  command =
      galley_command_erase_comments ((const gint64 *) (void *) self->ids->data, self->ids->len);
  galley_commands_run (self->commands, command);
}

static void
erase_cb (GalleyReaderDialog *self)
{
  guint n = self->ids != NULL ? self->ids->len : 0;
  GtkWidget *dialog = gtk_message_dialog_new (
      GTK_WINDOW (self), GTK_DIALOG_MODAL, GTK_MESSAGE_WARNING, GTK_BUTTONS_NONE,
      ngettext ("Erase %'u comment for good?", "Erase %'u comments for good?", n), n);

  gtk_message_dialog_format_secondary_text (
      GTK_MESSAGE_DIALOG (dialog), "%s",
      _ ("They leave the project’s file, with their histories. This cannot be undone. Answers to "
         "them stay. Copies and backups of the file are not changed."));
  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Erase"),
                          GTK_RESPONSE_ACCEPT, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (gtk_dialog_get_widget_for_response (
                                   GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT)),
                               "destructive-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect (dialog, "response", G_CALLBACK (erase_confirmed_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
galley_reader_dialog_dispose (GObject *object)
{
  GalleyReaderDialog *self = GALLEY_READER_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->commands);
  g_clear_pointer (&self->ids, g_array_unref);
  G_OBJECT_CLASS (galley_reader_dialog_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyReaderDialog, name)

static void
galley_reader_dialog_class_init (GalleyReaderDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_reader_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "comments/galley-reader-dialog.ui");
  BIND (who);
  BIND (outcome);
  BIND (found);
  BIND (extract_button);
  BIND (erase_button);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, who_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, extract_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
}

static void
galley_reader_dialog_init (GalleyReaderDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_reader_dialog_present:
 * @parent: the window whose project it is
 * @session: the project
 * @commands: its commands
 * @who: (nullable): an e-mail address or a name to look for at once
 *
 * Asks for a person and shows what that person wrote.
 */
void
galley_reader_dialog_present (GtkWindow *parent,
                              GalleySession *session,
                              GalleyCommands *commands,
                              const char *who)
{
  GalleyReaderDialog *self = g_object_new (GALLEY_TYPE_READER_DIALOG, "use-header-bar", TRUE,
                                           "transient-for", parent, "modal", TRUE, NULL);

  self->session = g_object_ref (session);
  self->commands = g_object_ref (commands);
  g_signal_connect_object (commands, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  gtk_entry_set_text (self->who, who != NULL ? who : "");
  who_changed_cb (self);
  find_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
