/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-resume.h"

/* How long the cursor may be elsewhere before that is remembered. */
#define REMEMBER_MS 300

struct _GalleyResume
{
  GObject parent_instance;
  GalleyState *state; /* (unowned): the program's */
  GalleyDraft *draft;
  char *project;
  GalleyResumeSource source;
  gpointer source_data;
  guint timeout;

  /* What was remembered in the run before; 0: it is taken, or there is none. */
  gint64 last_post;
  GalleyResumePlace last_place;
};

G_DEFINE_FINAL_TYPE (GalleyResume, galley_resume, G_TYPE_OBJECT)

static void
remember_place (GalleyResume *self, const GalleyResumePlace *place)
{
  galley_state_set_integer (self->state, self->project, "cursor", place->cursor);
  galley_state_set_integer (self->state, self->project, "line", place->line);
}

static gboolean
remember_cb (gpointer user_data)
{
  GalleyResume *self = user_data;
  GalleyResumePlace place = { 0, 0 };

  self->timeout = 0;
  if (galley_draft_get_id (self->draft) == 0 || self->source == NULL)
    return G_SOURCE_REMOVE;
  self->source (&place, self->source_data);
  remember_place (self, &place);
  return G_SOURCE_REMOVE;
}

/* Another post is written now. */
static void
shown_cb (GalleyResume *self)
{
  gint64 id = galley_draft_get_id (self->draft);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  GalleyResumePlace start = { 0, 0 };

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (id == 0)
    return;
  galley_state_set_text (self->state, self->project, "post", text);
  remember_place (self, id == self->last_post ? &self->last_place : &start);
}

/**
 * galley_resume_get_post:
 * @resume: where one goes on
 *
 * Returns: the id of the post that was written last in the run before, 0 where none is known. It
 *   may be gone
 */
gint64
galley_resume_get_post (GalleyResume *resume)
{
  return resume->last_post;
}

/**
 * galley_resume_take_place:
 * @resume: where one goes on
 * @id: the post that is shown
 * @place: (out): where the cursor was in it
 *
 * Asked once a run: a post that is shown later is read from its beginning.
 *
 * Returns: whether @id is the post of the run before
 */
gboolean
galley_resume_take_place (GalleyResume *resume, gint64 id, GalleyResumePlace *place)
{
  gboolean is_last = id != 0 && id == resume->last_post;

  *place = resume->last_place;
  if (id != 0)
    resume->last_post = 0;
  return is_last;
}

/**
 * galley_resume_touch:
 * @resume: where one goes on
 *
 * The cursor moved, or the text was scrolled. Cheap: for each key.
 */
void
galley_resume_touch (GalleyResume *resume)
{
  if (resume->timeout == 0)
    resume->timeout = g_timeout_add (REMEMBER_MS, remember_cb, resume);
}

/**
 * galley_resume_set_source:
 * @resume: where one goes on
 * @source: (nullable): tells where the cursor is
 * @user_data: for @source
 */
void
galley_resume_set_source (GalleyResume *resume, GalleyResumeSource source, gpointer user_data)
{
  resume->source = source;
  resume->source_data = user_data;
}

static void
galley_resume_finalize (GObject *object)
{
  GalleyResume *self = GALLEY_RESUME (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->draft);
  g_free (self->project);
  G_OBJECT_CLASS (galley_resume_parent_class)->finalize (object);
}

static void
galley_resume_class_init (GalleyResumeClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_resume_finalize;
}

static void
galley_resume_init (GalleyResume *self)
{
}

/**
 * galley_resume_new:
 * @state: what is remembered between runs; lives longer
 * @draft: the post that is being written
 *
 * Returns: (transfer full): what was remembered of the draft's project, and is from now on
 */
GalleyResume *
galley_resume_new (GalleyState *state, GalleyDraft *draft)
{
  GalleyResume *self = g_object_new (GALLEY_TYPE_RESUME, NULL);
  g_autofree char *post = NULL;

  self->state = state;
  self->draft = g_object_ref (draft);
  self->project = g_strdup (galley_session_get_path (galley_draft_get_session (draft)));
  post = galley_state_get_text (state, self->project, "post");
  self->last_post = post != NULL ? g_ascii_strtoll (post, NULL, 10) : 0;
  self->last_place.cursor = galley_state_get_integer (state, self->project, "cursor", 0);
  self->last_place.line = galley_state_get_integer (state, self->project, "line", 0);
  g_signal_connect_object (draft, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  return self;
}
