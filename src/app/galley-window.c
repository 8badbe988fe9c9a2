/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-comment.h"
#include "galley-shortcuts.h"
#include "galley-window-private.h"
#include "galley-window-sizes.h"

/* Rows of the list that are chosen faster than this one after the other are passed by. */
#define SELECTION_MS 120

G_DEFINE_FINAL_TYPE (GalleyWindow, galley_window, GTK_TYPE_APPLICATION_WINDOW)

static void
show_title (GalleyWindow *self)
{
  g_autofree char *name = NULL;

  if (self->path == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("Galley"));
      return;
    }
  name = g_filename_display_basename (self->path);
  if (g_str_has_suffix (name, ".galley"))
    name[strlen (name) - strlen (".galley")] = '\0';
  gtk_window_set_title (GTK_WINDOW (self), name);
}

static void
show_page (GalleyWindow *self, const char *name)
{
  gboolean project = g_str_equal (name, "project");

  gtk_stack_set_visible_child_name (self->pages, name);
  gtk_widget_set_visible (GTK_WIDGET (self->new_button), project);
  gtk_widget_set_visible (GTK_WIDGET (self->search), project);
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), project);
  hdy_header_bar_set_custom_title (self->header, project ? GTK_WIDGET (self->switcher) : NULL);
  galley_window_update_actions (self);
}

static void
status_changed_cb (GalleyWindow *self)
{
  g_autofree char *status = galley_editor_get_status (self->editor);
  g_autofree char *part = galley_editor_get_part (self->editor);

  gtk_label_set_text (self->status, status);
  gtk_label_set_text (self->part, part);
  galley_window_update_actions (self);
}

static void
edited_cb (GalleyWindow *self, gboolean only_text)
{
  galley_preview_update (self->preview, only_text);
}

static void
shown_cb (GalleyWindow *self)
{
  if (self->selected_timeout == 0) /* else one has gone on to another row */
    galley_post_list_select (self->list, galley_draft_get_id (self->draft));
  galley_preview_update (self->preview, FALSE);
  galley_window_update_actions (self);
}

static void
updated_cb (GalleyWindow *self, GalleyPostFields fields)
{
  if (fields != 0)
    galley_preview_update (self->preview, FALSE);
  galley_window_update_actions (self);
}

static void
conflict_cb (GalleyWindow *self, const GalleyPost *post)
{
  /* Translators: %s is the title of a post */
  g_autofree char *text = g_strdup_printf (
      _ ("“%s” was also changed elsewhere: your text is kept, and the other one is "
         "in its history"),
      post->title[0] != '\0' ? post->title : _ ("Untitled"));

  galley_notice_show (self->notice, text, NULL, NULL, NULL, NULL);
}

static void
saved_cb (GalleyWindow *self, gint64 id)
{
  galley_post_list_refresh_post (self->list, id);
}

static void
selection_changed_cb (GalleyWindow *self)
{
  galley_window_update_actions (self);
}

static void
said_cb (GalleyWindow *self, const char *text)
{
  galley_notice_show (self->notice, text, NULL, NULL, NULL, NULL);
}

static gboolean
selection_rested_cb (gpointer user_data)
{
  GalleyWindow *self = user_data;

  self->selected_timeout = 0;
  galley_draft_open (self->draft, self->selected_id);
  return G_SOURCE_REMOVE;
}

/* The first row is opened at once; while one goes on from row to row, none but the last. */
static void
post_selected_cb (GalleyWindow *self, gint64 id)
{
  gint64 now = g_get_monotonic_time ();
  gboolean moving = now - self->selected_at < SELECTION_MS * 1000;

  self->selected_at = now;
  self->selected_id = id;
  g_clear_handle_id (&self->selected_timeout, g_source_remove);
  if (moving)
    self->selected_timeout = g_timeout_add (SELECTION_MS, selection_rested_cb, self);
  else
    galley_draft_open (self->draft, id);
}

static void
show_keys_cb (GalleyWindow *self)
{
  galley_shortcuts_show (GTK_WINDOW (self));
}

static void
open_post_cb (GalleyWindow *self, gint64 id)
{
  galley_window_open_post (self, id);
}

/* The first list of a project: show what was written last. */
static void
list_loaded_cb (GalleyWindow *self, guint n_posts)
{
  gint64 id = galley_resume_get_post (self->resume);

  if (galley_draft_get_id (self->draft) != 0)
    return;
  if (id == 0 || !galley_post_list_has (self->list, id))
    id = galley_post_list_get_first (self->list);
  if (id != 0)
    galley_draft_open (self->draft, id);
}

static void
view_changed_cb (GalleyWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->views);
  gboolean write = g_strcmp0 (name, "write") == 0;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  galley_window_place_preview (self);
  if (!write)
    galley_comments_pane_focus (self->comments);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), write);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->status)), write);
  galley_window_update_actions (self);
}

static gpointer
count_comments_job (GalleyProject *project,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree GalleyCommentCounts *counts = g_new0 (GalleyCommentCounts, 1);

  return galley_project_count_comments (project, counts, error) ? g_steal_pointer (&counts) : NULL;
}

static void
comments_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autofree GalleyCommentCounts *counts =
      galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  g_autofree char *title = NULL;

  if (counts == NULL || GALLEY_SESSION (source) != self->session)
    return;
  title = counts->pending > 0 ? g_strdup_printf (_ ("Comments %'u"), counts->pending)
                              : g_strdup (_ ("Comments"));
  gtk_container_child_set (GTK_CONTAINER (self->views), GTK_WIDGET (self->comments), "title", title,
                           NULL);
}

static void
comments_changed_cb (GalleyWindow *self)
{
  galley_session_run_async (self->session, GALLEY_LANE_READ, count_comments_job, NULL, NULL, g_free,
                            NULL, comments_counted_cb, g_object_ref (self));
}

/* What is written in the project, and where one went on writing it. */
static void
set_draft (GalleyWindow *self)
{
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->resume);
  if (self->session != NULL)
    {
      self->draft = galley_draft_new (self->session);
      self->resume = galley_resume_new (self->state, self->draft);
    }
  galley_editor_set_draft (self->editor, self->draft, self->resume);
  if (self->draft == NULL)
    return;
  g_signal_connect_swapped (self->draft, "shown", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->draft, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->draft, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (self->draft, "saved", G_CALLBACK (saved_cb), self);
  g_signal_connect_swapped (self->draft, "conflict", G_CALLBACK (conflict_cb), self);
}

static void
set_session (GalleyWindow *self, GalleySession *session)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  set_draft (self);
  galley_window_set_commands (self);
  galley_preview_set_session (self->preview, session);
  galley_post_list_set_session (self->list, session);
  galley_comments_pane_set_session (self->comments, session, self->commands);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "comments-changed", G_CALLBACK (comments_changed_cb), self);
  comments_changed_cb (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySession) session = galley_session_open_finish (result, &error);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  g_clear_object (&self->opening);
  if (session == NULL)
    {
      g_autofree char *name = g_filename_display_basename (self->path);
      /* Translators: %s is the name of a file */
      g_autofree char *title = g_strdup_printf (_ ("“%s” could not be opened"), name);

      g_clear_pointer (&self->path, g_free);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        galley_welcome_show_error (self->welcome, title, error->message);
      show_title (self);
      show_page (self, "welcome");
      return;
    }
  galley_welcome_add_recent (self->path);
  set_session (self, session);
  show_page (self, "project");
}

/**
 * galley_window_open:
 * @window: a window without a project
 * @path: absolute, of a project file
 *
 * Opens the project; an error is shown on the window's page.
 */
void
galley_window_open (GalleyWindow *window, const char *path)
{
  g_return_if_fail (window->path == NULL);

  window->path = g_strdup (path);
  window->opening = g_cancellable_new ();
  show_title (window);
  show_page (window, "opening");
  galley_session_open_async (path, window->opening, opened_cb, g_object_ref (window));
}

/**
 * galley_window_get_path:
 * @window: a window
 *
 * Returns: (transfer none) (nullable): the path of the project that is open or being opened
 */
const char *
galley_window_get_path (GalleyWindow *window)
{
  return window->path;
}

/**
 * galley_window_open_post:
 * @window: a window
 * @id: of a post
 *
 * Shows a post, in the view that one writes in.
 */
void
galley_window_open_post (GalleyWindow *window, gint64 id)
{
  g_clear_handle_id (&window->selected_timeout, g_source_remove);
  gtk_stack_set_visible_child_name (window->views, "write");
  galley_draft_open (window->draft, id);
  galley_post_list_select (window->list, id);
}

/**
 * galley_window_set_layout:
 * @window: a window
 * @layout: "editor", "both" or "preview"
 *
 * Shows these panes.
 */
void
galley_window_set_layout (GalleyWindow *window, const char *layout)
{
  gtk_widget_set_visible (GTK_WIDGET (window->editor), !g_str_equal (layout, "preview"));
  gtk_widget_set_visible (GTK_WIDGET (window->preview), !g_str_equal (layout, "editor"));
  galley_preview_update (window->preview, FALSE);
}

static void
close_anyway_cb (GtkDialog *dialog, int response, GalleyWindow *self)
{
  gtk_widget_destroy (GTK_WIDGET (dialog));
  if (response != GTK_RESPONSE_ACCEPT)
    return;
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  if (galley_draft_flush_finish (GALLEY_DRAFT (source), result, &error))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  dialog =
      gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL, GTK_MESSAGE_WARNING,
                              GTK_BUTTONS_NONE, "%s", _ ("The last changes could not be saved"));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", error->message);
  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Close without Saving"), GTK_RESPONSE_ACCEPT,
                          _ ("_Keep the Window"), GTK_RESPONSE_CANCEL, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect (dialog, "response", G_CALLBACK (close_anyway_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The window goes when everything that was typed is saved, also what is typed while it waits. */
static gboolean
galley_window_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (self->draft != NULL && !self->closing && !galley_draft_is_saved (self->draft))
    {
      galley_draft_flush_async (self->draft, NULL, flushed_cb, g_object_ref (self));
      return GDK_EVENT_STOP;
    }
  galley_window_sizes_remember (GTK_WINDOW (self), self->list_paned, self->paned, self->state);
  gtk_widget_hide (widget);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
galley_window_key_press (GtkWidget *widget, GdkEventKey *event)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  /* A click into the page of the post must not take the review its keys. */
  if (focus != NULL && !galley_window_is_writing (GALLEY_WINDOW (widget)) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (GALLEY_WINDOW (widget)->preview)))
    galley_comments_pane_focus (GALLEY_WINDOW (widget)->comments);
  /* What is typed belongs to the text first: Ctrl+K and others are keys of the window as well. */
  if (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
    {
      guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();

      if ((modifiers & ~GDK_SHIFT_MASK) == 0 &&
          gtk_window_propagate_key_event (GTK_WINDOW (widget), event))
        return GDK_EVENT_STOP;
    }
  return GTK_WIDGET_CLASS (galley_window_parent_class)->key_press_event (widget, event);
}

static gboolean
galley_window_state_event (GtkWidget *widget, GdkEventWindowState *event)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  self->fullscreen = (event->new_window_state & GDK_WINDOW_STATE_FULLSCREEN) != 0;
  galley_window_update_actions (self);
  return GTK_WIDGET_CLASS (galley_window_parent_class)->window_state_event (widget, event);
}

static void
galley_window_dispose (GObject *object)
{
  GalleyWindow *self = GALLEY_WINDOW (object);
  g_autoptr (GalleySession) session = NULL;

  g_clear_handle_id (&self->selected_timeout, g_source_remove);
  g_clear_handle_id (&self->viewed_timeout, g_source_remove);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->session != NULL)
    {
      session = g_object_ref (self->session);
      set_session (self, NULL);
      galley_session_close (session);
    }
  g_clear_pointer (&self->post_actions, galley_post_actions_free);
  g_clear_object (&self->list_actions);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (galley_window_parent_class)->dispose (object);
}

static void
galley_window_class_init (GalleyWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_window_dispose;
  widget_class->delete_event = galley_window_delete_event;
  widget_class->key_press_event = galley_window_key_press;
  widget_class->window_state_event = galley_window_state_event;
  g_type_ensure (GALLEY_TYPE_WELCOME);
  g_type_ensure (GALLEY_TYPE_POST_LIST);
  g_type_ensure (GALLEY_TYPE_POST_SEARCH);
  g_type_ensure (GALLEY_TYPE_EDITOR);
  g_type_ensure (GALLEY_TYPE_PREVIEW);
  g_type_ensure (GALLEY_TYPE_COMMENTS_PANE);
  g_type_ensure (GALLEY_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, GALLEY_RESOURCES "galley-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, header);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, search);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, views);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, list_paned);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, list);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, comments);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, status);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, part);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, notice);
  gtk_widget_class_bind_template_callback (widget_class, status_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, post_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, said_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_post_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_keys_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
}

static void
galley_window_init (GalleyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref_sink (self->switcher); /* in and out of the header bar */
  galley_post_search_set_list (self->search, self->list);
  gtk_widget_insert_action_group (
      GTK_WIDGET (self), "editor",
      gtk_widget_get_action_group (GTK_WIDGET (self->editor), "editor"));
  galley_window_add_actions (self);
  galley_window_add_post_actions (self);
  self->list_actions = galley_list_actions_new (self->list, G_ACTION_MAP (self));
  galley_window_add_comment_actions (self);
  galley_window_join_preview (self);
  show_title (self);
  show_page (self, "welcome");
}

/**
 * galley_window_new:
 * @application: the application
 * @state: what is remembered between runs; lives longer
 *
 * Returns: (transfer none): a window without a project, which GTK owns
 */
GalleyWindow *
galley_window_new (GtkApplication *application, GalleyState *state)
{
  GalleyWindow *self = g_object_new (GALLEY_TYPE_WINDOW, "application", application, NULL);

  self->state = state;
  galley_window_sizes_restore (GTK_WINDOW (self), self->list_paned, self->paned, state);
  galley_editor_set_state (self->editor, state);
  galley_window_restore_preview (self);
  galley_list_actions_set_state (self->list_actions, state);
  return self;
}
