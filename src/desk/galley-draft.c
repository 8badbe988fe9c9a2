/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-draft.h"

#include "galley-draft-post.h"
#include "galley-save-queue.h"

/* From the first key that is not saved to the start of its save. With what a save takes, less than
 * a second of typing is ever at risk. */
#define SAVE_MS 250

/* What follows from a key waits until the key is drawn: GTK draws at G_PRIORITY_HIGH_IDLE + 20. */
#define EDITED_PRIORITY (G_PRIORITY_HIGH_IDLE + 25)

struct _GalleyDraft
{
  GObject parent_instance;
  GalleySession *session;
  GalleySaveQueue *queue;
  GalleyDraftSource source;
  gpointer source_data;

  GalleyDraftPost *shown; /* NULL: none is */
  const char *text;       /* (unowned): of it, while it is handed to the window; else NULL */
  gboolean handing_over;  /* the widgets are being filled: what changes is not the author's */

  /* What the author changed since the last snapshot. */
  GalleyPostFields touched;
  guint save_timeout;
  gboolean due;               /* to be saved as soon as no save is under way */
  guint edited_idle;          /* until it is told that something changed */
  gboolean only_text;         /* nothing but the text did */
  GalleyDraftState announced; /* the state that listeners know */

  /* What was asked for, and may be overtaken before it is there. */
  guint generation;
  guint64 version;    /* counts changes of the project: what was read before may be stale */
  char *load_error;   /* why the post that was asked for last is not shown */
  gboolean reloading; /* what is shown is being read again */
};

enum
{
  SHOWN,
  BEGUN,
  EDITED,
  SAVED,
  UPDATED,
  CONFLICT,
  STATE_CHANGED,
  COLLECT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyDraft, galley_draft, G_TYPE_OBJECT)

/* A post that was asked for. */
typedef struct
{
  GalleyDraft *draft;
  gint64 id; /* 0: a new one */
  guint generation;
  guint64 version; /* when it was read */
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->draft);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
tell_state (GalleyDraft *self)
{
  self->announced = galley_draft_get_state (self);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
tell_conflict (GalleyDraft *self, const GalleyPost *post)
{
  g_signal_emit (self, signals[CONFLICT], 0, post);
}

static char *
copy_text (GalleyDraft *self)
{
  return self->source != NULL ? self->source (self->source_data)
                              : g_strdup (galley_draft_post_get_base (self->shown)->body);
}

/* The one way from the buffer into the queue. */
static void
take_snapshot (GalleyDraft *self)
{
  g_clear_handle_id (&self->save_timeout, g_source_remove);
  self->due = FALSE;
  if (self->shown == NULL || self->touched == 0)
    return;
  galley_save_queue_add (self->queue, galley_draft_copy_post (self),
                         galley_draft_post_get_base (self->shown));
  self->touched = 0;
}

/* While a save is under way the text is not copied for the next one: it may change again. */
static gboolean
save_timeout_cb (gpointer user_data)
{
  GalleyDraft *self = user_data;

  self->save_timeout = 0;
  if (galley_save_queue_is_saving (self->queue))
    self->due = TRUE;
  else
    take_snapshot (self);
  return G_SOURCE_REMOVE;
}

static gboolean
edited_cb (gpointer user_data)
{
  GalleyDraft *self = user_data;

  self->edited_idle = 0;
  g_signal_emit (self, signals[EDITED], 0, self->only_text);
  if (galley_draft_get_state (self) != self->announced)
    tell_state (self);
  return G_SOURCE_REMOVE;
}

/* Whether what changes now is the author's. */
static gboolean
may_write (GalleyDraft *self)
{
  return self->shown != NULL && !self->handing_over;
}

static void
touch (GalleyDraft *self, GalleyPostFields fields)
{
  gboolean text = fields == GALLEY_POST_FIELD_BODY;

  if (fields == 0 || !may_write (self))
    return;
  self->touched |= fields;
  if (self->save_timeout == 0 && !self->due)
    self->save_timeout = g_timeout_add (SAVE_MS, save_timeout_cb, self);
  self->only_text = text && (self->edited_idle == 0 || self->only_text);
  if (self->edited_idle == 0)
    self->edited_idle = g_idle_add_full (EDITED_PRIORITY, edited_cb, self, NULL);
}

/* Gives the window what is to be shown; what it then changes in its widgets is not the author's. */
static void
hand_over (GalleyDraft *self, guint signal, GalleyPostFields fields, const char *text)
{
  gboolean before = self->handing_over;

  self->handing_over = TRUE;
  self->text = text;
  g_signal_emit (self, signals[signal], 0, fields);
  self->text = NULL;
  self->handing_over = before;
}

/* The only function that gives the buffer to another post, or to none: what is in it is safe in
 * the queue before. */
static void
show (GalleyDraft *self, GalleyLoadedPost *loaded)
{
  g_autofree char *text = NULL;

  g_signal_emit (self, signals[COLLECT], 0);
  take_snapshot (self);
  g_clear_pointer (&self->shown, galley_draft_post_free);
  if (loaded != NULL)
    {
      gint64 id = loaded->post->id;

      self->shown = galley_draft_post_new (loaded, galley_save_queue_get_snapshot (self->queue, id),
                                           galley_save_queue_get_base (self->queue, id), &text);
    }
  hand_over (self, SHOWN, 0, text);
  tell_state (self);
}

static void load (GalleyDraft *self, Request *request);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  GalleyDraft *self = request->draft;
  g_autoptr (GError) error = NULL;
  GalleyLoadedPost *loaded = galley_draft_load_finish (source, result, &error);
  gboolean is_new = request->id == 0;

  if (loaded != NULL && is_new)
    galley_session_posts_changed (self->session);
  if (request->generation != self->generation)
    {
      galley_loaded_post_free (loaded);
      return;
    }
  g_clear_pointer (&self->load_error, g_free);
  if (loaded == NULL)
    {
      self->load_error = g_strdup (error->message);
      tell_state (self);
      return;
    }
  if (!is_new && request->version != self->version)
    {
      galley_loaded_post_free (loaded);
      load (self, g_steal_pointer (&request));
      return;
    }
  show (self, loaded);
  if (is_new)
    g_signal_emit (self, signals[BEGUN], 0);
}

static void
load (GalleyDraft *self, Request *request)
{
  request->version = self->version;
  if (request->id != 0)
    galley_draft_load_async (self->session, request->id, loaded_cb, request);
  else
    galley_draft_make_async (self->session, loaded_cb, request);
}

static void
ask_for (GalleyDraft *self, gint64 id)
{
  Request *request = g_new0 (Request, 1);

  request->draft = g_object_ref (self);
  request->id = id;
  request->generation = ++self->generation;
  take_snapshot (self);
  load (self, request);
}

/* Never takes over what the author may have changed since the snapshot. */
static void
take_saved (GalleyDraft *self, GalleySavedPost *saved, const GalleyPost *snapshot)
{
  const GalleyPost *newer = galley_save_queue_get_snapshot (self->queue, snapshot->id);
  GalleyPostFields since = self->touched;
  GalleyPostFields fields = saved->filled;

  if (newer != NULL) /* it has been given what was taken already */
    since |= galley_draft_post_find_changes (newer, snapshot) &
             galley_draft_post_find_changes (newer, saved->post);
  if ((saved->taken & since) != 0 && saved->conflicts == 0)
    tell_conflict (self, saved->post);
  if (!galley_draft_post_follows_title (self->shown))
    fields &= ~GALLEY_POST_FIELD_SLUG;
  fields = (fields | saved->taken) & ~since;
  galley_draft_post_take (self->shown, saved->post, fields, g_steal_pointer (&saved->stats));
  hand_over (self, UPDATED, fields, saved->post->body);
}

static void
saved_cb (GalleySaveQueue *queue,
          GalleySavedPost *saved,
          const GalleyPost *snapshot,
          GalleyDraft *self)
{
  self->version++;
  if (saved->conflicts != 0)
    tell_conflict (self, saved->post);
  if (galley_draft_get_id (self) == snapshot->id)
    take_saved (self, saved, snapshot);
  g_signal_emit (self, signals[SAVED], 0, snapshot->id);
}

static void
queue_changed_cb (GalleyDraft *self)
{
  if (self->due && !galley_save_queue_is_saving (self->queue))
    take_snapshot (self);
  tell_state (self);
}

static void reload (GalleyDraft *self);

/* What somebody else changed is shown, unless the author is changing the same: then the next save
 * merges both. */
static void
take_reloaded (GalleyDraft *self, GalleyLoadedPost *loaded)
{
  GalleyPost *post = loaded->post;
  GalleyPostFields fields =
      galley_draft_post_find_changes (post, galley_draft_post_get_base (self->shown));

  if (galley_save_queue_get_snapshot (self->queue, post->id) != NULL ||
      (fields & self->touched) != 0)
    {
      galley_draft_post_take_status (self->shown, post);
      hand_over (self, UPDATED, 0, NULL);
      return;
    }
  if (fields & GALLEY_POST_FIELD_BODY)
    post->revision_id = 0; /* another's: the author goes on in a revision of its own */
  galley_draft_post_take (self->shown, post, fields, g_steal_pointer (&loaded->stats));
  hand_over (self, UPDATED, fields, post->body);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  GalleyDraft *self = request->draft;
  g_autoptr (GalleyLoadedPost) loaded = galley_draft_load_finish (source, result, NULL);

  self->reloading = FALSE;
  if (request->version != self->version)
    reload (self);
  else if (loaded != NULL && galley_draft_get_id (self) == request->id)
    take_reloaded (self, loaded);
}

static void
reload (GalleyDraft *self)
{
  Request *request;

  if (self->shown == NULL || self->reloading)
    return;
  request = g_new0 (Request, 1);
  request->draft = g_object_ref (self);
  request->id = galley_draft_get_id (self);
  request->version = self->version;
  self->reloading = TRUE;
  galley_draft_reload_async (self->session, request->id, reloaded_cb, request);
}

/* A command changed posts, or somebody else did. */
static void
posts_changed_cb (GalleyDraft *self)
{
  self->version++;
  reload (self);
}

/**
 * galley_draft_open:
 * @draft: the draft
 * @id: of a post
 *
 * Shows another post, as soon as it is read. The one that is shown is saved meanwhile, or later.
 */
void
galley_draft_open (GalleyDraft *draft, gint64 id)
{
  if (galley_draft_get_id (draft) != id)
    ask_for (draft, id);
  else
    draft->generation++; /* it is there; whatever was asked for meanwhile is not wanted */
}

/* Whether nothing was written in the post that is shown. */
static gboolean
is_blank (GalleyDraft *self)
{
  const GalleyPost *post = galley_draft_get_post (self);
  g_autofree char *text = NULL;

  if (post == NULL || post->status != GALLEY_POST_DRAFT || post->title[0] != '\0')
    return FALSE;
  text = copy_text (self);
  return text[0] == '\0';
}

/**
 * galley_draft_begin:
 * @draft: the draft
 *
 * Makes a new post in the project, and shows it. A new one that is still empty is used again.
 */
void
galley_draft_begin (GalleyDraft *draft)
{
  if (!is_blank (draft))
    {
      ask_for (draft, 0);
      return;
    }
  draft->generation++;
  g_signal_emit (draft, signals[BEGUN], 0);
}

/**
 * galley_draft_close:
 * @draft: the draft
 *
 * Shows no post. What was typed is saved.
 */
void
galley_draft_close (GalleyDraft *draft)
{
  draft->generation++;
  show (draft, NULL);
}

/**
 * galley_draft_touch_text:
 * @draft: the draft
 *
 * The author changed the text. Cheap: for each key.
 */
void
galley_draft_touch_text (GalleyDraft *draft)
{
  touch (draft, GALLEY_POST_FIELD_BODY);
}

/**
 * galley_draft_set_title:
 * @draft: the draft
 * @title: what the author wrote
 *
 * The author changed the title.
 */
void
galley_draft_set_title (GalleyDraft *draft, const char *title)
{
  if (may_write (draft))
    touch (draft, galley_draft_post_set_title (draft->shown, title));
}

/**
 * galley_draft_set_properties:
 * @draft: the draft
 * @properties: a copy of galley_draft_get_post(), as the author changed it
 *
 * The author changed something beside title and text.
 */
void
galley_draft_set_properties (GalleyDraft *draft, const GalleyPost *properties)
{
  if (may_write (draft))
    touch (draft, galley_draft_post_set_properties (draft->shown, properties));
}

/**
 * galley_draft_set_source:
 * @draft: the draft
 * @source: (nullable): copies the text as it stands in the buffer
 * @user_data: for @source
 *
 * Says where the text is. What is in the old place is saved.
 */
void
galley_draft_set_source (GalleyDraft *draft, GalleyDraftSource source, gpointer user_data)
{
  take_snapshot (draft);
  draft->source = source;
  draft->source_data = user_data;
}

/**
 * galley_draft_get_session:
 * @draft: the draft
 *
 * Returns: (transfer none): the project
 */
GalleySession *
galley_draft_get_session (GalleyDraft *draft)
{
  return draft->session;
}

/**
 * galley_draft_get_id:
 * @draft: (nullable): the draft; NULL shows no post
 *
 * Returns: the id of the post that is shown, or 0
 */
gint64
galley_draft_get_id (GalleyDraft *draft)
{
  return draft != NULL && draft->shown != NULL ? galley_draft_post_get_post (draft->shown)->id : 0;
}

/**
 * galley_draft_get_post:
 * @draft: (nullable): the draft; NULL shows no post
 *
 * Returns: (transfer none) (nullable): the post that is shown, without its body
 */
const GalleyPost *
galley_draft_get_post (GalleyDraft *draft)
{
  return draft != NULL && draft->shown != NULL ? galley_draft_post_get_post (draft->shown) : NULL;
}

/**
 * galley_draft_get_text:
 * @draft: the draft
 *
 * Returns: (transfer none) (nullable): what is to be shown as the text, while "shown" or "updated"
 *   is told
 */
const char *
galley_draft_get_text (GalleyDraft *draft)
{
  return draft->text;
}

/**
 * galley_draft_copy_post:
 * @draft: the draft, showing a post
 *
 * Returns: (transfer full): the post with all that was typed up to now
 */
GalleyPost *
galley_draft_copy_post (GalleyDraft *draft)
{
  return galley_draft_post_copy (draft->shown, copy_text (draft));
}

/**
 * galley_draft_get_stats:
 * @draft: the draft
 *
 * Returns: (transfer none) (nullable): the numbers of the post, as of its last save
 */
const GalleyPostStats *
galley_draft_get_stats (GalleyDraft *draft)
{
  return draft->shown != NULL ? galley_draft_post_get_form (draft->shown)->stats : NULL;
}

/**
 * galley_draft_get_series:
 * @draft: the draft
 *
 * Returns: (transfer none) (element-type GalleySeries) (nullable): the series of the project, as
 *   they were when the post was shown
 */
GPtrArray *
galley_draft_get_series (GalleyDraft *draft)
{
  return draft->shown != NULL ? galley_draft_post_get_form (draft->shown)->series : NULL;
}

/**
 * galley_draft_get_settings:
 * @draft: the draft
 *
 * Returns: (transfer none) (nullable): the site's settings, as they were when the post was shown
 */
const GalleySiteSettings *
galley_draft_get_settings (GalleyDraft *draft)
{
  return draft->shown != NULL ? galley_draft_post_get_form (draft->shown)->settings : NULL;
}

/**
 * galley_draft_get_state:
 * @draft: the draft
 *
 * Returns: what holds of all that was typed, also in posts that are no longer shown
 */
GalleyDraftState
galley_draft_get_state (GalleyDraft *draft)
{
  if (galley_save_queue_get_error (draft->queue) != NULL)
    return GALLEY_DRAFT_FAILED;
  return draft->touched != 0 || !galley_save_queue_is_empty (draft->queue) ? GALLEY_DRAFT_SAVING
                                                                           : GALLEY_DRAFT_SAVED;
}

/**
 * galley_draft_get_error:
 * @draft: the draft
 *
 * Returns: (transfer none) (nullable): why something could not be saved up to now, or why the post
 *   that was asked for is not shown; %NULL also where the file is lost, which is all of the
 * window's matter ("lost" of the session)
 */
const char *
galley_draft_get_error (GalleyDraft *draft)
{
  const GError *error = galley_save_queue_get_error (draft->queue);

  if (galley_session_is_lost (draft->session))
    return NULL;
  return error != NULL ? error->message : draft->load_error;
}

/**
 * galley_draft_is_saved:
 * @draft: the draft
 *
 * Returns: whether all that was typed is in the project
 */
gboolean
galley_draft_is_saved (GalleyDraft *draft)
{
  g_signal_emit (draft, signals[COLLECT], 0);
  return draft->touched == 0 && galley_save_queue_is_empty (draft->queue);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_save_queue_flush_finish (GALLEY_SAVE_QUEUE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * galley_draft_flush_async:
 * @draft: the draft
 * @cancellable: (nullable): to wait no longer; nothing is dropped by that
 * @callback: (nullable): called when everything that was typed up to now is saved, or an attempt
 *   was made in vain
 * @user_data: for @callback
 *
 * Saves what is not saved yet, of all posts.
 */
void
galley_draft_flush_async (GalleyDraft *draft,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (draft, cancellable, callback, user_data);

  g_task_set_source_tag (task, galley_draft_flush_async);
  g_signal_emit (draft, signals[COLLECT], 0);
  take_snapshot (draft);
  galley_save_queue_flush_async (draft->queue, cancellable, flushed_cb, task);
}

/**
 * galley_draft_flush_finish:
 * @draft: the draft
 * @result: what the callback was given
 * @error: what saving failed with
 *
 * Returns: whether everything is saved
 */
gboolean
galley_draft_flush_finish (GalleyDraft *draft, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
galley_draft_dispose (GObject *object)
{
  GalleyDraft *self = GALLEY_DRAFT (object);

  if (self->queue != NULL)
    {
      galley_draft_set_source (self, NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->queue, self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_handle_id (&self->edited_idle, g_source_remove);
  g_clear_object (&self->queue);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_draft_parent_class)->dispose (object);
}

static void
galley_draft_finalize (GObject *object)
{
  GalleyDraft *self = GALLEY_DRAFT (object);

  g_clear_pointer (&self->shown, galley_draft_post_free);
  g_clear_pointer (&self->load_error, g_free);
  G_OBJECT_CLASS (galley_draft_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_params, GType type)
{
  return g_signal_new (name, GALLEY_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, type);
}

static void
galley_draft_class_init (GalleyDraftClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_draft_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_draft_finalize;
  signals[SHOWN] = new_signal ("shown", 0, G_TYPE_NONE);
  signals[BEGUN] = new_signal ("begun", 0, G_TYPE_NONE);
  signals[EDITED] = new_signal ("edited", 1, G_TYPE_BOOLEAN);
  signals[SAVED] = new_signal ("saved", 1, G_TYPE_INT64);
  signals[UPDATED] = new_signal ("updated", 1, G_TYPE_UINT);
  signals[CONFLICT] = new_signal ("conflict", 1, G_TYPE_POINTER);
  signals[STATE_CHANGED] = new_signal ("state-changed", 0, G_TYPE_NONE);
  signals[COLLECT] = new_signal ("collect", 0, G_TYPE_NONE);
}

static void
galley_draft_init (GalleyDraft *self)
{
}

/**
 * galley_draft_new:
 * @session: the project
 *
 * Returns: (transfer full): a draft that shows no post
 */
GalleyDraft *
galley_draft_new (GalleySession *session)
{
  GalleyDraft *self = g_object_new (GALLEY_TYPE_DRAFT, NULL);

  self->session = g_object_ref (session);
  self->queue = galley_save_queue_new (session);
  g_signal_connect (self->queue, "saved", G_CALLBACK (saved_cb), self);
  g_signal_connect_swapped (self->queue, "changed", G_CALLBACK (queue_changed_cb), self);
  g_signal_connect_swapped (session, "posts-changed", G_CALLBACK (posts_changed_cb), self);
  return self;
}
