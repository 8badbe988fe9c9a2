/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-queue.h"

#include "galley-comment-command.h"

struct _GalleyCommentQueue
{
  GObject parent_instance;
  GalleySession *session; /* NULL with @commands: there is nothing to review */
  GalleyCommands *commands;
  GalleyCommentsView view;
  char *words;
  GPtrArray *filters; /* of GalleyCommentChoice, one of a kind at most */

  GArray *ids; /* of gint64: what is listed, the newest first */
  int row;     /* which of them is in view; -1: none */
  guint counts[GALLEY_N_COMMENT_VIEWS];
  GHashTable *marked; /* ids (gint64) */

  guint generation; /* answers to older questions are dropped */
  guint kept_row;   /* what is in view next where the one in view leaves the list */
  gint64 wanted;    /* what comes into view with the next list; 0: what is in view already */
};

enum
{
  RESTARTED,
  LISTED,
  SELECTED,
  MARKED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyCommentQueue, galley_comment_queue, G_TYPE_OBJECT)

/* What is listed, read in one go. */
typedef struct
{
  GalleyCommentQueue *queue; /* on the main thread only */
  guint generation;
  GalleyCommentsView view;
  char *words;
  GPtrArray *filters;
  GArray *ids;
  GalleyCommentCounts counts;
  guint n_unplaced;
} Listing;

static void
listing_free (Listing *listing)
{
  g_object_unref (listing->queue);
  g_free (listing->words);
  g_ptr_array_unref (listing->filters);
  g_clear_pointer (&listing->ids, g_array_unref);
  g_free (listing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

static gpointer
copy_filter (gconstpointer data, gpointer user_data)
{
  const GalleyCommentChoice *filter = data;

  return galley_comment_choice_new (filter->kind, filter->id, filter->text, filter->email);
}

static GPtrArray *
new_filters (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_choice_free);
}

/* Of the unplaced comments none has a post: a filter by post does not apply to them. */
static gpointer
list_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  gboolean unplaced = listing->view == GALLEY_COMMENTS_UNPLACED;

  filter.status = listing->view <= GALLEY_COMMENTS_TRASH ? (int) listing->view : -1;
  filter.post_id = unplaced ? -1 : 0;
  for (guint i = 0; i < listing->filters->len; i++)
    {
      const GalleyCommentChoice *choice = g_ptr_array_index (listing->filters, i);

      if (!unplaced || choice->kind != GALLEY_CHOICE_POST)
        galley_comment_choice_apply (choice, &filter);
    }
  filter.search = listing->words;
  listing->ids = galley_project_list_and_count (project, &filter, &listing->counts,
                                                &listing->n_unplaced, cancellable, error);
  return listing->ids != NULL ? listing : NULL;
}

static int
find_row (GalleyCommentQueue *self, gint64 id)
{
  for (guint i = 0; id != 0 && i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return (int) i;
  return -1;
}

static int
nearest_row (GalleyCommentQueue *self, int row)
{
  return self->ids->len > 0 ? CLAMP (row, 0, (int) self->ids->len - 1) : -1;
}

static void
take_counts (GalleyCommentQueue *self, const Listing *listing)
{
  const GalleyCommentCounts *counts = &listing->counts;

  self->counts[GALLEY_COMMENTS_PENDING] = counts->pending;
  self->counts[GALLEY_COMMENTS_APPROVED] = counts->approved;
  self->counts[GALLEY_COMMENTS_SPAM] = counts->spam;
  self->counts[GALLEY_COMMENTS_TRASH] = counts->trash;
  self->counts[GALLEY_COMMENTS_ALL] = counts->pending + counts->approved;
  self->counts[GALLEY_COMMENTS_UNPLACED] = listing->n_unplaced;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Listing) listing = user_data;
  GalleyCommentQueue *self = listing->queue;
  g_autoptr (GError) error = NULL;
  gboolean read = galley_session_run_finish (GALLEY_SESSION (source), result, &error) != NULL;
  gint64 id = galley_comment_queue_get_id (self);
  int row;

  if (listing->generation != self->generation)
    return;
  if (!read)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  take_counts (self, listing);
  g_array_unref (self->ids);
  self->ids = g_steal_pointer (&listing->ids);
  row = find_row (self, self->wanted);
  if (row < 0)
    row = find_row (self, id);
  self->row = row >= 0 ? row : nearest_row (self, (int) self->kept_row);
  self->wanted = 0;
  g_signal_emit (self, signals[LISTED], 0);
}

/* Lists anew; the comment in view stays, or the one that took its row. */
static void
reload (GalleyCommentQueue *self)
{
  Listing *listing;

  if (self->session == NULL)
    return;
  listing = g_new0 (Listing, 1);
  listing->queue = g_object_ref (self);
  listing->generation = ++self->generation;
  listing->view = self->view;
  listing->words = g_strdup (self->words);
  listing->filters = new_filters ();
  g_ptr_array_extend (listing->filters, self->filters, copy_filter, NULL);
  galley_session_run_async (self->session, GALLEY_LANE_READ, list_job, listing, NULL, NULL, NULL,
                            listed_cb, listing);
}

/* Lists from the beginning, since other comments are wanted; @wanted, where it is one of them,
 * comes into view. */
static void
restart (GalleyCommentQueue *self, gint64 wanted)
{
  self->row = -1;
  self->kept_row = 0;
  self->wanted = wanted;
  g_hash_table_remove_all (self->marked);
  g_signal_emit (self, signals[RESTARTED], 0);
  reload (self);
}

/* What was decided and is undone comes into view, to be decided anew. */
static void
finished_cb (GalleyCommentQueue *self, const GalleyCommandReport *report)
{
  if (report->command->class->scope == GALLEY_COMMAND_COMMENTS &&
      report->outcome == GALLEY_COMMAND_DONE && report->step == GALLEY_COMMAND_UNDO)
    self->wanted = g_array_index (report->command->ids, gint64, 0);
}

static void
galley_comment_queue_dispose (GObject *object)
{
  galley_comment_queue_set_session (GALLEY_COMMENT_QUEUE (object), NULL, NULL);
  G_OBJECT_CLASS (galley_comment_queue_parent_class)->dispose (object);
}

static void
galley_comment_queue_finalize (GObject *object)
{
  GalleyCommentQueue *self = GALLEY_COMMENT_QUEUE (object);

  g_free (self->words);
  g_ptr_array_unref (self->filters);
  g_array_unref (self->ids);
  g_hash_table_unref (self->marked);
  G_OBJECT_CLASS (galley_comment_queue_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, GALLEY_TYPE_COMMENT_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
galley_comment_queue_class_init (GalleyCommentQueueClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_comment_queue_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_comment_queue_finalize;
  signals[RESTARTED] = new_signal ("restarted");
  signals[LISTED] = new_signal ("listed");
  signals[SELECTED] = new_signal ("selected");
  signals[MARKED] = new_signal ("marked");
  signals[FAILED] = g_signal_new ("failed", GALLEY_TYPE_COMMENT_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_comment_queue_init (GalleyCommentQueue *self)
{
  self->words = g_strdup ("");
  self->filters = new_filters ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->row = -1;
  self->marked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * galley_comment_queue_new:
 *
 * Returns: (transfer full): a queue without a project
 */
GalleyCommentQueue *
galley_comment_queue_new (void)
{
  return g_object_new (GALLEY_TYPE_COMMENT_QUEUE, NULL);
}

/**
 * galley_comment_queue_set_session:
 * @queue: a queue
 * @session: (nullable): whose comments to review
 * @commands: (nullable): its commands
 *
 * Lists the comments of another project, without filters.
 */
void
galley_comment_queue_set_session (GalleyCommentQueue *queue,
                                  GalleySession *session,
                                  GalleyCommands *commands)
{
  if (queue->session != NULL)
    g_signal_handlers_disconnect_by_data (queue->session, queue);
  if (queue->commands != NULL)
    g_signal_handlers_disconnect_by_data (queue->commands, queue);
  g_set_object (&queue->session, session);
  g_set_object (&queue->commands, commands);
  queue->generation++;
  g_ptr_array_set_size (queue->filters, 0);
  g_array_unref (queue->ids);
  queue->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  queue->row = -1;
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "comments-changed", G_CALLBACK (reload), queue);
  g_signal_connect_swapped (commands, "finished", G_CALLBACK (finished_cb), queue);
  restart (queue, 0);
}

/**
 * galley_comment_queue_set_view:
 * @queue: a queue
 * @view: which comments
 *
 * Lists these, from the first one.
 */
void
galley_comment_queue_set_view (GalleyCommentQueue *queue, GalleyCommentsView view)
{
  queue->view = view;
  restart (queue, 0);
}

/**
 * galley_comment_queue_get_view:
 * @queue: a queue
 *
 * Returns: which comments are listed
 */
GalleyCommentsView
galley_comment_queue_get_view (GalleyCommentQueue *queue)
{
  return queue->view;
}

/**
 * galley_comment_queue_set_search:
 * @queue: a queue
 * @words: "": all
 *
 * Lists only what has these words, from the first one.
 */
void
galley_comment_queue_set_search (GalleyCommentQueue *queue, const char *words)
{
  if (g_str_equal (queue->words, words))
    return;
  g_free (queue->words);
  queue->words = g_strdup (words);
  restart (queue, 0);
}

/**
 * galley_comment_queue_is_searching:
 * @queue: a queue
 *
 * Returns: whether only what has certain words is listed
 */
gboolean
galley_comment_queue_is_searching (GalleyCommentQueue *queue)
{
  return *queue->words != '\0';
}

static void
drop_filter (GalleyCommentQueue *self, GalleyChoiceKind kind)
{
  for (guint i = self->filters->len; i > 0; i--)
    if (((const GalleyCommentChoice *) g_ptr_array_index (self->filters, i - 1))->kind == kind)
      g_ptr_array_remove_index (self->filters, i - 1);
}

/**
 * galley_comment_queue_add_filter:
 * @queue: a queue
 * @filter: what comments must have to do with, in place of another filter of its kind
 *
 * Lists fewer of them; the comment in view stays in view.
 */
void
galley_comment_queue_add_filter (GalleyCommentQueue *queue, const GalleyCommentChoice *filter)
{
  GalleyCommentChoice *copy = copy_filter (filter, NULL);

  drop_filter (queue, copy->kind);
  g_ptr_array_add (queue->filters, copy);
  restart (queue, galley_comment_queue_get_id (queue));
}

/**
 * galley_comment_queue_remove_filter:
 * @queue: a queue
 * @kind: which of the filters
 *
 * Lists what the others leave, from the first one.
 */
void
galley_comment_queue_remove_filter (GalleyCommentQueue *queue, GalleyChoiceKind kind)
{
  drop_filter (queue, kind);
  restart (queue, 0);
}

/**
 * galley_comment_queue_clear_filters:
 * @queue: a queue
 *
 * Takes all filters and the search away; the comment in view stays in view.
 */
void
galley_comment_queue_clear_filters (GalleyCommentQueue *queue)
{
  g_ptr_array_set_size (queue->filters, 0);
  g_free (queue->words);
  queue->words = g_strdup ("");
  restart (queue, galley_comment_queue_get_id (queue));
}

/**
 * galley_comment_queue_get_filters:
 * @queue: a queue
 *
 * Returns: (transfer none) (element-type GalleyCommentChoice): the filters, in the order they were
 *   set
 */
const GPtrArray *
galley_comment_queue_get_filters (GalleyCommentQueue *queue)
{
  return queue->filters;
}

/**
 * galley_comment_queue_get_ids:
 * @queue: a queue
 *
 * Returns: (transfer none) (element-type gint64): what is listed; never changed
 */
GArray *
galley_comment_queue_get_ids (GalleyCommentQueue *queue)
{
  return queue->ids;
}

/**
 * galley_comment_queue_count:
 * @queue: a queue
 * @view: of which comments
 *
 * Returns: how many there are that the filters and the search leave
 */
guint
galley_comment_queue_count (GalleyCommentQueue *queue, GalleyCommentsView view)
{
  return queue->counts[view];
}

/**
 * galley_comment_queue_get_row:
 * @queue: a queue
 *
 * Returns: the place of the comment in view in the list; -1: none is in view
 */
int
galley_comment_queue_get_row (GalleyCommentQueue *queue)
{
  return queue->row;
}

/**
 * galley_comment_queue_get_id:
 * @queue: a queue
 *
 * Returns: the comment in view; 0: none
 */
gint64
galley_comment_queue_get_id (GalleyCommentQueue *queue)
{
  return queue->row >= 0 && (guint) queue->row < queue->ids->len
             ? g_array_index (queue->ids, gint64, queue->row)
             : 0;
}

/**
 * galley_comment_queue_select:
 * @queue: a queue
 * @row: of the list; before its beginning or after its end: the nearest
 *
 * Brings a comment into view.
 */
void
galley_comment_queue_select (GalleyCommentQueue *queue, int row)
{
  row = nearest_row (queue, row);
  if (row == queue->row)
    return;
  queue->row = row;
  g_signal_emit (queue, signals[SELECTED], 0);
}

static void
mark (GalleyCommentQueue *self, gint64 id)
{
  g_hash_table_add (self->marked, g_memdup2 (&id, sizeof id));
}

/**
 * galley_comment_queue_toggle_mark:
 * @queue: a queue
 *
 * Marks the comment in view, or no longer.
 */
void
galley_comment_queue_toggle_mark (GalleyCommentQueue *queue)
{
  gint64 id = galley_comment_queue_get_id (queue);

  if (id == 0)
    return;
  if (!g_hash_table_remove (queue->marked, &id))
    mark (queue, id);
  g_signal_emit (queue, signals[MARKED], 0);
}

/**
 * galley_comment_queue_toggle_all:
 * @queue: a queue
 *
 * Marks every comment that is listed, or none where all are.
 *
 * Returns: how many are marked now
 */
guint
galley_comment_queue_toggle_all (GalleyCommentQueue *queue)
{
  gboolean all = queue->ids->len > 0 && g_hash_table_size (queue->marked) >= queue->ids->len;

  g_hash_table_remove_all (queue->marked);
  for (guint i = 0; i < queue->ids->len && !all; i++)
    mark (queue, g_array_index (queue->ids, gint64, i));
  g_signal_emit (queue, signals[MARKED], 0);
  return g_hash_table_size (queue->marked);
}

/**
 * galley_comment_queue_is_marked:
 * @queue: a queue
 * @id: of a comment
 *
 * Returns: whether it is marked
 */
gboolean
galley_comment_queue_is_marked (GalleyCommentQueue *queue, gint64 id)
{
  return g_hash_table_contains (queue->marked, &id);
}

/**
 * galley_comment_queue_run:
 * @queue: a queue with a project
 * @command: (transfer full): what is to be done to comments
 *
 * Has it done. Where the comment in view leaves the list by that, the one that takes its place
 * comes into view.
 */
void
galley_comment_queue_run (GalleyCommentQueue *queue, GalleyCommand *command)
{
  queue->kept_row = queue->row >= 0 ? (guint) queue->row : 0;
  if (queue->commands != NULL)
    galley_commands_run (queue->commands, command);
  galley_command_unref (command);
}

/* Brings the next comment into view at once, so that a second key, pressed before the list is there
 * anew, decides about that one and not again about the first. */
static void
advance (GalleyCommentQueue *self)
{
  if (self->row + 1 < (int) self->ids->len)
    galley_comment_queue_select (self, self->row + 1);
  else if (self->view <= GALLEY_COMMENTS_TRASH)
    galley_comment_queue_select (self, self->row - 1);
}

/**
 * galley_comment_queue_decide:
 * @queue: a queue
 * @status: what the comment in view shall be
 *
 * Decides on the comment in view, and brings the next one into view. Nothing is done where the
 * comments that are listed have that status already.
 */
void
galley_comment_queue_decide (GalleyCommentQueue *queue, GalleyCommentStatus status)
{
  gint64 id = galley_comment_queue_get_id (queue);

  if (id == 0 || (int) status == (int) queue->view)
    return;
  galley_comment_queue_run (queue, galley_command_set_comment_status (&id, 1, status));
  advance (queue);
}

/**
 * galley_comment_queue_decide_marked:
 * @queue: a queue
 * @status: what the marked comments shall be
 *
 * Decides on all that are marked; none is any more.
 *
 * Returns: whether one was
 */
gboolean
galley_comment_queue_decide_marked (GalleyCommentQueue *queue, GalleyCommentStatus status)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, queue->marked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_val (ids, *(gint64 *) id);
  if (ids->len == 0)
    return FALSE;
  g_hash_table_remove_all (queue->marked);
  g_signal_emit (queue, signals[MARKED], 0);
  galley_comment_queue_run (queue, galley_command_set_comment_status (
                                       (const gint64 *) (void *) ids->data, ids->len, status));
  return TRUE;
}
