/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comments-pane.h"

#include <glib/gi18n.h>
#include <handy.h>

#include "galley-command-text.h"
#include "galley-comment-command.h"
#include "galley-comment-filters.h"
#include "galley-comment-keys.h"
#include "galley-comment-list.h"
#include "galley-comment-post-dialog.h"
#include "galley-comment-view.h"
#include "galley-status-page.h"

/* From this width on, in pixels, there is room for the comment and the page of its post. */
#define ROOM_WIDTH 1180
#define LIST_WIDTH 320

struct _GalleyCommentsPane
{
  GtkBox parent_instance;

  GtkListBox *views;
  GtkLabel *count_0, *count_1, *count_2, *count_3, *count_4, *count_5;
  GtkSearchEntry *search;
  GtkMenuButton *filter_button;
  GtkBox *chips;
  GtkWidget *clear;
  GtkTreeView *tree;
  GtkStack *pages;
  HdyStatusPage *empty;
  GtkPaned *beside;
  GalleyCommentView *view;
  GtkRevealer *notice;
  GtkLabel *notice_text;
  GtkWidget *undo;

  GalleySession *session;
  GalleyCommands *commands;
  GalleyCommentQueue *queue;
  GalleyCommentList *list;
  GalleyCommentFilters *filters;
  GalleyPost *post;      /* of the comment in view; or NULL */
  guint view_generation; /* results of older requests are dropped */
  gboolean has_room;
  guint room_idle;
};

enum
{
  OPEN_POST,
  SHOW_KEYS,
  VIEWING,
  RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyCommentsPane, galley_comments_pane, GTK_TYPE_BOX)

/* Tells the author something, without taking the focus. */
static void
show_notice (GalleyCommentsPane *self, const char *text)
{
  g_autoptr (GalleyCommand) next =
      self->commands != NULL
          ? galley_commands_dup_next (self->commands, GALLEY_COMMAND_COMMENTS, GALLEY_COMMAND_UNDO)
          : NULL;

  gtk_label_set_text (self->notice_text, text);
  gtk_widget_set_visible (self->undo, next != NULL);
  gtk_revealer_set_reveal_child (self->notice, TRUE);
}

/* What was written is not lost with the command that it was part of. */
static void
keep_text (GalleyCommentsPane *self, const GalleyCommand *command)
{
  if (command->kind == GALLEY_COMMAND_EDIT_COMMENT ||
      command->kind == GALLEY_COMMAND_REPLY_TO_COMMENT)
    galley_comment_view_keep (self->view, g_array_index (command->ids, gint64, 0),
                              command->kind == GALLEY_COMMAND_EDIT_COMMENT, command->text);
}

static void
finished_cb (GalleyCommentsPane *self, const GalleyCommandReport *report)
{
  g_autofree char *text = NULL;

  if (report->command->class->scope != GALLEY_COMMAND_COMMENTS ||
      report->command->kind == GALLEY_COMMAND_ERASE_COMMENTS)
    return;
  if (report->outcome == GALLEY_COMMAND_FAILED && report->step == GALLEY_COMMAND_RUN)
    keep_text (self, report->command);
  text = galley_command_text (report);
  if (text != NULL)
    show_notice (self, text);
}

static void
show_counts (GalleyCommentsPane *self)
{
  GtkLabel *labels[GALLEY_N_COMMENT_VIEWS] = { self->count_0, self->count_1, self->count_2,
                                               self->count_3, self->count_4, self->count_5 };

  for (int i = 0; i < GALLEY_N_COMMENT_VIEWS; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("%u", galley_comment_queue_count (self->queue, (GalleyCommentsView) i));

      gtk_label_set_text (labels[i], text);
    }
}

static gboolean
has_any (GalleyCommentsPane *self)
{
  for (int i = 0; i < GALLEY_N_COMMENT_VIEWS; i++)
    if (galley_comment_queue_count (self->queue, (GalleyCommentsView) i) > 0)
      return TRUE;
  return FALSE;
}

static void
show_empty (GalleyCommentsPane *self)
{
  gboolean searching = galley_comment_queue_is_searching (self->queue);
  gboolean filtered = galley_comment_queue_get_filters (self->queue)->len > 0;
  const char *title = _ ("Nothing here");
  const char *description = "";

  if (!has_any (self) && !searching && !filtered)
    {
      title = _ ("No comments yet");
      description =
          _ ("Readers’ comments come in as mail, or in files as form services give them. Import "
             "them (Ctrl+Shift+O), or drag the files here. Nothing is published before you approve "
             "it.");
    }
  else if (searching || filtered)
    {
      title = _ ("Nothing found");
      description = !filtered   ? _ ("No comment here has these words.")
                    : searching ? _ ("No comment here has these words and fits the filters.")
                                : _ ("No comment here fits the filters.");
    }
  else if (galley_comment_queue_get_view (self->queue) == GALLEY_COMMENTS_PENDING)
    {
      title = _ ("All caught up");
      description = _ ("No comment waits for you.");
    }
  gtk_widget_set_visible (self->clear, searching || filtered);
  galley_status_page_show (self->empty, NULL, title, description);
  gtk_stack_set_visible_child_name (self->pages, "empty");
}

static void
show_failure (GalleyCommentsPane *self, const char *why)
{
  gtk_widget_hide (self->clear);
  galley_status_page_show (self->empty, NULL, _ ("The Comments Could Not Be Read"), why);
  gtk_stack_set_visible_child_name (self->pages, "empty");
}

/* What is on its way to the view. */
typedef struct
{
  GalleyCommentsPane *pane;
  guint generation;
} Viewing;

static void
context_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Viewing *viewing = user_data;
  g_autoptr (GalleyCommentsPane) self = viewing->pane;
  g_autoptr (GalleyCommentContext) context =
      galley_session_run_finish (GALLEY_SESSION (source), result, NULL);

  if (context == NULL || viewing->generation != self->view_generation)
    return;
  galley_comment_view_show (self->view, context);
  gtk_stack_set_visible_child_name (self->pages, "comment");
  g_clear_pointer (&self->post, galley_post_free);
  self->post = g_steal_pointer (&context->post);
  g_signal_emit (self, signals[VIEWING], 0);
}

static void
show_comment (GalleyCommentsPane *self)
{
  gint64 id = galley_comment_queue_get_id (self->queue);
  Viewing *viewing;

  self->view_generation++;
  if (id == 0)
    {
      show_empty (self);
      g_clear_pointer (&self->post, galley_post_free);
      g_signal_emit (self, signals[VIEWING], 0);
      return;
    }
  viewing = g_new0 (Viewing, 1);
  viewing->pane = g_object_ref (self);
  viewing->generation = self->view_generation;
  galley_session_run_async (
      self->session, GALLEY_LANE_READ, galley_comment_context_load, g_memdup2 (&id, sizeof id),
      g_free, (GDestroyNotify) galley_comment_context_free, NULL, context_loaded_cb, viewing);
}

static void
listed_cb (GalleyCommentsPane *self)
{
  show_counts (self);
  show_comment (self);
}

static void
view_selected_cb (GalleyCommentsPane *self, GtkListBoxRow *row)
{
  if (row != NULL && self->queue != NULL)
    galley_comment_queue_set_view (self->queue,
                                   (GalleyCommentsView) gtk_list_box_row_get_index (row));
}

static void
search_changed_cb (GalleyCommentsPane *self)
{
  galley_comment_queue_set_search (self->queue, gtk_entry_get_text (GTK_ENTRY (self->search)));
}

static void
stop_search_cb (GalleyCommentsPane *self)
{
  gtk_entry_set_text (GTK_ENTRY (self->search), "");
  galley_comments_pane_focus (self);
}

/* Takes all filters and the search away. */
static void
clear_filters_cb (GalleyCommentsPane *self)
{
  galley_comment_queue_clear_filters (self->queue);
  gtk_entry_set_text (GTK_ENTRY (self->search), "");
  galley_comments_pane_focus (self);
}

static void
decide_cb (GalleyCommentsPane *self, int status)
{
  galley_comment_queue_decide (self->queue, (GalleyCommentStatus) status);
}

static void
reply_cb (GalleyCommentsPane *self, const char *text)
{
  galley_comment_queue_run (
      self->queue, galley_command_reply_to_comment (galley_comment_view_get_id (self->view), text));
  galley_comments_pane_focus (self);
}

static void
edit_cb (GalleyCommentsPane *self, const char *text)
{
  galley_comment_queue_run (
      self->queue, galley_command_edit_comment (galley_comment_view_get_id (self->view), text));
  galley_comments_pane_focus (self);
}

static void
open_post_cb (GalleyCommentsPane *self, gint64 id)
{
  g_signal_emit (self, signals[OPEN_POST], 0, id);
}

static void
post_chosen_cb (gint64 id, const char *post, gpointer user_data)
{
  GalleyCommentsPane *self = user_data;

  galley_comment_queue_run (self->queue, galley_command_place_comment (id, post));
}

/* Asks to which post the comment in view belongs. */
static void
place_cb (GalleyCommentsPane *self)
{
  gint64 id = galley_comment_queue_get_id (self->queue);

  if (id != 0)
    galley_comment_post_dialog_present (GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self))),
                                        id, post_chosen_cb, self);
}

static void
undo_cb (GalleyCommentsPane *self)
{
  if (self->commands == NULL || !galley_commands_undo (self->commands, GALLEY_COMMAND_COMMENTS))
    show_notice (self, _ ("There is nothing to undo"));
}

static void
redo (GalleyCommentsPane *self)
{
  if (self->commands == NULL || !galley_commands_redo (self->commands, GALLEY_COMMAND_COMMENTS))
    show_notice (self, _ ("There is nothing to redo"));
}

static void
mark_all (GalleyCommentsPane *self)
{
  guint n = galley_comment_queue_toggle_all (self->queue);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u comment is marked", "%u comments are marked", n), n);

  show_notice (self, text);
}

static void
decide_marked (GalleyCommentsPane *self, GalleyCommentStatus status)
{
  if (!galley_comment_queue_decide_marked (self->queue, status))
    show_notice (self, _ ("No comment is marked; x marks the one in view"));
}

static void
move (GalleyCommentsPane *self, int by)
{
  galley_comment_queue_select (self->queue, galley_comment_queue_get_row (self->queue) + by);
}

static void
begin_writing (GalleyCommentsPane *self, gboolean reply)
{
  if (galley_comment_queue_get_id (self->queue) == 0)
    return;
  if (reply)
    galley_comment_view_begin_reply (self->view);
  else
    galley_comment_view_begin_edit (self->view);
}

/* Returns: whether the key was one of the pane's */
static gboolean
handle_key (GalleyCommentsPane *self, const GdkEventKey *event)
{
  GalleyCommentStatus status = GALLEY_COMMENT_PENDING;
  GalleyCommentKey key = galley_comment_key_find (event, &status);

  switch (key)
    {
    case GALLEY_COMMENT_KEY_NEXT:
    case GALLEY_COMMENT_KEY_PREVIOUS:
      move (self, key == GALLEY_COMMENT_KEY_NEXT ? 1 : -1);
      break;
    case GALLEY_COMMENT_KEY_DECIDE:
      galley_comment_queue_decide (self->queue, status);
      break;
    case GALLEY_COMMENT_KEY_DECIDE_MARKED:
      decide_marked (self, status);
      break;
    case GALLEY_COMMENT_KEY_MARK:
      galley_comment_queue_toggle_mark (self->queue);
      break;
    case GALLEY_COMMENT_KEY_MARK_ALL:
      mark_all (self);
      break;
    case GALLEY_COMMENT_KEY_UNDO:
      undo_cb (self);
      break;
    case GALLEY_COMMENT_KEY_REDO:
      redo (self);
      break;
    case GALLEY_COMMENT_KEY_REPLY:
    case GALLEY_COMMENT_KEY_EDIT:
      begin_writing (self, key == GALLEY_COMMENT_KEY_REPLY);
      break;
    case GALLEY_COMMENT_KEY_PLACE:
      place_cb (self);
      break;
    case GALLEY_COMMENT_KEY_FILTER:
      galley_comment_filters_open (self->filters);
      break;
    case GALLEY_COMMENT_KEY_CLEAR_FILTERS:
      clear_filters_cb (self);
      break;
    case GALLEY_COMMENT_KEY_HELP:
      g_signal_emit (self, signals[SHOW_KEYS], 0);
      break;
    case GALLEY_COMMENT_KEY_NONE:
    default:
      return FALSE;
    }
  return TRUE;
}

static gboolean
key_press_cb (GalleyCommentsPane *self, GdkEventKey *event)
{
  GtkWidget *toplevel = gtk_widget_get_toplevel (GTK_WIDGET (self));
  GtkWidget *focus = GTK_IS_WINDOW (toplevel) ? gtk_window_get_focus (GTK_WINDOW (toplevel)) : NULL;
  gboolean writing = GTK_IS_ENTRY (focus) || (GTK_IS_TEXT_VIEW (focus) &&
                                              gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));

  return !writing && handle_key (self, event) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* Only what has to do with the comment in view: by its reader, on its post. */
static void
only_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyCommentsPane *self = user_data;
  const char *const names[] = { "reader", "post", "place", "rule" };

  for (int kind = 0; kind <= GALLEY_CHOICE_RULE; kind++)
    if (g_str_equal (g_variant_get_string (parameter, NULL), names[kind]))
      {
        g_autoptr (GalleyCommentChoice) choice =
            galley_comment_view_make_choice (self->view, (GalleyChoiceKind) kind);

        if (choice == NULL)
          {
            show_notice (self, _ ("The comment in view has none"));
            return;
          }
        galley_comment_queue_add_filter (self->queue, choice);
        galley_comments_pane_focus (self);
      }
}

static const GActionEntry actions[] = {
  { "only", only_cb, "s", NULL, NULL, { 0 } },
};

static void
galley_comments_pane_dispose (GObject *object)
{
  GalleyCommentsPane *self = GALLEY_COMMENTS_PANE (object);

  galley_comments_pane_set_session (self, NULL, NULL);
  g_clear_handle_id (&self->room_idle, g_source_remove);
  g_clear_pointer (&self->post, galley_post_free);
  g_clear_pointer (&self->filters, galley_comment_filters_free);
  g_clear_pointer (&self->list, galley_comment_list_free);
  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  g_clear_object (&self->queue);
  G_OBJECT_CLASS (galley_comments_pane_parent_class)->dispose (object);
}

static gboolean
room_cb (gpointer user_data)
{
  GalleyCommentsPane *self = user_data;

  self->room_idle = 0;
  g_signal_emit (self, signals[RESIZED], 0);
  return G_SOURCE_REMOVE;
}

static void
galley_comments_pane_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  GalleyCommentsPane *self = GALLEY_COMMENTS_PANE (widget);
  gboolean has_room = allocation->width >= ROOM_WIDTH;

  if (has_room != self->has_room && self->room_idle == 0) /* not while it is being laid out */
    self->room_idle = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, room_cb, self, NULL);
  self->has_room = has_room;
  GTK_WIDGET_CLASS (galley_comments_pane_parent_class)->size_allocate (widget, allocation);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyCommentsPane, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GALLEY_TYPE_COMMENT_VIEW);
  g_type_ensure (HDY_TYPE_STATUS_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyproof/Galley/comments/galley-comments-pane.ui");
  BIND (views);
  BIND (count_0);
  BIND (count_1);
  BIND (count_2);
  BIND (count_3);
  BIND (count_4);
  BIND (count_5);
  BIND (search);
  BIND (filter_button);
  BIND (chips);
  BIND (clear);
  BIND (tree);
  BIND (pages);
  BIND (empty);
  BIND (beside);
  BIND (view);
  BIND (notice);
  BIND (notice_text);
  BIND (undo);
  gtk_widget_class_bind_template_callback (widget_class, view_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, decide_cb);
  gtk_widget_class_bind_template_callback (widget_class, reply_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_post_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_press_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
galley_comments_pane_class_init (GalleyCommentsPaneClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_comments_pane_dispose;
  GTK_WIDGET_CLASS (class)->size_allocate = galley_comments_pane_size_allocate;
  bind_template (GTK_WIDGET_CLASS (class));
  signals[OPEN_POST] = g_signal_new ("open-post", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[VIEWING] = g_signal_new ("viewing", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[RESIZED] = g_signal_new ("resized", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOW_KEYS] = g_signal_new ("show-keys", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_comments_pane_init (GalleyCommentsPane *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->queue = galley_comment_queue_new ();
  self->list = galley_comment_list_new (self->tree, self->queue);
  self->filters = galley_comment_filters_new (self->queue, self->filter_button, self->chips,
                                              GTK_WIDGET (self->tree));
  g_signal_connect_swapped (self->queue, "listed", G_CALLBACK (listed_cb), self);
  g_signal_connect_swapped (self->queue, "selected", G_CALLBACK (show_comment), self);
  g_signal_connect_swapped (self->queue, "failed", G_CALLBACK (show_failure), self);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "comments", G_ACTION_GROUP (group));
  g_signal_connect_object (galley_comment_view_get_text (self->view), "key-press-event",
                           G_CALLBACK (key_press_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_select_row (self->views, gtk_list_box_get_row_at_index (self->views, 0));
}

/**
 * galley_comments_pane_set_session:
 * @pane: the pane
 * @session: (nullable): whose comments to review
 * @commands: (nullable): its commands
 *
 * Shows the comments of a project.
 */
void
galley_comments_pane_set_session (GalleyCommentsPane *pane,
                                  GalleySession *session,
                                  GalleyCommands *commands)
{
  if (pane->session == session)
    return;
  if (pane->commands != NULL)
    g_signal_handlers_disconnect_by_data (pane->commands, pane);
  pane->view_generation++;
  galley_comment_view_forget (pane->view);
  gtk_revealer_set_reveal_child (pane->notice, FALSE);
  g_set_object (&pane->session, session);
  g_set_object (&pane->commands, commands);
  if (commands != NULL)
    g_signal_connect_swapped (commands, "finished", G_CALLBACK (finished_cb), pane);
  galley_comment_list_set_session (pane->list, session);
  galley_comment_filters_set_session (pane->filters, session);
  galley_comment_queue_set_session (pane->queue, session, commands);
}

/**
 * galley_comments_pane_focus:
 * @pane: the pane
 *
 * Gives the list the focus, and with it the pane its keys.
 */
void
galley_comments_pane_focus (GalleyCommentsPane *pane)
{
  gtk_widget_grab_focus (GTK_WIDGET (pane->tree));
}

/**
 * galley_comments_pane_get_reader:
 * @pane: the pane
 *
 * Returns: (transfer full) (nullable): the e-mail address or else the name of who wrote the comment
 *   in view
 */
char *
galley_comments_pane_get_reader (GalleyCommentsPane *pane)
{
  if (galley_comment_queue_get_id (pane->queue) == 0)
    return NULL;
  return g_strdup (galley_comment_view_get_reader (pane->view));
}

/**
 * galley_comments_pane_has_room:
 * @pane: the pane
 *
 * Returns: whether a page can stand beside the comment; "resized" is emitted when that changes
 */
gboolean
galley_comments_pane_has_room (GalleyCommentsPane *pane)
{
  return pane->has_room;
}

/**
 * galley_comments_pane_take_page:
 * @pane: the pane
 * @page: (transfer none): what shows the page of a post, without a parent
 *
 * Puts it beside the comment.
 */
void
galley_comments_pane_take_page (GalleyCommentsPane *pane, GtkWidget *page)
{
  GtkAllocation whole, beside;

  gtk_widget_get_allocation (GTK_WIDGET (pane), &whole);
  gtk_widget_get_allocation (GTK_WIDGET (pane->pages), &beside);
  gtk_paned_pack2 (pane->beside, page, TRUE, FALSE);
  /* Half of what the list leaves; the pages were not laid out while they were not to be seen. */
  gtk_paned_set_position (pane->beside,
                          (beside.width > 1 ? beside.width : whole.width - LIST_WIDTH) / 2);
}

/**
 * galley_comments_pane_take_post:
 * @pane: the pane
 *
 * Returns: (transfer full) (nullable): the post that the comment in view belongs to
 */
GalleyPost *
galley_comments_pane_take_post (GalleyCommentsPane *pane)
{
  return pane->post != NULL ? galley_post_copy (pane->post) : NULL;
}

/**
 * galley_comments_pane_get_comment:
 * @pane: the pane
 *
 * Returns: the id of the comment in view; 0: none
 */
gint64
galley_comments_pane_get_comment (GalleyCommentsPane *pane)
{
  return pane->post != NULL ? galley_comment_view_get_id (pane->view) : 0;
}
