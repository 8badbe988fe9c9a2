/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-name-completion.h"

#include <string.h>

/* The name that the cursor is in, in bytes of the text. */
static void
find_name (GtkEntry *entry, gboolean several, gsize *start, gsize *end)
{
  const char *text = gtk_entry_get_text (entry);
  const char *cursor =
      g_utf8_offset_to_pointer (text, gtk_editable_get_position (GTK_EDITABLE (entry)));
  const char *from = cursor;

  *start = 0;
  *end = strlen (text);
  if (!several)
    return;
  while (from > text && from[-1] != ',')
    from--;
  from += strspn (from, " ");
  *start = (gsize) (from - text);
  *end = (gsize) (cursor - text) + strcspn (cursor, ",");
}

static gboolean
is_several (GtkEntryCompletion *completion)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (completion), "several"));
}

/* Whether a word of the name begins with what was typed. */
static gboolean
match_cb (GtkEntryCompletion *completion, const char *key, GtkTreeIter *row, gpointer user_data)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_completion_get_entry (completion));
  const char *text = gtk_entry_get_text (entry);
  g_autofree char *typed = NULL;
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *folded_typed = NULL;
  const char *found;
  gsize start, end;

  find_name (entry, is_several (completion), &start, &end);
  if (end <= start)
    return FALSE;
  typed = g_strndup (text + start, end - start);
  gtk_tree_model_get (gtk_entry_completion_get_model (completion), row, 0, &name, -1);
  if (name == NULL)
    return FALSE;
  folded = g_utf8_casefold (name, -1);
  folded_typed = g_utf8_casefold (g_strstrip (typed), -1);
  if (folded_typed[0] == '\0' || g_str_equal (folded, folded_typed))
    return FALSE;
  found = strstr (folded, folded_typed);
  return found != NULL && (found == folded || found[-1] == ' ' || found[-1] == '-');
}

static gboolean
selected_cb (GtkEntryCompletion *completion, GtkTreeModel *model, GtkTreeIter *row)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_completion_get_entry (completion));
  const char *text = gtk_entry_get_text (entry);
  gboolean several = is_several (completion);
  g_autofree char *name = NULL;
  g_autofree char *before = NULL;
  g_autofree char *whole = NULL;
  gsize start, end;

  find_name (entry, several, &start, &end);
  gtk_tree_model_get (model, row, 0, &name, -1);
  before = g_strndup (text, start);
  whole = g_strconcat (before, name, several && text[end] == '\0' ? ", " : "", text + end, NULL);
  start += strlen (name) + (several && text[end] == '\0' ? 2 : 0);
  gtk_entry_set_text (entry, whole);
  gtk_editable_set_position (GTK_EDITABLE (entry), (int) g_utf8_strlen (whole, (gssize) start));
  return TRUE;
}

/**
 * galley_name_completion_add:
 * @entry: an entry
 * @several: it holds several names, with commas between them
 *
 * Lets it complete names.
 */
void
galley_name_completion_add (GtkEntry *entry, gboolean several)
{
  g_autoptr (GtkEntryCompletion) completion = gtk_entry_completion_new ();
  g_autoptr (GtkListStore) names = gtk_list_store_new (1, G_TYPE_STRING);

  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (names));
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_completion_set_match_func (completion, match_cb, NULL, NULL);
  g_object_set_data (G_OBJECT (completion), "several", GINT_TO_POINTER (several));
  g_signal_connect (completion, "match-selected", G_CALLBACK (selected_cb), NULL);
  gtk_entry_set_completion (entry, completion);
}

/**
 * galley_name_completion_set_names:
 * @entry: an entry with a completion of names
 * @names: (array zero-terminated=1): what is offered
 */
void
galley_name_completion_set_names (GtkEntry *entry, const char *const *names)
{
  GtkListStore *list =
      GTK_LIST_STORE (gtk_entry_completion_get_model (gtk_entry_get_completion (entry)));

  gtk_list_store_clear (list);
  for (gsize i = 0; names[i] != NULL; i++)
    gtk_list_store_insert_with_values (list, NULL, -1, 0, names[i], -1);
}
