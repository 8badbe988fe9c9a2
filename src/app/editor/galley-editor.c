/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-alternative.h"
#include "galley-application.h"
#include "galley-date.h"
#include "galley-editor-private.h"
#include "galley-link-picker.h"
#include "galley-markdown.h"
#include "galley-series.h"
#include "galley-site-settings.h"
#include "galley-slug.h"

static guint signals[GALLEY_EDITOR_N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyEditor, galley_editor, GTK_TYPE_BOX)

/* What the pane needs to know to show a post. */
typedef struct
{
  GalleyPost *post;
  GPtrArray *series; /* of GalleySeries */
  GalleySiteSettings *settings;
  GPtrArray *outline; /* of GalleyHeading */
  guint words, series_length, series_position;
  gboolean is_new;
} Loaded;

typedef struct
{
  GalleyEditor *editor;
  gint64 id; /* 0: make a new one */
  guint generation;
} Request;

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->post, galley_post_free);
  g_clear_pointer (&loaded->series, g_ptr_array_unref);
  g_clear_pointer (&loaded->outline, g_ptr_array_unref);
  g_clear_pointer (&loaded->settings, galley_site_settings_free);
  g_free (loaded);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

void
galley_editor_emit (GalleyEditor *editor, guint signal)
{
  g_signal_emit (editor, signals[signal], 0);
}

/* Shows a word that goes by, over the window. */
void
galley_editor_say (GalleyEditor *editor, const char *text)
{
  g_signal_emit (editor, signals[GALLEY_EDITOR_SAID], 0, text);
}

static GalleyPost *
make_post (GalleyProject *project, GError **error)
{
  g_autoptr (GalleyPost) post = galley_post_new ();
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (project, error);
  g_autoptr (GTimeZone) zone = NULL;

  if (settings == NULL)
    return NULL;
  zone = galley_date_zone (settings->zone);
  post->date = zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_utc ();
  post->comments_open = TRUE;
  if (!galley_project_save_post (project, post, GALLEY_SAVE_REVISION, error))
    return NULL;
  return galley_project_load_post (project, post->id, GALLEY_VERSION_WORKING, error);
}

static gpointer
load_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = *(gint64 *) data;
  GalleyMarkdownOptions options = { 0 };
  g_autoptr (GalleyDocument) document = NULL;
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);

  loaded->is_new = id == 0;
  loaded->post = id == 0 ? make_post (project, error)
                         : galley_project_load_post (project, id, GALLEY_VERSION_WORKING, error);
  if (loaded->post == NULL)
    return NULL;
  loaded->series = galley_project_list_series (project, error);
  if (loaded->series == NULL)
    return NULL;
  loaded->settings = galley_project_load_settings (project, error);
  if (loaded->settings == NULL)
    return NULL;
  for (guint i = 0; i < loaded->series->len; i++)
    {
      GalleySeries *series = g_ptr_array_index (loaded->series, i);

      if (series->id == loaded->post->series_id)
        loaded->series_length = series->n_parts;
    }
  galley_project_find_part (project, loaded->post->id, &loaded->series_position, NULL);
  document = galley_document_new (loaded->post->body, -1, &options);
  loaded->words = galley_document_get_word_count (document);
  loaded->outline = g_ptr_array_ref (galley_document_get_outline (document));
  return g_steal_pointer (&loaded);
}

/* As long as a post was never published, and nobody chose its address, the address is made from
 * the title as that is typed. */
static gboolean
slug_is_made (const GalleyPost *post)
{
  g_autofree char *made = galley_slug_from_text (post->title);

  if (post->status != GALLEY_POST_DRAFT)
    return FALSE;
  return post->slug[0] == '\0' || post->title[0] == '\0' || g_str_has_prefix (post->slug, made);
}

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

static void
show_publish_button (GalleyEditor *self)
{
  GalleyPost *post = self->post;
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self->publish));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gboolean later = post->date != NULL && g_date_time_compare (post->date, now) > 0;
  gboolean can = post->status == GALLEY_POST_DRAFT || post->has_changes;
  const char *label = _ ("Publish");

  if (post->status == GALLEY_POST_TRASH)
    label = _ ("Restore");
  else if (post->status == GALLEY_POST_DRAFT)
    label = later ? _ ("Schedule") : _ ("Publish");
  else if (post->has_changes)
    label = _ ("Publish Changes");
  else
    label = post->status == GALLEY_POST_SCHEDULED ? _ ("Scheduled") : _ ("Published");
  gtk_button_set_label (self->publish, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->publish), post->status == GALLEY_POST_TRASH
                                                                      ? "win.restore-post"
                                                                      : "win.publish");
  if (can)
    gtk_style_context_add_class (style, "suggested-action");
  else
    gtk_style_context_remove_class (style, "suggested-action");
}

/**
 * galley_editor_show_state:
 * @editor: the editor
 *
 * Shows what follows from the post: the line under the title, the button, an error of saving.
 */
void
galley_editor_show_state (GalleyEditor *editor)
{
  if (editor->post != NULL)
    {
      g_autofree char *summary = summarise (editor->post);

      gtk_label_set_text (editor->summary, summary);
      gtk_widget_set_tooltip_text (GTK_WIDGET (editor->properties_button), summary);
      show_publish_button (editor);
    }
  if (editor->save_error != NULL)
    gtk_label_set_text (editor->error_label, editor->save_error);
  gtk_widget_set_visible (GTK_WIDGET (editor->error_bar), editor->save_error != NULL);
  galley_editor_emit (editor, GALLEY_EDITOR_STATUS_CHANGED);
}

static void
spell (GalleyEditor *self)
{
  galley_text_view_set_language (self->view, self->post->language[0] != '\0' ? self->post->language
                                                                             : self->site_language);
}

static void
show_post (GalleyEditor *self, Loaded *loaded)
{
  GTimeZone *zone = galley_date_zone (loaded->settings->zone);
  gboolean trashed = loaded->post->status == GALLEY_POST_TRASH;

  self->loading = TRUE;
  g_clear_pointer (&self->post, galley_post_free);
  self->post = g_steal_pointer (&loaded->post);
  self->words = loaded->words;
  self->series_length = loaded->series_length;
  self->series_position = loaded->series_position;
  self->slug_follows = slug_is_made (self->post);
  g_free (self->site_language);
  self->site_language = g_strdup (loaded->settings->language);
  self->dirty = FALSE;
  if (zone != NULL)
    {
      galley_properties_set_zone (self->properties, zone);
      g_time_zone_unref (zone);
    }
  galley_properties_set_series (self->properties, loaded->series);
  galley_properties_show_post (self->properties, self->post);
  gtk_entry_set_text (self->title, self->post->title);
  galley_text_view_set_text (self->view, self->post->body);
  spell (self);
  gtk_editable_set_editable (GTK_EDITABLE (self->title), !trashed);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), !trashed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->properties_button), !trashed);
  gtk_stack_set_visible_child_name (self->stack, "post");
  self->loading = FALSE;
  self->selected_words = 0;
  galley_editor_show_outline (self, loaded->outline);
  galley_editor_show_state (self);
  galley_editor_emit (self, GALLEY_EDITOR_LOADED);
  galley_editor_show_wanted (self);
  if (loaded->is_new)
    {
      galley_session_posts_changed (self->session);
      galley_editor_focus_title (self);
    }
}

static void
hold (GalleyEditor *self, gboolean held)
{
  gtk_editable_set_editable (GTK_EDITABLE (self->title), !held);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), !held);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GalleyEditor) self = request->editor;
  guint generation = request->generation;
  g_autoptr (GError) error = NULL;
  g_autoptr (Loaded) loaded = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  g_free (request);
  if (generation != self->generation || GALLEY_SESSION (source) != self->session)
    return;
  if (loaded == NULL)
    {
      g_free (self->save_error);
      self->save_error = g_strdup (error->message);
      if (self->post != NULL && self->post->status != GALLEY_POST_TRASH)
        hold (self, FALSE); /* what is on the screen stays */
      galley_editor_show_state (self);
      return;
    }
  /* Typed since the post was asked for: saved first, in the lane's order. */
  galley_editor_save_now (self);
  show_post (self, loaded);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GalleyEditor *self = GALLEY_EDITOR (source);
  Request *request = user_data;

  /* Where the last post cannot be saved it stays on the screen, with the error. */
  if (request->generation != self->generation || self->session == NULL ||
      !galley_editor_flush_finish (self, result, NULL))
    {
      g_object_unref (request->editor);
      g_free (request);
      return;
    }
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, load_job,
                            g_memdup2 (&request->id, sizeof request->id), g_free,
                            (GDestroyNotify) loaded_free, NULL, loaded_cb, request);
}

static void
request_post (GalleyEditor *self, gint64 id)
{
  Request *request = g_new0 (Request, 1);

  request->editor = g_object_ref (self);
  request->id = id;
  request->generation = ++self->generation;
  galley_editor_flush_async (self, flushed_cb, request);
}

static gpointer
reload_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) posts =
      galley_project_load_posts (project, data, 1, GALLEY_VERSION_WORKING, error);
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);

  if (posts != NULL && posts->len == 1 && g_ptr_array_index (posts, 0) != NULL)
    loaded->post = galley_post_copy (g_ptr_array_index (posts, 0));
  return g_steal_pointer (&loaded);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyEditor) self = user_data;
  g_autoptr (Loaded) loaded = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  gboolean was_trash;

  if (loaded == NULL || loaded->post == NULL || self->post == NULL ||
      self->post->id != loaded->post->id)
    return;
  was_trash = self->post->status == GALLEY_POST_TRASH;
  self->post->status = loaded->post->status;
  self->post->has_changes = loaded->post->has_changes || self->dirty;
  if (was_trash != (self->post->status == GALLEY_POST_TRASH))
    {
      gtk_editable_set_editable (GTK_EDITABLE (self->title), was_trash);
      gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), was_trash);
      gtk_widget_set_sensitive (GTK_WIDGET (self->properties_button), was_trash);
    }
  if (self->post->status != GALLEY_POST_DRAFT)
    self->slug_follows = FALSE;
  galley_editor_show_state (self);
}

/* Somebody published, trashed or restored posts: the text stays, the status may be another. */
static void
posts_changed_cb (GalleyEditor *self)
{
  if (self->post == NULL)
    return;
  galley_session_run_async (self->session, GALLEY_LANE_READ, reload_job,
                            g_memdup2 (&self->post->id, sizeof self->post->id), g_free,
                            (GDestroyNotify) loaded_free, NULL, reloaded_cb, g_object_ref (self));
}

static void
title_changed_cb (GalleyEditor *self)
{
  if (self->loading || self->post == NULL)
    return;
  g_free (self->post->title);
  self->post->title = g_strdup (gtk_entry_get_text (self->title));
  galley_editor_touch (self, FALSE);
}

/* A long title is read from its beginning. */
static gboolean
title_left_cb (GalleyEditor *self)
{
  gtk_editable_set_position (GTK_EDITABLE (self->title), 0);
  return GDK_EVENT_PROPAGATE;
}

static void
title_activate_cb (GalleyEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
text_changed_cb (GalleyEditor *self)
{
  galley_editor_touch (self, TRUE);
}

static void
properties_changed_cb (GalleyEditor *self)
{
  g_autofree char *slug = NULL;

  if (self->loading || self->post == NULL)
    return;
  slug = g_strdup (self->post->slug);
  galley_properties_fill (self->properties, self->post);
  if (g_strcmp0 (slug, self->post->slug) != 0)
    self->slug_follows = self->post->slug[0] == '\0' && self->post->status == GALLEY_POST_DRAFT;
  spell (self);
  galley_editor_show_state (self);
  galley_editor_touch (self, FALSE);
}

static void
retry_cb (GalleyEditor *self, int response)
{
  galley_editor_save_now (self);
}

static void
galley_editor_dispose (GObject *object)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  g_clear_handle_id (&self->save_timeout, g_source_remove);
  g_clear_handle_id (&self->touched_idle, g_source_remove);
  g_clear_handle_id (&self->selection_timeout, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->completion);
  self->loading = TRUE;
  G_OBJECT_CLASS (galley_editor_parent_class)->dispose (object);
}

static void
galley_editor_finalize (GObject *object)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  g_clear_pointer (&self->post, galley_post_free);
  g_clear_pointer (&self->flushes, g_ptr_array_unref);
  g_clear_pointer (&self->save_error, g_free);
  g_clear_pointer (&self->site_language, g_free);
  g_clear_pointer (&self->wanted, galley_text_hit_free);
  G_OBJECT_CLASS (galley_editor_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  signals[GALLEY_EDITOR_LOADED] = g_signal_new ("loaded", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GALLEY_EDITOR_EDITED] = g_signal_new ("edited", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[GALLEY_EDITOR_SAVED] = g_signal_new ("saved", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[GALLEY_EDITOR_STATUS_CHANGED] = g_signal_new (
      "status-changed", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GALLEY_EDITOR_SCROLLED] = g_signal_new ("scrolled", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST,
                                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GALLEY_EDITOR_SAID] = g_signal_new ("said", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                              NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_editor_class_init (GalleyEditorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_editor_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_editor_finalize;
  add_signals ();
  g_type_ensure (GALLEY_TYPE_TEXT_VIEW);
  g_type_ensure (GALLEY_TYPE_FIND_BAR);
  g_type_ensure (GALLEY_TYPE_PROPERTIES);
  g_type_ensure (GALLEY_TYPE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, title);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, properties_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, properties);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, publish);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, publish_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, error_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, error_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, toolbar);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, find_bar);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, properties_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
galley_editor_init (GalleyEditor *self)
{
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_find_bar_set_view (self->find_bar, GTK_SOURCE_VIEW (self->view));
  g_signal_connect_object (self->properties, "map", G_CALLBACK (galley_editor_offer_tags), self,
                           G_CONNECT_SWAPPED);
  self->completion = galley_completion_new (GTK_SOURCE_VIEW (self->view));
  self->link_picker = galley_link_picker_new (GTK_TEXT_VIEW (self->view));
  self->alternative = galley_alternative_new (GTK_TEXT_VIEW (self->view));
  g_signal_connect_object (self->view, "pictures", G_CALLBACK (galley_editor_add_pictures), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  galley_editor_add_actions (self);
  galley_editor_watch_position (self);
}

/**
 * galley_editor_new:
 *
 * Returns: (transfer floating): an editor
 */
GtkWidget *
galley_editor_new (void)
{
  return g_object_new (GALLEY_TYPE_EDITOR, NULL);
}

/**
 * galley_editor_set_session:
 * @editor: the editor
 * @session: (nullable): where its posts are
 *
 * Joins it to another project. What was not flushed before is lost.
 */
void
galley_editor_set_session (GalleyEditor *editor, GalleySession *session)
{
  if (editor->session != NULL)
    g_signal_handlers_disconnect_by_data (editor->session, editor);
  galley_editor_close_post (editor);
  g_set_object (&editor->session, session);
  if (editor->completion != NULL)
    galley_completion_set_session (editor->completion, session);
  if (session != NULL)
    g_signal_connect_swapped (session, "posts-changed", G_CALLBACK (posts_changed_cb), editor);
}

/**
 * galley_editor_open_post:
 * @editor: the editor
 * @id: of a post
 *
 * Saves the post that is shown, and shows another.
 */
void
galley_editor_open_post (GalleyEditor *editor, gint64 id)
{
  if (editor->post == NULL || editor->post->id != id)
    request_post (editor, id);
  else
    editor->generation++; /* it is there already; whatever was asked for meanwhile is not wanted */
}

/**
 * galley_editor_hold:
 * @editor: the editor
 *
 * Lets nothing be typed until galley_editor_reload() has shown the post anew.
 */
void
galley_editor_hold (GalleyEditor *editor)
{
  hold (editor, TRUE);
}

/**
 * galley_editor_reload:
 * @editor: the editor
 *
 * Shows the post as the project has it now.
 */
void
galley_editor_reload (GalleyEditor *editor)
{
  if (editor->post != NULL)
    request_post (editor, editor->post->id);
}

/**
 * galley_editor_new_post:
 * @editor: the editor
 *
 * Makes a post, and shows it. A new one that is still empty is used again.
 */
void
galley_editor_new_post (GalleyEditor *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->view));

  if (editor->post != NULL && editor->post->status == GALLEY_POST_DRAFT &&
      editor->post->title[0] == '\0' && gtk_text_buffer_get_char_count (buffer) == 0)
    galley_editor_focus_title (editor);
  else
    request_post (editor, 0);
}

/**
 * galley_editor_close_post:
 * @editor: the editor
 *
 * Shows no post.
 */
void
galley_editor_close_post (GalleyEditor *editor)
{
  editor->generation++;
  g_clear_handle_id (&editor->save_timeout, g_source_remove);
  editor->dirty = FALSE;
  g_clear_pointer (&editor->post, galley_post_free);
  gtk_stack_set_visible_child_name (editor->stack, "empty");
  galley_editor_show_state (editor);
  galley_editor_emit (editor, GALLEY_EDITOR_LOADED);
}

/**
 * galley_editor_get_post_id:
 * @editor: the editor
 *
 * Returns: the id of the post that is shown, or 0
 */
gint64
galley_editor_get_post_id (GalleyEditor *editor)
{
  return editor->post != NULL ? editor->post->id : 0;
}

/**
 * galley_editor_get_post:
 * @editor: the editor
 *
 * Returns: (transfer none) (nullable): the post that is shown; its body is not kept up to date
 */
const GalleyPost *
galley_editor_get_post (GalleyEditor *editor)
{
  return editor->post;
}

/**
 * galley_editor_take_snapshot:
 * @editor: the editor
 *
 * Returns: (transfer full) (nullable): the post with all that was typed up to now
 */
GalleyPost *
galley_editor_take_snapshot (GalleyEditor *editor)
{
  if (editor->post == NULL)
    return NULL;
  g_free (editor->post->body);
  editor->post->body = galley_text_view_get_text (editor->view);
  if (editor->slug_follows && editor->post->title[0] != '\0')
    {
      g_autofree char *made = galley_slug_from_text (editor->post->title);

      /* An empty slug is filled by the project, which knows the others. */
      if (!g_str_has_prefix (editor->post->slug, made))
        {
          g_free (editor->post->slug);
          editor->post->slug = g_strdup ("");
        }
    }
  return galley_post_copy (editor->post);
}

/**
 * galley_editor_get_selected_words:
 * @editor: the editor
 *
 * Returns: (transfer full): what is selected within one line of the text, or ""
 */
char *
galley_editor_get_selected_words (GalleyEditor *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->view));
  GtkTextIter start, end;

  if (editor->post == NULL || !gtk_text_buffer_get_selection_bounds (buffer, &start, &end) ||
      gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end))
    return g_strdup ("");
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * galley_editor_focus_title:
 * @editor: the editor
 *
 * Puts the keyboard into the title.
 */
void
galley_editor_focus_title (GalleyEditor *editor)
{
  gtk_widget_grab_focus (GTK_WIDGET (editor->title));
}

/**
 * galley_editor_show_properties:
 * @editor: the editor
 *
 * Opens the form with all that a post has beside its text.
 */
void
galley_editor_show_properties (GalleyEditor *editor)
{
  if (editor->post != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (editor->properties_button), TRUE);
}
