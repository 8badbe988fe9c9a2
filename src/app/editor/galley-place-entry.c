/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-place-entry.h"

#include <glib/gi18n.h>
#include <math.h>

#include "galley-gazetteer.h"

#define HITS_MAX 8
/* Fewer letters fit too many places. */
#define LETTERS_MIN 2

struct _GalleyPlaceEntry
{
  GtkEntry parent_instance;
  GtkListStore *found;
  char *language;
  double latitude, longitude; /* NAN: not known */
  gboolean setting;           /* the text changes together with its position */
};

enum
{
  COLUMN_TEXT,
  COLUMN_REGION,
  COLUMN_LATITUDE,
  COLUMN_LONGITUDE
};

/* Read once, on another thread, when somebody first comes near an entry. It stays. */
static GalleyGazetteer *gazetteer;
static gboolean gazetteer_asked;

G_DEFINE_FINAL_TYPE (GalleyPlaceEntry, galley_place_entry, GTK_TYPE_ENTRY)

static void
show_position (GalleyPlaceEntry *self)
{
  GtkEntry *entry = GTK_ENTRY (self);
  g_autofree char *text = NULL;

  if (isnan (self->latitude) || isnan (self->longitude))
    {
      gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, NULL);
      atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)), "");
      return;
    }
  /* Translators: latitude and longitude, in degrees */
  text = g_strdup_printf (_ ("On the map at %.2f°, %.2f°"), self->latitude, self->longitude);
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, "mark-location-symbolic");
  gtk_entry_set_icon_activatable (entry, GTK_ENTRY_ICON_SECONDARY, FALSE);
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, text);
  atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)), text);
}

static void
search (GalleyPlaceEntry *self)
{
  const char *text = gtk_entry_get_text (GTK_ENTRY (self));
  g_autoptr (GPtrArray) places = NULL;

  gtk_list_store_clear (self->found);
  if (gazetteer == NULL || g_utf8_strlen (text, -1) < LETTERS_MIN)
    return;
  places = galley_gazetteer_search (gazetteer, text, self->language, HITS_MAX);
  for (guint i = 0; i < places->len; i++)
    {
      const GalleyPlace *place = g_ptr_array_index (places, i);

      gtk_list_store_insert_with_values (self->found, NULL, -1, COLUMN_TEXT, place->text,
                                         COLUMN_REGION, place->region, COLUMN_LATITUDE,
                                         place->latitude, COLUMN_LONGITUDE, place->longitude, -1);
    }
}

static void
changed_cb (GalleyPlaceEntry *self)
{
  if (self->setting)
    return;
  /* What is typed is another place than the one that was found. */
  self->latitude = self->longitude = NAN;
  show_position (self);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    search (self);
}

static gboolean
chosen_cb (GalleyPlaceEntry *self, GtkTreeModel *model, GtkTreeIter *iter)
{
  g_autofree char *text = NULL;

  gtk_tree_model_get (model, iter, COLUMN_TEXT, &text, COLUMN_LATITUDE, &self->latitude,
                      COLUMN_LONGITUDE, &self->longitude, -1);
  self->setting = TRUE;
  /* Others hear of the change even where the letters stay the same. */
  gtk_entry_set_text (GTK_ENTRY (self), "");
  gtk_entry_set_text (GTK_ENTRY (self), text);
  self->setting = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  show_position (self);
  gtk_list_store_clear (self->found);
  return TRUE;
}

/* All that was found fits, whatever its letters are. */
static gboolean
fits_cb (GtkEntryCompletion *completion, const char *key, GtkTreeIter *iter, gpointer user_data)
{
  return TRUE;
}

static void
read_gazetteer (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, galley_gazetteer_new (), (GDestroyNotify) galley_gazetteer_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GalleyPlaceEntry *self = GALLEY_PLACE_ENTRY (source);

  gazetteer = g_task_propagate_pointer (G_TASK (result), NULL);
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    return;
  search (self);
  /* What was typed meanwhile is completed now, as if it were typed now. */
  self->setting = TRUE;
  g_signal_emit_by_name (self, "changed");
  self->setting = FALSE;
}

static gboolean
galley_place_entry_focus_in (GtkWidget *widget, GdkEventFocus *event)
{
  if (!gazetteer_asked)
    {
      g_autoptr (GTask) task = g_task_new (widget, NULL, read_cb, NULL);

      gazetteer_asked = TRUE;
      g_task_run_in_thread (task, read_gazetteer);
    }
  return GTK_WIDGET_CLASS (galley_place_entry_parent_class)->focus_in_event (widget, event);
}

static void
galley_place_entry_finalize (GObject *object)
{
  GalleyPlaceEntry *self = GALLEY_PLACE_ENTRY (object);

  g_clear_object (&self->found);
  g_free (self->language);
  G_OBJECT_CLASS (galley_place_entry_parent_class)->finalize (object);
}

static void
galley_place_entry_class_init (GalleyPlaceEntryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_place_entry_finalize;
  GTK_WIDGET_CLASS (class)->focus_in_event = galley_place_entry_focus_in;
}

static void
galley_place_entry_init (GalleyPlaceEntry *self)
{
  g_autoptr (GtkEntryCompletion) completion = gtk_entry_completion_new ();
  GtkCellRenderer *region = gtk_cell_renderer_text_new ();

  self->latitude = self->longitude = NAN;
  self->found = gtk_list_store_new (4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (self->found));
  gtk_entry_completion_set_text_column (completion, COLUMN_TEXT);
  g_object_set (region, "sensitive", FALSE, "xpad", 8, "xalign", 1.0, NULL);
  gtk_cell_layout_pack_end (GTK_CELL_LAYOUT (completion), region, FALSE);
  gtk_cell_layout_add_attribute (GTK_CELL_LAYOUT (completion), region, "text", COLUMN_REGION);
  gtk_entry_completion_set_match_func (completion, fits_cb, NULL, NULL);
  gtk_entry_completion_set_minimum_key_length (completion, LETTERS_MIN);
  g_signal_connect_object (completion, "match-selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  gtk_entry_set_completion (GTK_ENTRY (self), completion);
}

/**
 * galley_place_entry_set_place:
 * @entry: an entry
 * @name: of the place, or ""
 * @latitude: degrees, NAN where it is not known
 * @longitude: degrees, NAN where it is not known
 * @language: in which places are named (BCP 47)
 *
 * Shows a place.
 */
void
galley_place_entry_set_place (GalleyPlaceEntry *entry,
                              const char *name,
                              double latitude,
                              double longitude,
                              const char *language)
{
  g_free (entry->language);
  entry->language = g_strdup (language);
  entry->latitude = latitude;
  entry->longitude = longitude;
  entry->setting = TRUE;
  gtk_entry_set_text (GTK_ENTRY (entry), name);
  entry->setting = FALSE;
  gtk_list_store_clear (entry->found);
  show_position (entry);
}

/**
 * galley_place_entry_get_position:
 * @entry: an entry
 * @latitude: (out): degrees, NAN where it is not known
 * @longitude: (out): degrees, NAN where it is not known
 *
 * Tells where the place lies.
 */
void
galley_place_entry_get_position (GalleyPlaceEntry *entry, double *latitude, double *longitude)
{
  *latitude = entry->latitude;
  *longitude = entry->longitude;
}
