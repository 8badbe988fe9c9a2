/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-bulk-dialog.h"

#include <glib/gi18n.h>

#include "galley-facet.h"
#include "galley-name-completion.h"

typedef struct
{
  GalleyBulkKind kind;
  GtkWidget *dialog;
  GtkEntry *entry;
  GtkComboBoxText *names;
  GCancellable *cancellable; /* of the list of names */
  GArray *ids;
  GalleyBulkDialogFunc chosen;
  gpointer user_data;
  GDestroyNotify free_data;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_cancellable_cancel (form->cancellable);
  g_object_unref (form->cancellable);
  g_array_unref (form->ids);
  if (form->free_data != NULL)
    form->free_data (form->user_data);
  g_free (form);
}

static void
response_cb (GtkDialog *dialog, int response, Form *form)
{
  g_autofree char *names = g_strdup (gtk_entry_get_text (form->entry));

  if (response == GTK_RESPONSE_ACCEPT && *g_strstrip (names) != '\0')
    form->chosen (names, form->user_data);
  else if (response == GTK_RESPONSE_REJECT) /* out of the series */
    form->chosen ("", form->user_data);
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
entry_changed_cb (Form *form)
{
  gtk_dialog_set_response_sensitive (GTK_DIALOG (form->dialog), GTK_RESPONSE_ACCEPT,
                                     gtk_entry_get_text (form->entry)[0] != '\0');
}

/* What the names are chosen from. */
typedef struct
{
  GalleyBulkKind kind;
  GArray *ids;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_array_unref (question->ids);
  g_free (question);
}

static gpointer
names_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  GalleyFacetKind kind =
      question->kind == GALLEY_BULK_SERIES ? GALLEY_FACET_SERIES : GALLEY_FACET_TAG;
  g_autoptr (GPtrArray) facets = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (question->kind == GALLEY_BULK_REMOVE_TAGS)
    return galley_project_list_tags_of (project, (gint64 *) (void *) question->ids->data,
                                        question->ids->len, error);
  facets = galley_project_list_facets (project, cancellable, error);
  if (facets == NULL)
    return NULL;
  names = g_ptr_array_new ();
  for (guint i = 0; i < facets->len; i++)
    {
      const GalleyFacet *facet = g_ptr_array_index (facets, i);

      if (facet->kind == kind)
        g_ptr_array_add (names, g_strdup (facet->name));
    }
  g_ptr_array_add (names, NULL);
  return g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_auto (GStrv) names = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  Form *form = user_data;

  if (names == NULL || g_cancellable_is_cancelled (cancellable))
    return; /* the dialog may be gone */
  galley_name_completion_set_names (form->entry, (const char *const *) names);
  for (gsize i = 0; names[i] != NULL; i++)
    gtk_combo_box_text_append_text (form->names, names[i]);
}

static void
ask_for_names (Form *form, GalleySession *session)
{
  Question *question = g_new0 (Question, 1);

  question->kind = form->kind;
  question->ids = g_array_ref (form->ids);
  galley_session_run_async (session, GALLEY_LANE_READ, names_job, question, question_free,
                            (GDestroyNotify) g_strfreev, form->cancellable, named_cb, form);
}

static char *
make_title (GalleyBulkKind kind, guint n)
{
  if (kind == GALLEY_BULK_ADD_TAGS)
    return g_strdup_printf (ngettext ("Add Tags to %'u Post", "Add Tags to %'u Posts", n), n);
  if (kind == GALLEY_BULK_REMOVE_TAGS)
    return g_strdup_printf (ngettext ("Remove Tags from %'u Post", "Remove Tags from %'u Posts", n),
                            n);
  return g_strdup_printf (ngettext ("Move %'u Post to a Series", "Move %'u Posts to a Series", n),
                          n);
}

static void
fill (Form *form)
{
  gboolean series = form->kind == GALLEY_BULK_SERIES;
  GtkWidget *box = gtk_dialog_get_content_area (GTK_DIALOG (form->dialog));
  GtkWidget *combo = gtk_combo_box_text_new_with_entry ();
  GtkWidget *label = gtk_label_new_with_mnemonic (series ? _ ("_Series") : _ ("_Tags"));
  GtkWidget *hint = gtk_label_new (
      series ? _ ("The posts become its last parts, in the order of their dates.")
             : _ ("Several, with commas between them. Published posts change when you publish the "
                  "changes."));
  const char *name = series ? _ ("Series") : _ ("Tags");

  form->names = GTK_COMBO_BOX_TEXT (combo);
  form->entry = GTK_ENTRY (gtk_bin_get_child (GTK_BIN (combo)));
  galley_name_completion_add (form->entry, !series);
  gtk_entry_set_activates_default (form->entry, TRUE);
  gtk_entry_set_width_chars (form->entry, 36);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (form->entry));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_line_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 44);
  gtk_style_context_add_class (gtk_widget_get_style_context (hint), "dim-label");
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (form->entry)), name);
  atk_object_set_name (gtk_widget_get_accessible (combo), name);
  gtk_container_set_border_width (GTK_CONTAINER (box), 18);
  gtk_box_set_spacing (GTK_BOX (box), 6);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_container_add (GTK_CONTAINER (box), combo);
  gtk_container_add (GTK_CONTAINER (box), hint);
  gtk_widget_show_all (box);
  g_signal_connect_swapped (form->entry, "changed", G_CALLBACK (entry_changed_cb), form);
}

/**
 * galley_bulk_dialog_present:
 * @parent: the window it stands over
 * @session: the project
 * @kind: ADD_TAGS, REMOVE_TAGS or SERIES
 * @ids: (element-type gint64): the posts it is about
 * @chosen: called with what the person chose
 * @user_data: for @chosen
 * @free_data: (nullable): frees @user_data
 *
 * Opens the dialog.
 */
void
galley_bulk_dialog_present (GtkWindow *parent,
                            GalleySession *session,
                            GalleyBulkKind kind,
                            GArray *ids,
                            GalleyBulkDialogFunc chosen,
                            gpointer user_data,
                            GDestroyNotify free_data)
{
  g_autofree char *title = make_title (kind, ids->len);
  Form *form = g_new0 (Form, 1);
  GtkDialog *dialog;

  form->kind = kind;
  form->ids = g_array_ref (ids);
  form->cancellable = g_cancellable_new ();
  form->chosen = chosen;
  form->user_data = user_data;
  form->free_data = free_data;
  form->dialog = gtk_dialog_new_with_buttons (
      title, parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT | GTK_DIALOG_USE_HEADER_BAR,
      _ ("_Cancel"), GTK_RESPONSE_CANCEL, NULL);
  dialog = GTK_DIALOG (form->dialog);
  gtk_dialog_add_button (dialog,
                         kind == GALLEY_BULK_ADD_TAGS      ? _ ("_Add")
                         : kind == GALLEY_BULK_REMOVE_TAGS ? _ ("_Remove")
                                                           : _ ("_Move"),
                         GTK_RESPONSE_ACCEPT);
  if (kind == GALLEY_BULK_SERIES)
    gtk_dialog_add_button (dialog, _ ("_Out of Its Series"), GTK_RESPONSE_REJECT);
  gtk_dialog_set_default_response (dialog, GTK_RESPONSE_ACCEPT);
  fill (form);
  entry_changed_cb (form);
  g_object_set_data_full (G_OBJECT (dialog), "form", form, form_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), form);
  ask_for_names (form, session);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (form->entry));
}
