/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-editor.h"

#include "galley-application.h"
#include "galley-completion.h"
#include "galley-find-bar.h"
#include "galley-picture-inserter.h"
#include "galley-post-abilities.h"
#include "galley-post-header.h"
#include "galley-text-actions.h"
#include "galley-text-view.h"
#include "galley-toolbar.h"
#include "galley-writing-settings.h"
#include "galley-writing-status.h"

struct _GalleyEditor
{
  GtkBox parent_instance;
  GtkStack *stack;
  GtkInfoBar *error_bar;
  GtkLabel *error_label;
  GalleyPostHeader *header;
  GalleyTextView *view;
  GalleyToolbar *toolbar;
  GalleyFindBar *find_bar;

  GalleyCompletion *completion;
  GalleyPictureInserter *pictures;
  GalleyTextActions *actions;
  GalleyTextPosition *position;
  GalleyWritingSettings *settings;
  GalleyWritingStatus *status;

  GalleyDraft *draft;   /* NULL: no project is open */
  GalleyResume *resume; /* of the draft, or NULL */

  /* A place to be shown as soon as its post is there. */
  gint64 wanted_id; /* 0: none */
  GalleyTextHit *wanted;
};

enum
{
  STATUS_CHANGED,
  SCROLLED,
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyEditor, galley_editor, GTK_TYPE_BOX)

static char *
copy_text (gpointer user_data)
{
  return galley_text_view_get_text (GALLEY_EDITOR (user_data)->view);
}

static void
tell_place (GalleyResumePlace *place, gpointer user_data)
{
  GalleyEditor *self = user_data;

  place->cursor = galley_text_position_get_cursor (self->position);
  place->line = galley_text_position_get_first_line (self->position);
}

/* Selects what was found, where the post that it was found in is there. */
static void
show_wanted (GalleyEditor *self)
{
  const GalleyTextHit *hit = self->wanted;

  if (hit == NULL || galley_draft_get_id (self->draft) != self->wanted_id)
    return;
  if (hit->in_title)
    galley_post_header_select (self->header, hit->match, hit->offset);
  else
    galley_text_position_select (self->position, hit->match, hit->offset);
  g_clear_pointer (&self->wanted, galley_text_hit_free);
}

/* What follows from the post, but for what stands over the text. */
static void
show_post (GalleyEditor *self)
{
  const GalleyPost *post = galley_draft_get_post (self->draft);

  galley_text_view_set_language (
      self->view, post->language[0] != '\0' ? post->language
                                            : galley_draft_get_settings (self->draft)->language);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view),
                              (galley_post_get_abilities (post) & GALLEY_POST_CAN_WRITE) != 0);
  galley_outline_set_headings (galley_toolbar_get_outline (self->toolbar),
                               galley_draft_get_stats (self->draft)->outline);
}

static void
shown_cb (GalleyEditor *self)
{
  const char *text = galley_draft_get_text (self->draft);
  GalleyResumePlace place;

  gtk_stack_set_visible_child_name (self->stack, text != NULL ? "post" : "empty");
  galley_text_view_set_text (self->view, text != NULL ? text : "");
  if (text == NULL)
    {
      gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), FALSE);
      return;
    }
  show_post (self);
  if (galley_resume_take_place (self->resume, galley_draft_get_id (self->draft), &place))
    galley_text_position_restore (self->position, place.cursor, place.line);
  show_wanted (self);
}

/* A text that somebody else wrote is shown with the cursor about where it was. */
static void
updated_cb (GalleyEditor *self, GalleyPostFields fields)
{
  if (fields & GALLEY_POST_FIELD_BODY)
    {
      int cursor = galley_text_position_get_cursor (self->position);
      int line = galley_text_position_get_first_line (self->position);

      galley_text_view_set_text (self->view, galley_draft_get_text (self->draft));
      galley_text_position_restore (self->position, cursor, line);
    }
  show_post (self);
}

static void
state_changed_cb (GalleyEditor *self)
{
  const char *error = galley_draft_get_error (self->draft);

  if (error != NULL)
    gtk_label_set_text (self->error_label, error);
  gtk_widget_set_visible (GTK_WIDGET (self->error_bar), error != NULL);
}

static void
text_changed_cb (GalleyEditor *self)
{
  if (self->draft != NULL)
    galley_draft_touch_text (self->draft);
}

static void
moved_cb (GalleyEditor *self)
{
  if (self->resume != NULL)
    galley_resume_touch (self->resume);
}

static void
scrolled_cb (GalleyEditor *self)
{
  moved_cb (self);
  if (self->draft != NULL && galley_draft_get_id (self->draft) != 0)
    g_signal_emit (self, signals[SCROLLED], 0);
}

static void
status_changed_cb (GalleyEditor *self)
{
  g_signal_emit (self, signals[STATUS_CHANGED], 0);
}

static void
said_cb (GalleyEditor *self, const char *text)
{
  g_signal_emit (self, signals[SAID], 0, text);
}

static void
title_done_cb (GalleyEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
retry_cb (GalleyEditor *self)
{
  galley_draft_flush_async (self->draft, NULL, NULL, NULL);
}

static void
options_opened_cb (GalleyEditor *self)
{
  g_autofree char *font = galley_writing_settings_get_font (self->settings);

  galley_writing_options_show (galley_toolbar_get_options (self->toolbar), font,
                               galley_writing_status_get_target (self->status));
}

static void
outline_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;

  if (galley_draft_get_id (self->draft) != 0)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (galley_toolbar_get_outline (self->toolbar)),
                                  TRUE);
}

static void
galley_editor_dispose (GObject *object)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  galley_editor_set_draft (self, NULL, NULL);
  g_clear_object (&self->completion);
  g_clear_object (&self->actions);
  g_clear_object (&self->pictures);
  g_clear_object (&self->position);
  g_clear_object (&self->settings);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (galley_editor_parent_class)->dispose (object);
}

static void
galley_editor_finalize (GObject *object)
{
  g_clear_pointer (&GALLEY_EDITOR (object)->wanted, galley_text_hit_free);
  G_OBJECT_CLASS (galley_editor_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_params, GType type)
{
  return g_signal_new (name, GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, type);
}

static void
galley_editor_class_init (GalleyEditorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_editor_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_editor_finalize;
  signals[STATUS_CHANGED] = new_signal ("status-changed", 0, G_TYPE_NONE);
  signals[SCROLLED] = new_signal ("scrolled", 0, G_TYPE_NONE);
  signals[SAID] = new_signal ("said", 1, G_TYPE_STRING);
  g_type_ensure (GALLEY_TYPE_TEXT_VIEW);
  g_type_ensure (GALLEY_TYPE_FIND_BAR);
  g_type_ensure (GALLEY_TYPE_POST_HEADER);
  g_type_ensure (GALLEY_TYPE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, error_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, error_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, header);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, toolbar);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, find_bar);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_done_cb);
}

/* Connects a signal of a part to a function of the editor. */
static void
follow (GalleyEditor *self, gpointer part, const char *signal, GCallback callback)
{
  g_signal_connect_object (part, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
add_actions (GalleyEditor *self)
{
  static const GActionEntry entries[] = { { "outline", outline_cb, NULL, NULL, NULL } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  self->actions =
      galley_text_actions_new (self->view, self->find_bar, self->pictures, G_ACTION_MAP (group));
  self->settings = galley_writing_settings_new (self->view, G_ACTION_MAP (group));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "editor", G_ACTION_GROUP (group));
}

static void
galley_editor_init (GalleyEditor *self)
{
  GtkTextBuffer *buffer;
  GalleyWritingOptions *options;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  options = galley_toolbar_get_options (self->toolbar);
  galley_find_bar_set_view (self->find_bar, GTK_SOURCE_VIEW (self->view));
  galley_outline_set_view (galley_toolbar_get_outline (self->toolbar), GTK_TEXT_VIEW (self->view));
  self->completion = galley_completion_new (GTK_SOURCE_VIEW (self->view));
  self->pictures = galley_picture_inserter_new (self->view);
  self->position = galley_text_position_new (GTK_TEXT_VIEW (self->view));
  self->status = galley_writing_status_new (GTK_TEXT_VIEW (self->view));
  add_actions (self);
  follow (self, buffer, "changed", G_CALLBACK (text_changed_cb));
  follow (self, buffer, "notify::cursor-position", G_CALLBACK (moved_cb));
  follow (self, self->position, "scrolled", G_CALLBACK (scrolled_cb));
  follow (self, self->status, "changed", G_CALLBACK (status_changed_cb));
  follow (self, self->pictures, "said", G_CALLBACK (said_cb));
  follow (self, options, "opened", G_CALLBACK (options_opened_cb));
  g_signal_connect_object (options, "font-chosen", G_CALLBACK (galley_writing_settings_set_font),
                           self->settings, G_CONNECT_SWAPPED);
  g_signal_connect_object (options, "target-chosen", G_CALLBACK (galley_writing_status_set_target),
                           self->status, G_CONNECT_SWAPPED);
}

/**
 * galley_editor_set_state:
 * @editor: the editor
 * @state: (nullable): what is remembered between runs; lives longer
 *
 * Lets one write as in the last run.
 */
void
galley_editor_set_state (GalleyEditor *editor, GalleyState *state)
{
  galley_writing_settings_set_state (editor->settings, state);
  galley_writing_status_set_state (editor->status, state);
}

static void
join_draft (GalleyEditor *self)
{
  galley_draft_set_source (self->draft, copy_text, self);
  galley_resume_set_source (self->resume, tell_place, self);
  g_signal_connect_swapped (self->draft, "shown", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->draft, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect_swapped (self->draft, "state-changed", G_CALLBACK (state_changed_cb), self);
}

static void
leave_draft (GalleyEditor *self)
{
  galley_draft_set_source (self->draft, NULL, NULL);
  galley_resume_set_source (self->resume, NULL, NULL);
  g_signal_handlers_disconnect_by_data (self->draft, self);
}

/**
 * galley_editor_set_draft:
 * @editor: the editor
 * @draft: (nullable): what is written in it
 * @resume: (nullable): remembers where
 *
 * Joins it to another project.
 */
void
galley_editor_set_draft (GalleyEditor *editor, GalleyDraft *draft, GalleyResume *resume)
{
  GalleySession *session = draft != NULL ? galley_draft_get_session (draft) : NULL;

  if (editor->draft != NULL)
    leave_draft (editor);
  g_set_object (&editor->draft, draft);
  g_set_object (&editor->resume, resume);
  if (editor->status == NULL)
    return; /* the editor is gone already */
  galley_writing_status_set_draft (editor->status, draft);
  galley_post_header_set_draft (editor->header, draft);
  galley_completion_set_session (editor->completion, session);
  galley_picture_inserter_set_session (editor->pictures, session);
  galley_text_actions_set_session (editor->actions, session);
  if (draft != NULL)
    join_draft (editor);
}

/**
 * galley_editor_open_hit:
 * @editor: the editor
 * @id: of a post
 * @hit: what was found in it
 *
 * Shows the post, with what was found selected, where it stands there still.
 */
void
galley_editor_open_hit (GalleyEditor *editor, gint64 id, const GalleyTextHit *hit)
{
  g_clear_pointer (&editor->wanted, galley_text_hit_free);
  editor->wanted = galley_text_hit_copy (hit);
  editor->wanted_id = id;
  galley_draft_open (editor->draft, id);
  show_wanted (editor);
}

/**
 * galley_editor_get_status:
 * @editor: the editor
 *
 * Returns: (transfer full): "Saved · 612 words · 3 min", or ""
 */
char *
galley_editor_get_status (GalleyEditor *editor)
{
  return galley_writing_status_get_text (editor->status);
}

/**
 * galley_editor_get_part:
 * @editor: the editor
 *
 * Returns: (transfer full): "part 4 of 9", or ""
 */
char *
galley_editor_get_part (GalleyEditor *editor)
{
  return galley_writing_status_get_part (editor->status);
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

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end) ||
      gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end))
    return g_strdup ("");
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
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
  if (galley_draft_get_id (editor->draft) != 0)
    galley_post_header_show_properties (editor->header);
}

/**
 * galley_editor_get_position:
 * @editor: the editor
 *
 * Returns: (transfer none): where in the text it is
 */
GalleyTextPosition *
galley_editor_get_position (GalleyEditor *editor)
{
  return editor->position;
}
