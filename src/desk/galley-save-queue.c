/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-save-queue.h"

#include "galley-draft-post.h"

/* How long a save that failed waits for the next attempt. */
#define RETRY_MS 2000

/* One post. It is in the queue as long as one of @saving and @next is there. */
typedef struct
{
  gint64 id;
  GalleyPost *base;   /* what the project held when the snapshots began to differ from it */
  GalleyPost *saving; /* NULL: its save is not under way */
  GalleyPost *next;   /* the newest one that was not begun; NULL: none */
  guint64 saving_ticket, next_ticket; /* of the first addition that each of them stands for */
  GError *error;                      /* of the last attempt; NULL: it did not fail */
} Entry;

/* A caller who waits for all that was added up to @ticket. */
typedef struct
{
  guint64 ticket;
  GTask *task;
} Flush;

struct _GalleySaveQueue
{
  GObject parent_instance;
  GalleySession *session;
  GPtrArray *entries; /* of Entry, in the order in which they came */
  Entry *current;     /* (unowned): the one whose save is under way */
  guint64 n_added;
  GPtrArray *flushes; /* of Flush */
  guint retry_timeout;
};

enum
{
  SAVED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleySaveQueue, galley_save_queue, G_TYPE_OBJECT)

static void start (GalleySaveQueue *self);

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->base, galley_post_free);
  g_clear_pointer (&entry->saving, galley_post_free);
  g_clear_pointer (&entry->next, galley_post_free);
  g_clear_error (&entry->error);
  g_free (entry);
}

static void
flush_free (gpointer data)
{
  Flush *flush = data;

  g_object_unref (flush->task);
  g_free (flush);
}

static Entry *
find (GalleySaveQueue *self, gint64 id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->id == id)
        return entry;
    }
  return NULL;
}

static gboolean
is_before (const Entry *entry, guint64 ticket)
{
  return (entry->saving != NULL && entry->saving_ticket <= ticket) ||
         (entry->next != NULL && entry->next_ticket <= ticket);
}

/* Where nothing that @flush waits for can be saved without a new attempt, it failed. */
static gboolean
is_decided (GalleySaveQueue *self, const Flush *flush, const GError **error)
{
  gboolean waits = FALSE;

  *error = NULL;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (!is_before (entry, flush->ticket))
        continue;
      if (entry->error != NULL && *error == NULL)
        *error = entry->error;
      waits = waits || entry->error == NULL;
    }
  return !waits;
}

static void
answer_flushes (GalleySaveQueue *self)
{
  for (guint i = 0; i < self->flushes->len;)
    {
      const Flush *flush = g_ptr_array_index (self->flushes, i);
      g_autoptr (GTask) task = g_object_ref (flush->task);
      const GError *error;

      if (!is_decided (self, flush, &error))
        {
          i++;
          continue;
        }
      g_ptr_array_remove_index (self->flushes, i);
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
      i = 0; /* the caller may have asked for more */
    }
}

static void
try_again (GalleySaveQueue *self)
{
  g_clear_handle_id (&self->retry_timeout, g_source_remove);
  for (guint i = 0; i < self->entries->len; i++)
    g_clear_error (&((Entry *) g_ptr_array_index (self->entries, i))->error);
  start (self);
}

static gboolean
retry_cb (gpointer user_data)
{
  GalleySaveQueue *self = user_data;

  self->retry_timeout = 0;
  try_again (self);
  return G_SOURCE_REMOVE;
}

/* What failed waits again, unless a newer one waits already. */
static void
keep (GalleySaveQueue *self, Entry *entry, GError *error)
{
  GalleyPost *snapshot = g_steal_pointer (&entry->saving);

  if (entry->next == NULL)
    entry->next = snapshot;
  else
    galley_post_free (snapshot);
  entry->next_ticket = entry->saving_ticket;
  g_clear_error (&entry->error);
  entry->error = error;
  if (self->retry_timeout == 0)
    self->retry_timeout = g_timeout_add (RETRY_MS, retry_cb, self);
}

/* Goes, or where there is a newer snapshot behind the others, so that none waits for ever. What the
 * save took from somebody else the newer one does not know yet; unless the author changed that
 * since @snapshot, it holds for both. */
static void
leave (GalleySaveQueue *self,
       Entry *entry,
       const GalleySavedPost *saved,
       const GalleyPost *snapshot)
{
  guint index;

  if (entry->next == NULL)
    {
      g_ptr_array_remove (self->entries, entry);
      return;
    }
  galley_post_take (entry->next, saved->post,
                    saved->taken & ~galley_draft_post_find_changes (entry->next, snapshot));
  galley_post_free (entry->base);
  entry->base = galley_post_copy (saved->post);
  if (g_ptr_array_find (self->entries, entry, &index))
    g_ptr_array_add (self->entries, g_ptr_array_steal_index (self->entries, index));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleySaveQueue) self = user_data;
  Entry *entry = g_steal_pointer (&self->current);
  GError *error = NULL;
  g_autoptr (GalleySavedPost) saved = galley_draft_save_finish (source, result, &error);
  g_autoptr (GalleyPost) snapshot = NULL;

  if (saved == NULL)
    keep (self, entry, error);
  else
    {
      snapshot = g_steal_pointer (&entry->saving);
      leave (self, entry, saved, snapshot);
      g_signal_emit (self, signals[SAVED], 0, saved, snapshot);
    }
  start (self);
  g_signal_emit (self, signals[CHANGED], 0);
  answer_flushes (self);
}

/* Starts the next save, where none is under way. */
static void
start (GalleySaveQueue *self)
{
  for (guint i = 0; self->current == NULL && i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->error == NULL)
        self->current = entry;
    }
  if (self->current == NULL || self->current->saving != NULL)
    return;
  self->current->saving = g_steal_pointer (&self->current->next);
  self->current->saving_ticket = self->current->next_ticket;
  galley_draft_save_async (self->session, self->current->saving, self->current->base, saved_cb,
                           g_object_ref (self));
}

/**
 * galley_save_queue_add:
 * @queue: the queue
 * @snapshot: (transfer full): a post with its text
 * @base: what the project held when the author's version began to differ from it; of no account
 *   where the post is in the queue already, which knows better
 *
 * Saves it, when it is its turn.
 */
void
galley_save_queue_add (GalleySaveQueue *queue, GalleyPost *snapshot, const GalleyPost *base)
{
  Entry *entry = find (queue, snapshot->id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->id = snapshot->id;
      entry->base = galley_post_copy (base);
      g_ptr_array_add (queue->entries, entry);
    }
  queue->n_added++;
  if (entry->next == NULL)
    entry->next_ticket = queue->n_added;
  g_clear_pointer (&entry->next, galley_post_free);
  entry->next = snapshot;
  start (queue);
  g_signal_emit (queue, signals[CHANGED], 0);
}

/**
 * galley_save_queue_get_snapshot:
 * @queue: the queue
 * @id: of a post
 *
 * Returns: (transfer none) (nullable): the newest text of the post that is not in the project yet
 */
const GalleyPost *
galley_save_queue_get_snapshot (GalleySaveQueue *queue, gint64 id)
{
  const Entry *entry = find (queue, id);

  if (entry == NULL)
    return NULL;
  return entry->next != NULL ? entry->next : entry->saving;
}

/**
 * galley_save_queue_get_base:
 * @queue: the queue
 * @id: of a post
 *
 * Returns: (transfer none) (nullable): what the project held of it, where a snapshot waits
 */
const GalleyPost *
galley_save_queue_get_base (GalleySaveQueue *queue, gint64 id)
{
  const Entry *entry = find (queue, id);

  return entry != NULL ? entry->base : NULL;
}

/**
 * galley_save_queue_is_empty:
 * @queue: the queue
 *
 * Returns: whether all is saved
 */
gboolean
galley_save_queue_is_empty (GalleySaveQueue *queue)
{
  return queue->entries->len == 0;
}

/**
 * galley_save_queue_is_saving:
 * @queue: the queue
 *
 * Returns: whether a save is under way
 */
gboolean
galley_save_queue_is_saving (GalleySaveQueue *queue)
{
  return queue->current != NULL;
}

/**
 * galley_save_queue_get_error:
 * @queue: the queue
 *
 * Returns: (transfer none) (nullable): why something could not be saved up to now
 */
const GError *
galley_save_queue_get_error (GalleySaveQueue *queue)
{
  for (guint i = 0; i < queue->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (queue->entries, i);

      if (entry->error != NULL)
        return entry->error;
    }
  return NULL;
}

/**
 * galley_save_queue_flush_async:
 * @queue: the queue
 * @cancellable: (nullable): to wait no longer; nothing is dropped by that
 * @callback: called when all that was added before is saved, or an attempt was made in vain
 * @user_data: for @callback
 *
 * Saves what waits, also what failed before.
 */
void
galley_save_queue_flush_async (GalleySaveQueue *queue,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Flush *flush = g_new0 (Flush, 1);

  flush->task = g_task_new (queue, cancellable, callback, user_data);
  flush->ticket = queue->n_added;
  g_task_set_source_tag (flush->task, galley_save_queue_flush_async);
  g_ptr_array_add (queue->flushes, flush);
  try_again (queue);
  answer_flushes (queue);
}

/**
 * galley_save_queue_flush_finish:
 * @queue: the queue
 * @result: what the callback was given
 * @error: what saving failed with
 *
 * Returns: whether all of it is saved
 */
gboolean
galley_save_queue_flush_finish (GalleySaveQueue *queue, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
galley_save_queue_finalize (GObject *object)
{
  GalleySaveQueue *self = GALLEY_SAVE_QUEUE (object);

  g_clear_handle_id (&self->retry_timeout, g_source_remove);
  g_ptr_array_unref (self->flushes);
  g_ptr_array_unref (self->entries);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_save_queue_parent_class)->finalize (object);
}

static void
galley_save_queue_class_init (GalleySaveQueueClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_save_queue_finalize;
  signals[SAVED] = g_signal_new ("saved", GALLEY_TYPE_SAVE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_SAVE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_save_queue_init (GalleySaveQueue *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->flushes = g_ptr_array_new_with_free_func (flush_free);
}

/**
 * galley_save_queue_new:
 * @session: the project
 *
 * Returns: (transfer full): an empty queue
 */
GalleySaveQueue *
galley_save_queue_new (GalleySession *session)
{
  GalleySaveQueue *self = g_object_new (GALLEY_TYPE_SAVE_QUEUE, NULL);

  self->session = g_object_ref (session);
  return self;
}
