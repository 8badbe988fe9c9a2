/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-properties.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-application.h"
#include "galley-date.h"
#include "galley-media.h"
#include "galley-name-completion.h"
#include "galley-place-entry.h"
#include "galley-series.h"
#include "galley-slug.h"

struct _GalleyProperties
{
  GtkPopover parent_instance;
  GtkEntry *byline, *date, *series, *tags, *place, *slug, *language, *cover;
  GtkComboBoxText *series_combo, *kind;
  GtkSpinButton *part;
  GtkTextView *excerpt;
  GtkSwitch *comments_open;
  GtkBox *links;

  GTimeZone *zone;
  gboolean showing; /* the changes are ours */
  gboolean pending; /* a name of a tag or series is being typed */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyProperties, galley_properties, GTK_TYPE_POPOVER)

static void
changed_cb (GalleyProperties *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* NULL where the text is no date; the entry then says so. */
static GDateTime *
read_date (GalleyProperties *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->date));
  const char *text = gtk_entry_get_text (self->date);
  g_autoptr (GError) error = NULL;
  GDateTime *date = text[0] != '\0' ? galley_date_parse (text, self->zone, &error) : NULL;

  if (error != NULL)
    gtk_style_context_add_class (style, "error");
  else
    gtk_style_context_remove_class (style, "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->date), error != NULL ? error->message : NULL);
  return date;
}

static void
date_changed_cb (GalleyProperties *self)
{
  g_autoptr (GDateTime) date = read_date (self);

  if (date != NULL)
    changed_cb (self);
}

/* The project makes a tag or series of each name that it is given, so it gets no half ones. */
static void
names_changed_cb (GalleyProperties *self, GtkEntry *entry)
{
  if (self->showing)
    return;
  self->pending = gtk_widget_has_focus (GTK_WIDGET (entry));
  if (!self->pending)
    changed_cb (self);
}

static void
series_changed_cb (GalleyProperties *self, GtkEntry *entry)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->part), gtk_entry_get_text (entry)[0] != '\0');
  names_changed_cb (self, entry);
}

static gboolean
names_left_cb (GalleyProperties *self)
{
  galley_properties_commit (self);
  return GDK_EVENT_PROPAGATE;
}

/* What can stand in an address without being written another way stays as it was typed. */
static char *
make_slug (const char *text)
{
  gboolean fits = galley_slug_is_valid (text);

  for (const char *p = text; fits && *p != '\0'; p = g_utf8_next_char (p))
    fits = g_unichar_isalnum (g_utf8_get_char (p)) || strchr ("-_.~", *p) != NULL;
  return fits ? g_strdup (text) : galley_slug_from_text (text);
}

static gboolean
slug_left_cb (GalleyProperties *self)
{
  g_autofree char *slug = make_slug (gtk_entry_get_text (self->slug));

  self->showing = TRUE;
  gtk_entry_set_text (self->slug, slug);
  self->showing = FALSE;
  return GDK_EVENT_PROPAGATE;
}

/* As a person writes it; seconds are not shown, and kept where the date is not changed. */
static char *
write_date (GDateTime *date)
{
  return date != NULL ? g_date_time_format (date, "%Y-%m-%d %H:%M %:z") : g_strdup ("");
}

static void
remove_link_cb (GtkButton *button, GalleyProperties *self)
{
  gtk_widget_destroy (gtk_widget_get_parent (GTK_WIDGET (button)));
  changed_cb (self);
}

static GtkWidget *
link_entry_new (GalleyProperties *self, const char *name, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_text (GTK_ENTRY (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_entry_set_width_chars (GTK_ENTRY (entry), 8);
  gtk_widget_set_hexpand (entry, TRUE);
  atk_object_set_name (gtk_widget_get_accessible (entry), name);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  return entry;
}

static GtkWidget *
add_link_row (GalleyProperties *self, const char *title, const char *address)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = link_entry_new (self, _ ("Link title"), title);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic", GTK_ICON_SIZE_BUTTON);

  gtk_widget_set_tooltip_text (remove, _ ("Remove this link"));
  atk_object_set_name (gtk_widget_get_accessible (remove), _ ("Remove this link"));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_link_cb), self);
  gtk_container_add (GTK_CONTAINER (row), entry);
  gtk_container_add (GTK_CONTAINER (row), link_entry_new (self, _ ("Link address"), address));
  gtk_container_add (GTK_CONTAINER (row), remove);
  gtk_container_add (GTK_CONTAINER (self->links), row);
  gtk_widget_show_all (row);
  return entry;
}

static void
add_link_cb (GalleyProperties *self)
{
  gtk_widget_grab_focus (add_link_row (self, "", ""));
}

static void
show_links (GalleyProperties *self, GPtrArray *links)
{
  gtk_container_foreach (GTK_CONTAINER (self->links), (GtkCallback) gtk_widget_destroy, NULL);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (links, i);

      add_link_row (self, link->title, link->address);
    }
}

static void
fill_links (GalleyProperties *self, GalleyPost *post)
{
  g_autoptr (GList) rows = gtk_container_get_children (GTK_CONTAINER (self->links));

  g_ptr_array_set_size (post->links, 0);
  for (GList *l = rows; l != NULL; l = l->next)
    {
      g_autoptr (GList) cells = gtk_container_get_children (GTK_CONTAINER (l->data));
      const char *title = gtk_entry_get_text (GTK_ENTRY (cells->data));
      const char *address = gtk_entry_get_text (GTK_ENTRY (cells->next->data));

      if (title[0] != '\0' && address[0] != '\0')
        galley_post_add_link (post, title, address);
    }
}

static GStrv
split_tags (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0' && g_hash_table_add (seen, parts[i]))
      g_strv_builder_add (tags, parts[i]);
  return g_strv_builder_end (tags);
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
galley_properties_dispose (GObject *object)
{
  GalleyProperties *self = GALLEY_PROPERTIES (object);

  self->showing = TRUE;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (galley_properties_parent_class)->dispose (object);
}

/* A person who opens the form by its key goes on with the keyboard. */
static void
galley_properties_show (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (galley_properties_parent_class)->show (widget);
  gtk_widget_grab_focus (GTK_WIDGET (GALLEY_PROPERTIES (widget)->byline));
}

static void
galley_properties_class_init (GalleyPropertiesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_properties_dispose;
  widget_class->show = galley_properties_show;
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_PROPERTIES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GALLEY_TYPE_PLACE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-properties.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, byline);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, date);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, series);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, series_combo);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, part);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, tags);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, place);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, slug);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, cover);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, excerpt);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, language);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, kind);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, comments_open);
  gtk_widget_class_bind_template_child (widget_class, GalleyProperties, links);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, names_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, names_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, slug_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, galley_properties_commit);
  gtk_widget_class_bind_template_callback (widget_class, series_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_link_cb);
}

static void
galley_properties_init (GalleyProperties *self)
{
  self->zone = g_time_zone_new_utc ();
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_name_completion_add (self->tags, TRUE);
  galley_name_completion_add (self->series, FALSE);
  galley_name_completion_add (self->cover, FALSE);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->excerpt), "changed",
                            G_CALLBACK (changed_cb), self);
}

/**
 * galley_properties_show_post:
 * @properties: the form
 * @post: a post
 *
 * Shows what the post has.
 */
void
galley_properties_show_post (GalleyProperties *properties, const GalleyPost *post)
{
  g_autofree char *date = write_date (post->date);
  g_autofree char *tags = post->tags != NULL ? g_strjoinv (", ", post->tags) : g_strdup ("");

  properties->showing = TRUE;
  gtk_entry_set_text (properties->byline, post->byline);
  gtk_entry_set_text (properties->date, date);
  gtk_entry_set_text (properties->series, post->series_title);
  gtk_spin_button_set_value (properties->part, post->series_part);
  gtk_widget_set_sensitive (GTK_WIDGET (properties->part), post->series_title[0] != '\0');
  gtk_entry_set_text (properties->tags, tags);
  galley_place_entry_set_place (GALLEY_PLACE_ENTRY (properties->place), post->place, post->latitude,
                                post->longitude, post->language);
  gtk_entry_set_text (properties->slug, post->slug);
  gtk_entry_set_text (properties->cover, post->cover);
  gtk_entry_set_text (properties->language, post->language);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (properties->excerpt), post->excerpt, -1);
  gtk_combo_box_set_active (GTK_COMBO_BOX (properties->kind), (int) post->kind);
  gtk_switch_set_active (properties->comments_open, post->comments_open);
  show_links (properties, post->links);
  properties->showing = FALSE;
  properties->pending = FALSE;
}

/**
 * galley_properties_show_slug:
 * @properties: the form
 * @slug: what the project made of the title
 *
 * Shows another slug.
 */
void
galley_properties_show_slug (GalleyProperties *properties, const char *slug)
{
  properties->showing = TRUE;
  if (!gtk_widget_has_focus (GTK_WIDGET (properties->slug)))
    gtk_entry_set_text (properties->slug, slug);
  properties->showing = FALSE;
}

/**
 * galley_properties_show_part:
 * @properties: the form
 * @part: what the project made the post in its series
 */
void
galley_properties_show_part (GalleyProperties *properties, guint part)
{
  properties->showing = TRUE;
  gtk_spin_button_set_value (properties->part, part);
  properties->showing = FALSE;
}

/**
 * galley_properties_commit:
 * @properties: the form
 *
 * Takes the name of a tag or series that is being typed as it is now.
 */
void
galley_properties_commit (GalleyProperties *properties)
{
  if (!properties->pending)
    return;
  properties->pending = FALSE;
  changed_cb (properties);
}

static void
fill_slug (GalleyProperties *self, GalleyPost *post)
{
  const char *text = gtk_entry_get_text (self->slug);

  if (!g_str_equal (text, post->slug))
    {
      g_free (post->slug);
      post->slug = make_slug (text);
    }
}

static void
fill_date (GalleyProperties *self, GalleyPost *post)
{
  g_autofree char *shown = write_date (post->date);
  GDateTime *date = read_date (self);

  if (date == NULL)
    return;
  if (g_str_equal (gtk_entry_get_text (self->date), shown))
    {
      g_date_time_unref (date);
      return;
    }
  g_clear_pointer (&post->date, g_date_time_unref);
  post->date = date;
}

/**
 * galley_properties_fill:
 * @properties: the form
 * @post: a post
 *
 * Writes what the form shows into the post. The series goes there by its title. What is not valid
 * (a date that is none) stays as the post has it.
 */
void
galley_properties_fill (GalleyProperties *properties, GalleyPost *post)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (properties->excerpt);
  GtkTextIter start, end;

  set_text (&post->byline, gtk_entry_get_text (properties->byline));
  set_text (&post->series_title, gtk_entry_get_text (properties->series));
  g_strstrip (post->series_title);
  post->series_part = (guint) gtk_spin_button_get_value_as_int (properties->part);
  g_strfreev (post->tags);
  post->tags = split_tags (gtk_entry_get_text (properties->tags));
  set_text (&post->place, gtk_entry_get_text (properties->place));
  galley_place_entry_get_position (GALLEY_PLACE_ENTRY (properties->place), &post->latitude,
                                   &post->longitude);
  fill_slug (properties, post);
  set_text (&post->cover, gtk_entry_get_text (properties->cover));
  set_text (&post->language, gtk_entry_get_text (properties->language));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (post->excerpt);
  post->excerpt = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  post->kind =
      (GalleyPostKind) MAX (0, gtk_combo_box_get_active (GTK_COMBO_BOX (properties->kind)));
  post->comments_open = gtk_switch_get_active (properties->comments_open);
  fill_links (properties, post);
  fill_date (properties, post);
}

/**
 * galley_properties_set_zone:
 * @properties: the form
 * @zone: of the site
 *
 * Dates that are typed without an offset are read in this zone.
 */
void
galley_properties_set_zone (GalleyProperties *properties, GTimeZone *zone)
{
  g_time_zone_unref (properties->zone);
  properties->zone = g_time_zone_ref (zone);
}

/**
 * galley_properties_set_series:
 * @properties: the form
 * @series: of GalleySeries
 *
 * Offers these series to choose from.
 */
void
galley_properties_set_series (GalleyProperties *properties, GPtrArray *series)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  gtk_combo_box_text_remove_all (properties->series_combo);
  for (guint i = 0; i < series->len; i++)
    {
      const GalleySeries *one = g_ptr_array_index (series, i);

      gtk_combo_box_text_append_text (properties->series_combo, one->title);
      g_ptr_array_add (titles, one->title);
    }
  g_ptr_array_add (titles, NULL);
  galley_name_completion_set_names (properties->series, (const char *const *) titles->pdata);
}

/**
 * galley_properties_set_tags:
 * @properties: the form
 * @tags: of GalleyTag
 *
 * Offers these tags where one is begun.
 */
void
galley_properties_set_tags (GalleyProperties *properties, GPtrArray *tags)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < tags->len; i++)
    {
      const GalleyTag *tag = g_ptr_array_index (tags, i);

      if (tag->n_posts > 0)
        g_ptr_array_add (names, tag->name);
    }
  g_ptr_array_add (names, NULL);
  galley_name_completion_set_names (properties->tags, (const char *const *) names->pdata);
}

/**
 * galley_properties_set_media:
 * @properties: the form
 * @media: of GalleyMedia
 *
 * Offers the pictures among these where the cover's name is begun.
 */
void
galley_properties_set_media (GalleyProperties *properties, GPtrArray *media)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < media->len; i++)
    {
      const GalleyMedia *one = g_ptr_array_index (media, i);

      if (g_str_has_prefix (one->type, "image/"))
        g_ptr_array_add (names, one->name);
    }
  g_ptr_array_add (names, NULL);
  galley_name_completion_set_names (properties->cover, (const char *const *) names->pdata);
}
