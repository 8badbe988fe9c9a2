/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-column-form.h"

#include <glib/gi18n.h>

#include "galley-text.h"

static const struct
{
  GalleyCommentField field;
  const char *label;
} CHOICES[] = {
  { GALLEY_COMMENT_FIELD_NONE, N_ ("Leave out") },
  { GALLEY_COMMENT_FIELD_BODY, N_ ("The comment’s text") },
  { GALLEY_COMMENT_FIELD_NAME, N_ ("Reader’s name") },
  { GALLEY_COMMENT_FIELD_PLACE, N_ ("Reader’s place") },
  { GALLEY_COMMENT_FIELD_EMAIL, N_ ("E-mail") },
  { GALLEY_COMMENT_FIELD_URL, N_ ("Web site") },
  { GALLEY_COMMENT_FIELD_DATE, N_ ("Date") },
  { GALLEY_COMMENT_FIELD_POST, N_ ("Post: address, slug or number") },
  { GALLEY_COMMENT_FIELD_ID, N_ ("The comment’s id") },
  { GALLEY_COMMENT_FIELD_PARENT, N_ ("Id of the comment it answers") },
  { GALLEY_COMMENT_FIELD_KIND, N_ ("Comment or question") },
  { GALLEY_COMMENT_FIELD_STATUS, N_ ("Status") },
};

static void
chosen_cb (GtkComboBox *box, GalleyCommentField *field)
{
  int row = gtk_combo_box_get_active (box);

  *field = row >= 0 ? CHOICES[row].field : GALLEY_COMMENT_FIELD_NONE;
}

static GtkWidget *
new_box (GalleyCommentField *field, const char *name)
{
  GtkWidget *box = gtk_combo_box_text_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (CHOICES); i++)
    {
      gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (box), _ (CHOICES[i].label));
      if (CHOICES[i].field == *field)
        gtk_combo_box_set_active (GTK_COMBO_BOX (box), (int) i);
    }
  atk_object_set_name (gtk_widget_get_accessible (box), name);
  g_signal_connect (box, "changed", G_CALLBACK (chosen_cb), field);
  return box;
}

static void
names_toggled_cb (GtkToggleButton *check, GalleyCommentColumns *columns)
{
  columns->has_names = gtk_toggle_button_get_active (check);
}

/* Names in a language that Galley does not know look like a comment. */
static GtkWidget *
new_check (GalleyCommentColumns *columns)
{
  GtkWidget *check =
      gtk_check_button_new_with_mnemonic (_ ("The first _line holds the names of the columns"));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (check), columns->has_names);
  gtk_widget_set_margin_top (check, 6);
  g_signal_connect (check, "toggled", G_CALLBACK (names_toggled_cb), columns);
  return check;
}

static GtkWidget *
new_label (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), dim ? 34 : 22);
  gtk_widget_set_hexpand (label, dim);
  if (dim)
    gtk_style_context_add_class (gtk_widget_get_style_context (label), "dim-label");
  return label;
}

/**
 * galley_column_form_new:
 * @columns: what is known; changed by what is chosen, and outlives the form
 * @changed: called with @user_data when something was chosen
 * @user_data: for @changed
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
galley_column_form_new (GalleyCommentColumns *columns, GCallback changed, gpointer user_data)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < columns->n_columns; i++)
    {
      g_autofree char *number = g_strdup_printf (_ ("Column %u"), i + 1);
      const char *name =
          columns->names[i] != NULL && *columns->names[i] != '\0' ? columns->names[i] : number;
      g_autofree char *example =
          galley_text_shorten (columns->examples[i] != NULL ? columns->examples[i] : "", 60);
      GtkWidget *box = new_box (&columns->fields[i], name);

      g_signal_connect_swapped (box, "changed", changed, user_data);
      gtk_grid_attach (GTK_GRID (grid), new_label (name, FALSE), 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), box, 1, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), new_label (example, TRUE), 2, (int) i, 1, 1);
    }
  gtk_grid_attach (GTK_GRID (grid), new_check (columns), 0, (int) columns->n_columns, 3, 1);
  gtk_widget_show_all (grid);
  return grid;
}

/**
 * galley_column_form_is_whole:
 * @columns: what was chosen
 *
 * Returns: whether a column is the text, without which there is no comment
 */
gboolean
galley_column_form_is_whole (const GalleyCommentColumns *columns)
{
  for (guint i = 0; i < columns->n_columns; i++)
    if (columns->fields[i] == GALLEY_COMMENT_FIELD_BODY)
      return TRUE;
  return FALSE;
}
