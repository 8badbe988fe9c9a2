/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-post-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  gint64 id;
  GtkEntry *entry;
  GalleyCommentPostFunc chosen;
  gpointer user_data;
} Form;

static void
response_cb (GtkDialog *dialog, int response, Form *form)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_entry_get_text (form->entry)));

  if (response == GTK_RESPONSE_ACCEPT && *text != '\0')
    form->chosen (form->id, text, form->user_data);
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

/**
 * galley_comment_post_dialog_present:
 * @parent: the window it stands over, with which it goes
 * @id: of a comment
 * @chosen: called with what was typed
 * @user_data: for @chosen; lives as long as @parent
 *
 * Opens the dialog.
 */
void
galley_comment_post_dialog_present (GtkWindow *parent,
                                    gint64 id,
                                    GalleyCommentPostFunc chosen,
                                    gpointer user_data)
{
  Form *form = g_new0 (Form, 1);
  GtkWidget *dialog;
  GtkWidget *entry;
  GtkBox *box;

  dialog = gtk_dialog_new_with_buttons (
      _ ("Place the Comment"), parent,
      GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT | GTK_DIALOG_USE_HEADER_BAR, _ ("_Cancel"),
      GTK_RESPONSE_CANCEL, _ ("_Place"), GTK_RESPONSE_ACCEPT, NULL);
  box = GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog)));
  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("The post’s title, or its address"));
  gtk_entry_set_width_chars (GTK_ENTRY (entry), 48);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  atk_object_set_name (gtk_widget_get_accessible (entry), _ ("Post"));
  gtk_widget_set_margin_start (entry, 18);
  gtk_widget_set_margin_end (entry, 18);
  gtk_widget_set_margin_top (entry, 18);
  gtk_widget_set_margin_bottom (entry, 18);
  gtk_box_pack_start (box, entry, FALSE, FALSE, 0);
  gtk_widget_show (entry);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  form->id = id;
  form->entry = GTK_ENTRY (entry);
  form->chosen = chosen;
  form->user_data = user_data;
  g_object_set_data_full (G_OBJECT (dialog), "form", form, g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), form);
  gtk_window_present (GTK_WINDOW (dialog));
}
