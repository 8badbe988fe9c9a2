/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-comments-pane-private.h"

static void
response_cb (GtkDialog *dialog, int response, GalleyCommentsPane *self)
{
  GtkEntry *entry = g_object_get_data (G_OBJECT (dialog), "entry");
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "id");
  g_autofree char *text = g_strstrip (g_strdup (gtk_entry_get_text (entry)));
  g_autoptr (GalleyDecision) decision = response == GTK_RESPONSE_ACCEPT && *text != '\0'
                                            ? galley_decision_new_place (*id, text)
                                            : NULL;

  gtk_widget_destroy (GTK_WIDGET (dialog));
  if (decision != NULL)
    galley_comments_pane_make (self, decision);
}

/* Asks to which post the comment in view belongs. */
void
galley_comments_pane_place (GalleyCommentsPane *self)
{
  gint64 id = galley_comments_pane_get_id (self);
  GtkWidget *top = gtk_widget_get_toplevel (GTK_WIDGET (self));
  GtkWidget *dialog;
  GtkWidget *entry;
  GtkBox *box;

  if (id == 0)
    return;
  dialog = gtk_dialog_new_with_buttons (
      _ ("Place the Comment"), GTK_WINDOW (top), GTK_DIALOG_MODAL | GTK_DIALOG_USE_HEADER_BAR,
      _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Place"), GTK_RESPONSE_ACCEPT, NULL);
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
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_object_set_data_full (G_OBJECT (dialog), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}
