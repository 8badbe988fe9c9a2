/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the posts that are chosen in the list, and its undo. */
#include <glib/gi18n.h>

#include "galley-bulk-dialog.h"
#include "galley-window-private.h"

#define MAX_UNDO 50 /* changes that can be taken back */

/* A change that can be taken back. */
typedef struct
{
  GalleyBulkDone *done;
  gint64 shown; /* the post that the editor showed before */
} Step;

/* A change, or an undo, that is under way. */
typedef struct
{
  GalleyWindow *window;
  GalleyBulkKind kind;
  GArray *ids;      /* NULL: undo @step */
  GStrv tags;       /* of ADD_TAGS, REMOVE_TAGS */
  char *series;     /* of SERIES */
  char *title;      /* of the one post */
  gint64 neighbour; /* to be shown where the editor's post goes to the trash; or 0 */
  Step *step;
  guint n_kept;
} Order;

static void
step_free (gpointer data)
{
  Step *step = data;

  galley_bulk_done_free (step->done);
  g_free (step);
}

static void
order_free (Order *order)
{
  g_clear_pointer (&order->step, step_free);
  g_clear_pointer (&order->ids, g_array_unref);
  g_strfreev (order->tags);
  g_free (order->series);
  g_free (order->title);
  g_object_unref (order->window);
  g_free (order);
}

static gboolean
has_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* The posts that are chosen: several in the list, or the one that the editor shows. */
static GArray *
get_targets (GalleyWindow *self)
{
  gint64 id = galley_draft_get_id (self->draft);
  GArray *ids;

  if (galley_post_list_count_selected (self->list) > 1)
    return galley_post_list_get_selected (self->list);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (id != 0)
    g_array_append_val (ids, id);
  return ids;
}

static char *
describe_trash (const Order *order, guint n)
{
  if (n == 1 && order->title != NULL)
    return g_strdup_printf (_ ("“%s” was moved to the trash"), order->title);
  return g_strdup_printf (
      ngettext ("%'u post was moved to the trash", "%'u posts were moved to the trash", n), n);
}

static char *
describe_series (const Order *order, guint n)
{
  if (order->series[0] != '\0')
    return g_strdup_printf (
        ngettext ("%'u post was moved to “%s”", "%'u posts were moved to “%s”", n), n,
        order->series);
  return g_strdup_printf (ngettext ("%'u post was taken out of its series",
                                    "%'u posts were taken out of their series", n),
                          n);
}

static char *
describe (const Order *order, guint n)
{
  if (n == 0)
    return g_strdup (_ ("They are so already: nothing was changed"));
  switch (order->kind)
    {
    case GALLEY_BULK_ADD_TAGS:
      return g_strdup_printf (ngettext ("%'u post was tagged", "%'u posts were tagged", n), n);
    case GALLEY_BULK_REMOVE_TAGS:
      return g_strdup_printf (ngettext ("%'u post lost the tag", "%'u posts lost the tag", n), n);
    case GALLEY_BULK_SERIES:
      return describe_series (order, n);
    case GALLEY_BULK_TRASH:
      return describe_trash (order, n);
    case GALLEY_BULK_RESTORE:
      return g_strdup_printf (ngettext ("%'u post was restored", "%'u posts were restored", n), n);
    case GALLEY_BULK_DUPLICATE:
    default:
      return g_strdup (_ ("The copy is a draft"));
    }
}

static void
undo_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "undo-posts", NULL);
}

static void
say_changed (Order *order)
{
  GalleyWindow *self = order->window;
  guint n = order->step->done->posts->len;
  g_autofree char *text = describe (order, n);

  if (n == 0)
    {
      galley_notice_show (self->notice, text, NULL, NULL, NULL, NULL);
      return;
    }
  if (self->bulk_steps->len == MAX_UNDO)
    g_ptr_array_remove_index (self->bulk_steps, 0);
  g_ptr_array_add (self->bulk_steps, g_steal_pointer (&order->step));
  galley_notice_show (self->notice, text, _ ("Undo"), undo_cb, self, NULL);
}

static void
say_undone (Order *order)
{
  g_autofree char *text =
      order->n_kept > 0
          ? g_strdup_printf (ngettext ("Undone, but for %'u post that was written on since",
                                       "Undone, but for %'u posts that were written on since",
                                       order->n_kept),
                             order->n_kept)
          : g_strdup (_ ("Undone"));

  galley_notice_show (order->window->notice, text, NULL, NULL, NULL, NULL);
}

static gpointer
bulk_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;
  GalleyBulkChange change = { order->kind, order->tags, order->series, _ (" (copy)") };

  if (order->ids == NULL)
    galley_project_undo_posts (project, order->step->done, &order->n_kept, error);
  else
    order->step->done =
        galley_project_change_posts (project, &change, (gint64 *) (void *) order->ids->data,
                                     order->ids->len, cancellable, error);
  return NULL;
}

/* What the editor shows when it is done. */
static gint64
choose_shown (const Order *order)
{
  const GArray *posts = order->step->done->posts;

  if (order->ids == NULL)
    return order->step->shown;
  if (order->kind == GALLEY_BULK_DUPLICATE && posts->len > 0)
    return g_array_index (posts, GalleyBulkPost, 0).id;
  return order->kind == GALLEY_BULK_TRASH ? order->neighbour : 0;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  GalleyWindow *self = order->window;
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (GALLEY_SESSION (source) == self->session)
    {
      gint64 shown = error == NULL ? choose_shown (order) : 0;

      if (shown != 0 && shown != galley_draft_get_id (self->draft))
        galley_window_open_post (self, shown);
      galley_session_posts_changed (self->session);
      if (error != NULL)
        galley_notice_show (self->notice, error->message, NULL, NULL, NULL, NULL);
      else if (order->ids == NULL)
        say_undone (order);
      else
        say_changed (order);
      galley_window_update_actions (self);
    }
  order_free (order);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  GalleyWindow *self = order->window;

  /* Where the text cannot be saved the editor says so, and nothing is changed. */
  if (self->session == NULL || !galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    {
      order_free (order);
      return;
    }
  galley_session_run_async (self->session, GALLEY_LANE_EDIT, bulk_job, order, NULL, NULL, NULL,
                            changed_cb, order);
}

/* A post that stays in the list when @ids go; 0: none is near. */
static gint64
find_neighbour (GalleyWindow *self, GArray *ids)
{
  gint64 next =
      galley_post_list_get_neighbour (self->list, g_array_index (ids, gint64, ids->len - 1));

  if (next == 0 || has_id (ids, next))
    next = galley_post_list_get_first (self->list);
  return has_id (ids, next) ? 0 : next;
}

static Order *
order_new (GalleyWindow *self, GalleyBulkKind kind, GArray *ids)
{
  Order *order = g_new0 (Order, 1);
  const GalleyPost *post = galley_draft_get_post (self->draft);

  order->window = g_object_ref (self);
  order->kind = kind;
  order->ids = g_array_ref (ids);
  order->step = g_new0 (Step, 1);
  order->step->shown = post != NULL ? post->id : 0;
  if (post != NULL && has_id (ids, post->id))
    {
      order->neighbour = find_neighbour (self, ids);
      if (ids->len == 1)
        order->title = g_strdup (post->title[0] != '\0' ? post->title : _ ("Untitled"));
    }
  return order;
}

static void
start_order (Order *order)
{
  galley_draft_flush_async (order->window->draft, NULL, flushed_cb, order);
}

static void
start_plain (GalleyWindow *self, GalleyBulkKind kind)
{
  g_autoptr (GArray) ids = get_targets (self);

  if (ids->len > 0)
    start_order (order_new (self, kind, ids));
}

/* A question that is put to the person. */
typedef struct
{
  GalleyWindow *window; /* (unowned): the dialog goes with it */
  GalleyBulkKind kind;
  GArray *ids;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_array_unref (question->ids);
  g_free (question);
}

static GStrv
split_names (const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (tags, g_strdup (parts[i]));
  g_ptr_array_add (tags, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}

static void
named_cb (const char *names, gpointer user_data)
{
  const Question *question = user_data;
  Order *order = order_new (question->window, question->kind, question->ids);

  if (question->kind == GALLEY_BULK_SERIES)
    order->series = g_strdup (names);
  else
    order->tags = split_names (names);
  start_order (order);
}

static void
ask (GalleyWindow *self, GalleyBulkKind kind)
{
  g_autoptr (GArray) ids = get_targets (self);
  Question *question;

  if (ids->len == 0)
    return;
  question = g_new0 (Question, 1);
  question->window = self;
  question->kind = kind;
  question->ids = g_array_ref (ids);
  galley_bulk_dialog_present (GTK_WINDOW (self), self->session, kind, ids, named_cb, question,
                              question_free);
}

static void
tag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask (user_data, GALLEY_BULK_ADD_TAGS);
}

static void
untag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask (user_data, GALLEY_BULK_REMOVE_TAGS);
}

static void
series_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask (user_data, GALLEY_BULK_SERIES);
}

static void
trash_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_plain (user_data, GALLEY_BULK_TRASH);
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_plain (user_data, GALLEY_BULK_RESTORE);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_plain (user_data, GALLEY_BULK_DUPLICATE);
}

static void
undo_posts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  Order *order;

  if (self->bulk_steps->len == 0)
    return;
  order = g_new0 (Order, 1);
  order->window = g_object_ref (self);
  order->step = g_ptr_array_steal_index (self->bulk_steps, self->bulk_steps->len - 1);
  galley_window_update_actions (self);
  start_order (order);
}

static const GActionEntry actions[] = {
  { "tag-posts", tag_cb, NULL, NULL, NULL },
  { "untag-posts", untag_cb, NULL, NULL, NULL },
  { "series-posts", series_cb, NULL, NULL, NULL },
  { "trash-post", trash_cb, NULL, NULL, NULL },
  { "restore-post", restore_cb, NULL, NULL, NULL },
  { "duplicate-post", duplicate_cb, NULL, NULL, NULL },
  { "undo-posts", undo_posts_cb, NULL, NULL, NULL },
};

static void
enable (GalleyWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * galley_window_update_bulk_actions:
 * @window: a window
 *
 * Enables what can be done to the posts that are chosen.
 */
void
galley_window_update_bulk_actions (GalleyWindow *window)
{
  const GalleyPost *post = galley_draft_get_post (window->draft);
  gboolean several = window->session != NULL && galley_post_list_count_selected (window->list) > 1;
  gboolean trash = several ? galley_post_list_shows_trash (window->list)
                           : post != NULL && post->status == GALLEY_POST_TRASH;
  gboolean alive = (several || post != NULL) && !trash;

  if (window->bulk_steps == NULL)
    return; /* the window goes */
  if (several)
    {
      enable (window, "publish", FALSE);
      enable (window, "unpublish", FALSE);
    }
  enable (window, "tag-posts", alive);
  enable (window, "untag-posts", alive);
  enable (window, "series-posts", alive);
  enable (window, "trash-post", alive);
  enable (window, "restore-post", trash);
  enable (window, "duplicate-post", alive && !several);
  enable (window, "undo-posts", window->bulk_steps->len > 0);
}

/**
 * galley_window_forget_bulk:
 * @window: a window
 *
 * Nothing can be taken back any more: the project is another one.
 */
void
galley_window_forget_bulk (GalleyWindow *window)
{
  g_ptr_array_set_size (window->bulk_steps, 0);
}

/**
 * galley_window_add_bulk_actions:
 * @window: a window
 *
 * Gives the window what can be done to the posts that are chosen.
 */
void
galley_window_add_bulk_actions (GalleyWindow *window)
{
  window->bulk_steps = g_ptr_array_new_with_free_func (step_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}
