/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-window.h"

#include <glib/gi18n.h>
#include <handy.h>

#include "galley-application.h"
#include "galley-comment-actions.h"
#include "galley-comments-tab.h"
#include "galley-export-dialog.h"
#include "galley-history-actions.h"
#include "galley-list-actions.h"
#include "galley-lost-bar.h"
#include "galley-post-actions.h"
#include "galley-post-opener.h"
#include "galley-post-search.h"
#include "galley-preview-actions.h"
#include "galley-preview-place.h"
#include "galley-resume.h"
#include "galley-search-actions.h"
#include "galley-session-watch.h"
#include "galley-settings-dialog.h"
#include "galley-shortcuts.h"
#include "galley-welcome.h"
#include "galley-window-sizes.h"

struct _GalleyWindow
{
  GtkApplicationWindow parent_instance;
  HdyHeaderBar *header;
  GtkStackSwitcher *switcher;
  GalleyPostSearch *search;
  GtkButton *new_button;
  GtkButton *export_button;
  GtkMenuButton *menu_button;
  GtkStack *pages; /* welcome, opening, project */
  GalleyWelcome *welcome;
  GtkStack *views; /* write, comments */
  GtkPaned *list_paned;
  GtkPaned *paned;
  GalleyPostList *list;
  GalleyEditor *editor;
  GalleyPreview *preview;
  GalleyCommentsPane *comments;
  GtkLabel *status;
  GtkLabel *part;
  GalleyNotice *notice;
  GalleyLostBar *lost_bar;

  /* What the panes do for the window, each with its actions. */
  GalleyPostOpener *opener;
  GalleyPostActions *post_actions;
  GalleyListActions *list_actions;
  GalleyHistoryActions *history_actions;
  GalleySearchActions *search_actions;
  GalleyCommentActions *comment_actions;
  GalleyPreviewActions *preview_actions;
  GalleyPreviewPlace *preview_place;
  GalleyCommentsTab *comments_tab;

  GalleyState *state;     /* (unowned) (nullable): what is remembered between runs */
  GalleySession *session; /* NULL: none is open; as the next four */
  GalleySessionWatch *watch;
  GalleyDraft *draft;
  GalleyCommands *commands;
  GalleyResume *resume;
  char *path; /* of the project that is open or being opened */
  GCancellable *opening;
  gboolean fullscreen;
  gboolean closing; /* the next attempt to close succeeds, whatever is saved */
};

G_DEFINE_FINAL_TYPE (GalleyWindow, galley_window, GTK_TYPE_APPLICATION_WINDOW)

/* Actions that need a project. */
static const char *const project_actions[] = {
  "new-post", "export", "save", "search", "show", "properties", "settings", "layout", "show-list",
};

static void
enable (GalleyWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (GalleyWindow *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

/* Enables what can be done now. */
static void
update_actions (GalleyWindow *self)
{
  if (self->post_actions == NULL)
    return; /* the window is being made, or goes */
  for (gsize i = 0; i < G_N_ELEMENTS (project_actions); i++)
    enable (self, project_actions[i], self->session != NULL);
  galley_history_actions_update (self->history_actions);
  galley_post_actions_update (self->post_actions);
  set_state (self, "show-list", gtk_widget_get_visible (GTK_WIDGET (self->list)));
  set_state (self, "fullscreen", self->fullscreen);
}

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
  update_actions (self);
}

static void
status_changed_cb (GalleyWindow *self)
{
  g_autofree char *status = galley_editor_get_status (self->editor);
  g_autofree char *part = galley_editor_get_part (self->editor);

  gtk_label_set_text (self->status, status);
  gtk_label_set_text (self->part, part);
  update_actions (self);
}

static void
edited_cb (GalleyWindow *self, gboolean only_text)
{
  galley_preview_update (self->preview, only_text);
}

static GalleyPostRows *
get_rows (GalleyWindow *self)
{
  return galley_post_list_get_rows (self->list);
}

static void
shown_cb (GalleyWindow *self)
{
  if (!galley_post_opener_is_waiting (self->opener))
    galley_post_rows_select (get_rows (self), galley_draft_get_id (self->draft));
  galley_preview_update (self->preview, FALSE);
  update_actions (self);
}

static void
updated_cb (GalleyWindow *self, GalleyPostFields fields)
{
  if (fields != 0)
    galley_preview_update (self->preview, FALSE);
  update_actions (self);
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
  galley_post_rows_refresh_post (get_rows (self), id);
}

static void
said_cb (GalleyWindow *self, const char *text)
{
  galley_notice_show (self->notice, text, NULL, NULL, NULL, NULL);
}

static void
post_selected_cb (GalleyWindow *self, gint64 id)
{
  galley_post_opener_choose (self->opener, id);
}

static void
show_keys_cb (GalleyWindow *self)
{
  galley_shortcuts_show (GTK_WINDOW (self));
}

/* Shows a post, in the view that one writes in. */
static void
open_post (GalleyWindow *self, gint64 id)
{
  galley_post_opener_cancel (self->opener);
  gtk_stack_set_visible_child_name (self->views, "write");
  galley_draft_open (self->draft, id);
  galley_post_rows_select (get_rows (self), id);
}

static void
open_post_cb (GalleyWindow *self, gint64 id)
{
  open_post (self, id);
}

static void
show_post (gpointer window, gint64 id)
{
  open_post (window, id);
}

static void
open_hit (gpointer window, gint64 id, const GalleyTextHit *hit)
{
  open_post (window, id);
  galley_editor_open_hit (GALLEY_WINDOW (window)->editor, id, hit);
}

/* The first list of a project: show what was written last. */
static void
list_loaded_cb (GalleyWindow *self)
{
  gint64 id = galley_resume_get_post (self->resume);

  if (galley_draft_get_id (self->draft) != 0)
    return;
  if (id == 0 || !galley_post_rows_has (get_rows (self), id))
    id = galley_post_rows_get_first (get_rows (self));
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
  if (!write)
    galley_comments_pane_focus (self->comments);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), write);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->status)), write);
  update_actions (self);
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
  galley_post_opener_set_draft (self->opener, self->draft);
  galley_preview_place_set_draft (self->preview_place, self->draft);
  galley_history_actions_set_draft (self->history_actions, self->draft);
  if (self->draft == NULL)
    return;
  g_signal_connect_swapped (self->draft, "shown", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->draft, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->draft, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (self->draft, "saved", G_CALLBACK (saved_cb), self);
  g_signal_connect_swapped (self->draft, "conflict", G_CALLBACK (conflict_cb), self);
}

/* Before a command runs, what was typed is saved. */
static void
flush (gpointer draft, GAsyncReadyCallback callback, gpointer user_data)
{
  galley_draft_flush_async (draft, NULL, callback, user_data);
}

static gboolean
flush_finish (gpointer draft, GAsyncResult *result, GError **error)
{
  return galley_draft_flush_finish (draft, result, error);
}

/* Commands are of a session, as the draft is. */
static void
set_commands (GalleyWindow *self)
{
  if (self->commands != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->commands, self);
      galley_commands_close (self->commands);
    }
  g_clear_object (&self->commands);
  if (self->session != NULL)
    {
      self->commands = galley_commands_new (self->session);
      galley_commands_set_flush (self->commands, flush, flush_finish, self->draft);
    }
  galley_post_actions_set_commands (self->post_actions, self->session, self->commands, self->draft);
  if (self->commands != NULL) /* after what the actions say of it */
    g_signal_connect_object (self->commands, "finished", G_CALLBACK (update_actions), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
set_session (GalleyWindow *self, GalleySession *session)
{
  g_clear_pointer (&self->watch, galley_session_watch_free);
  g_set_object (&self->session, session);
  if (session != NULL)
    self->watch = galley_session_watch_new (session);
  set_draft (self);
  galley_lost_bar_set_draft (self->lost_bar, session, self->draft);
  set_commands (self);
  galley_preview_set_session (self->preview, session);
  galley_post_list_set_session (self->list, session);
  galley_comments_pane_set_session (self->comments, session, self->commands);
  galley_comment_actions_set_commands (self->comment_actions, session, self->commands);
  galley_comments_tab_set_session (self->comments_tab, session);
  galley_search_actions_set_commands (self->search_actions, self->draft, self->commands);
  galley_list_actions_set_enabled (self->list_actions, session != NULL);
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

static void
new_post_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->views, "write");
  g_action_group_activate_action (
      G_ACTION_GROUP (self), "layout",
      g_variant_new_string (gtk_widget_get_visible (GTK_WIDGET (self->preview)) ? "both"
                                                                                : "editor"));
  galley_post_opener_cancel (self->opener);
  galley_draft_begin (self->draft);
}

static void
export_flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyWindow) self = user_data;

  if (self->session != NULL && galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    galley_export_dialog_present (GTK_WINDOW (self), galley_session_get_path (self->session),
                                  self->state);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  galley_draft_flush_async (self->draft, NULL, export_flushed_cb, g_object_ref (self));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_draft_flush_async (GALLEY_WINDOW (user_data)->draft, NULL, NULL, NULL);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->views, "write");
  gtk_widget_show (GTK_WIDGET (self->list));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  update_actions (self);
}

static void
show_list_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_widget_set_visible (GTK_WIDGET (self->list), g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
fullscreen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  if (g_variant_get_boolean (value))
    gtk_window_fullscreen (user_data);
  else
    gtk_window_unfullscreen (user_data);
}

static void
layout_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GalleyWindow *self = user_data;
  const char *layout = g_variant_get_string (value, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->editor), !g_str_equal (layout, "preview"));
  gtk_widget_set_visible (GTK_WIDGET (self->preview), !g_str_equal (layout, "editor"));
  galley_preview_update (self->preview, FALSE);
  g_simple_action_set_state (action, value);
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
}

static void
properties_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_editor_show_properties (GALLEY_WINDOW (user_data)->editor);
}

static void
settings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_settings_dialog_present (user_data, GALLEY_WINDOW (user_data)->session);
}

static void
menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_button_clicked (GTK_BUTTON (GALLEY_WINDOW (user_data)->menu_button));
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (user_data);
}

static const GActionEntry entries[] = {
  { "new-post", new_post_cb, NULL, NULL, NULL },
  { "export", export_cb, NULL, NULL, NULL },
  { "save", save_cb, NULL, NULL, NULL },
  { "search", search_cb, NULL, NULL, NULL },
  { "show-list", NULL, NULL, "true", show_list_cb },
  { "fullscreen", NULL, NULL, "false", fullscreen_cb },
  { "layout", NULL, "s", "'both'", layout_cb },
  { "show", show_cb, "s", NULL, NULL },
  { "properties", properties_cb, NULL, NULL, NULL },
  { "settings", settings_cb, NULL, NULL, NULL },
  { "menu", menu_cb, NULL, NULL, NULL },
  { "close", close_cb, NULL, NULL, NULL },
};

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

/* What was typed is kept in another file. */
static void
leave_cb (GalleyWindow *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* The window goes when everything that was typed is saved, also what is typed while it waits. */
static gboolean
galley_window_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (self->draft != NULL && !self->closing && galley_lost_bar_keep (self->lost_bar))
    return GDK_EVENT_STOP;
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
is_writing (GalleyWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "write") == 0;
}

static gboolean
galley_window_key_press (GtkWidget *widget, GdkEventKey *event)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  /* A click into the page of the post must not take the review its keys. */
  if (focus != NULL && !is_writing (GALLEY_WINDOW (widget)) &&
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
  update_actions (self);
  return GTK_WIDGET_CLASS (galley_window_parent_class)->window_state_event (widget, event);
}

static void
galley_window_dispose (GObject *object)
{
  GalleyWindow *self = GALLEY_WINDOW (object);
  g_autoptr (GalleySession) session = NULL;

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
  g_clear_pointer (&self->comment_actions, galley_comment_actions_free);
  g_clear_pointer (&self->preview_place, galley_preview_place_free);
  g_clear_pointer (&self->opener, galley_post_opener_free);
  g_clear_object (&self->history_actions);
  g_clear_object (&self->search_actions);
  g_clear_object (&self->list_actions);
  g_clear_object (&self->preview_actions);
  g_clear_object (&self->comments_tab);
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
  g_type_ensure (GALLEY_TYPE_LOST_BAR);
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
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, lost_bar);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, said_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_post_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_keys_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
}

static void
add_actions_of_panes (GalleyWindow *self)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (self);
  GActionMap *map = G_ACTION_MAP (self);

  self->opener = galley_post_opener_new ();
  self->list_actions = galley_list_actions_new (self->list, map);
  self->history_actions = galley_history_actions_new (window, self->notice);
  self->search_actions = galley_search_actions_new (window, self->editor, open_hit);
  self->comment_actions = galley_comment_actions_new (window, self->comments);
  self->comments_tab = galley_comments_tab_new (self->views, GTK_WIDGET (self->comments));
  self->preview_actions = galley_preview_actions_new (self->preview, map);
  self->preview_place = galley_preview_place_new (self->preview, self->views, self->paned,
                                                  self->editor, self->comments);
  self->post_actions = galley_post_actions_new (window, self->list, self->notice, show_post);
}

static void
galley_window_init (GalleyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref_sink (self->switcher); /* in and out of the header bar */
  g_signal_connect_swapped (get_rows (self), "post-selected", G_CALLBACK (post_selected_cb), self);
  g_signal_connect_swapped (get_rows (self), "selection-changed", G_CALLBACK (update_actions),
                            self);
  galley_post_search_set_list (self->search, self->list);
  gtk_widget_insert_action_group (
      GTK_WIDGET (self), "editor",
      gtk_widget_get_action_group (GTK_WIDGET (self->editor), "editor"));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_actions_of_panes (self);
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
  galley_preview_actions_set_state (self->preview_actions, state);
  galley_list_actions_set_state (self->list_actions, state);
  return self;
}
