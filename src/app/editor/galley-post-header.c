/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-header.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-application.h"
#include "galley-date.h"
#include "galley-post-abilities.h"
#include "galley-properties.h"
#include "galley-property-names.h"

struct _GalleyPostHeader
{
  GtkBox parent_instance;
  GtkEntry *title;
  GtkMenuButton *properties_button;
  GtkLabel *summary;
  GtkButton *publish;
  GalleyProperties *properties;

  GalleyDraft *draft;
};

enum
{
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPostHeader, galley_post_header, GTK_TYPE_BOX)

static char *
summarise (const GalleyPost *post)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (post->byline[0] != '\0')
    g_ptr_array_add (parts, g_strdup (post->byline));
  if (post->date != NULL)
    g_ptr_array_add (parts, g_date_time_format (post->date, _ ("%B %-e, %Y")));
  if (post->series_title[0] != '\0')
    g_ptr_array_add (parts, post->series_part > 0
                                ? g_strdup_printf ("%s %u", post->series_title, post->series_part)
                                : g_strdup (post->series_title));
  if (post->place[0] != '\0')
    g_ptr_array_add (parts, g_strdup (post->place));
  if (post->tags != NULL && post->tags[0] != NULL)
    g_ptr_array_add (parts, g_strjoinv (", ", post->tags));
  if (parts->len == 0)
    return g_strdup (_ ("Properties"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static const char *
name_step (GalleyPostStep step)
{
  switch (step)
    {
    case GALLEY_POST_STEP_SCHEDULE:
      return _ ("Schedule");
    case GALLEY_POST_STEP_PUBLISH_CHANGES:
      return _ ("Publish Changes");
    case GALLEY_POST_STEP_RESTORE:
      return _ ("Restore");
    case GALLEY_POST_STEP_IS_SCHEDULED:
      return _ ("Scheduled");
    case GALLEY_POST_STEP_IS_PUBLISHED:
      return _ ("Published");
    case GALLEY_POST_STEP_PUBLISH:
    default:
      return _ ("Publish");
    }
}

static void
show_publish_button (GalleyPostHeader *self, const GalleyPost *post)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->publish));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GalleyPostStep step = galley_post_get_step (post, now);

  gtk_button_set_label (self->publish, name_step (step));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->publish), step == GALLEY_POST_STEP_RESTORE
                                                                      ? "win.restore-post"
                                                                      : "win.publish");
  if (galley_post_get_abilities (post) & GALLEY_POST_CAN_PUBLISH)
    gtk_style_context_add_class (style, "suggested-action");
  else
    gtk_style_context_remove_class (style, "suggested-action");
}

/* What follows from the post: the line under the title, and the button. */
static void
show_state (GalleyPostHeader *self)
{
  const GalleyPost *post = galley_draft_get_post (self->draft);
  gboolean can_write = (galley_post_get_abilities (post) & GALLEY_POST_CAN_WRITE) != 0;
  g_autofree char *summary = summarise (post);

  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->properties_button), summary);
  gtk_editable_set_editable (GTK_EDITABLE (self->title), can_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->properties_button), can_write);
  show_publish_button (self, post);
}

static void
shown_cb (GalleyPostHeader *self)
{
  const GalleyPost *post = galley_draft_get_post (self->draft);
  GTimeZone *zone;

  if (post == NULL)
    return;
  zone = galley_date_zone (galley_draft_get_settings (self->draft)->zone);
  if (zone != NULL)
    {
      galley_properties_set_zone (self->properties, zone);
      g_time_zone_unref (zone);
    }
  galley_properties_set_series (self->properties, galley_draft_get_series (self->draft));
  galley_properties_show_post (self->properties, post);
  gtk_entry_set_text (self->title, post->title);
  show_state (self);
}

/* Only what is another is shown anew: the person may be in the middle of the rest. */
static void
updated_cb (GalleyPostHeader *self, GalleyPostFields fields)
{
  const GalleyPost *post = galley_draft_get_post (self->draft);

  if (fields & GALLEY_POST_FIELD_TITLE)
    gtk_entry_set_text (self->title, post->title);
  if (fields & GALLEY_POST_FIELD_SLUG)
    galley_properties_show_slug (self->properties, post->slug);
  if (fields & GALLEY_POST_FIELD_SERIES)
    galley_properties_show_part (self->properties, post->series_part);
  if (fields & ~(GALLEY_POST_FIELD_TITLE | GALLEY_POST_FIELD_BODY | GALLEY_POST_FIELD_SLUG |
                 GALLEY_POST_FIELD_DATE) &&
      !gtk_widget_get_mapped (GTK_WIDGET (self->properties)))
    galley_properties_show_post (self->properties, post);
  show_state (self);
}

static void
collect_cb (GalleyPostHeader *self)
{
  galley_properties_commit (self->properties);
}

/* Puts the keyboard into the title. */
static void
focus_title (GalleyPostHeader *header)
{
  gtk_widget_grab_focus (GTK_WIDGET (header->title));
}

static void
begun_cb (GalleyPostHeader *self)
{
  focus_title (self);
}

static void
title_changed_cb (GalleyPostHeader *self)
{
  if (self->draft != NULL)
    galley_draft_set_title (self->draft, gtk_entry_get_text (self->title));
}

/* A long title is read from its beginning. */
static gboolean
title_left_cb (GalleyPostHeader *self)
{
  gtk_editable_set_position (GTK_EDITABLE (self->title), 0);
  return GDK_EVENT_PROPAGATE;
}

static void
title_activate_cb (GalleyPostHeader *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
properties_changed_cb (GalleyPostHeader *self)
{
  g_autoptr (GalleyPost) post = NULL;

  if (self->draft == NULL || galley_draft_get_post (self->draft) == NULL)
    return;
  post = galley_post_copy (galley_draft_get_post (self->draft));
  galley_properties_fill (self->properties, post);
  galley_draft_set_properties (self->draft, post);
  show_state (self);
}

static void
offer_names_cb (GalleyPostHeader *self)
{
  if (self->draft != NULL)
    galley_property_names_offer (self->properties, galley_draft_get_session (self->draft));
}

static void
galley_post_header_dispose (GObject *object)
{
  galley_post_header_set_draft (GALLEY_POST_HEADER (object), NULL);
  G_OBJECT_CLASS (galley_post_header_parent_class)->dispose (object);
}

static void
galley_post_header_class_init (GalleyPostHeaderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_post_header_dispose;
  signals[ACTIVATE] = g_signal_new ("activate", GALLEY_TYPE_POST_HEADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GALLEY_TYPE_PROPERTIES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-post-header.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPostHeader, title);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostHeader, properties_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostHeader, properties);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostHeader, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostHeader, publish);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, properties_changed_cb);
}

static void
galley_post_header_init (GalleyPostHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->properties, "map", G_CALLBACK (offer_names_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * galley_post_header_set_draft:
 * @header: the header
 * @draft: (nullable): what is written
 */
void
galley_post_header_set_draft (GalleyPostHeader *header, GalleyDraft *draft)
{
  if (header->draft != NULL)
    g_signal_handlers_disconnect_by_data (header->draft, header);
  g_set_object (&header->draft, draft);
  if (draft == NULL)
    return;
  g_signal_connect_swapped (draft, "shown", G_CALLBACK (shown_cb), header);
  g_signal_connect_swapped (draft, "updated", G_CALLBACK (updated_cb), header);
  g_signal_connect_swapped (draft, "collect", G_CALLBACK (collect_cb), header);
  g_signal_connect_swapped (draft, "begun", G_CALLBACK (begun_cb), header);
}

/**
 * galley_post_header_select:
 * @header: the header
 * @match: what is to be in the title
 * @offset: where, in bytes
 *
 * Puts the keyboard into the title, and selects a part of it, where it is there still.
 */
void
galley_post_header_select (GalleyPostHeader *header, const char *match, gsize offset)
{
  const char *text = gtk_entry_get_text (header->title);
  int from;

  gtk_widget_grab_focus (GTK_WIDGET (header->title));
  if (offset > strlen (text) || !g_str_has_prefix (text + offset, match))
    return;
  from = (int) g_utf8_strlen (text, (gssize) offset);
  gtk_editable_select_region (GTK_EDITABLE (header->title), from,
                              from + (int) g_utf8_strlen (match, -1));
}

/**
 * galley_post_header_show_properties:
 * @header: the header
 *
 * Opens the form with all that a post has beside its text.
 */
void
galley_post_header_show_properties (GalleyPostHeader *header)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (header->properties_button), TRUE);
}
