/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-preview-state.h"

/* While one types only the text is made anew; what else the page says of it (how long it takes to
 * read, its contents) follows when the keys pause: this long, and longer where a page takes long.
 */
#define PAUSE_MS 400
#define PAUSE_TIMES 8

/* Pages follow each other no faster than this: the keys come first. */
#define REST_MS 30

typedef enum
{
  IDLE,
  MAKING,  /* a page was asked for */
  SHOWING, /* it is being loaded or patched */
  RESTING, /* it is there, or could not be shown */
} Phase;

struct _GalleyPreviewState
{
  Phase phase;
  gboolean stopped; /* what shows pages ended */
  gboolean wanted;  /* something changed since a page was last asked for */
  gboolean whole;   /* more than the text did, since the last whole page */
  gboolean styles;  /* styles may have changed since a page was last asked for */
  gboolean reload;  /* the page under way was asked for since they did, and is to be loaded */
  gint64 post_id;   /* whose page is shown or being loaded; 0: none's */
  gboolean loaded;  /* that page is there, and can be patched */
  gint64 asked;     /* when the last page was asked for, monotonic microseconds */
  gint64 took;      /* to make the last whole page, microseconds */
  gint64 comment;   /* under review; 0: none */
  gint64 moved_to;  /* the comment that the page was moved to */
};

/**
 * galley_preview_state_new:
 *
 * Returns: (transfer full): of a preview that shows nothing and was asked for nothing
 */
GalleyPreviewState *
galley_preview_state_new (void)
{
  return g_new0 (GalleyPreviewState, 1);
}

/**
 * galley_preview_state_free:
 * @state: (nullable): a state
 *
 * Frees it.
 */
void
galley_preview_state_free (GalleyPreviewState *state)
{
  g_free (state);
}

/**
 * galley_preview_state_change:
 * @state: a state
 * @change: what changed
 *
 * Notes that what is shown is no longer what should be shown. May be called for every key.
 */
void
galley_preview_state_change (GalleyPreviewState *state, GalleyPreviewChange change)
{
  state->wanted = TRUE;
  state->whole = state->whole || change != GALLEY_PREVIEW_TEXT;
  state->styles = state->styles || change == GALLEY_PREVIEW_STYLES;
}

/**
 * galley_preview_state_set_comment:
 * @state: a state
 * @comment_id: a comment; 0: none
 *
 * Wants the page with this comment in it, and moved to it once.
 */
void
galley_preview_state_set_comment (GalleyPreviewState *state, gint64 comment_id)
{
  state->comment = comment_id;
  state->moved_to = 0;
  galley_preview_state_change (state, GALLEY_PREVIEW_PAGE);
}

/**
 * galley_preview_state_leave:
 * @state: a state
 *
 * Notes that no post's page is shown any more: another project was opened, or a link was followed
 * to a page that is no post.
 */
void
galley_preview_state_leave (GalleyPreviewState *state)
{
  state->post_id = 0;
  state->loaded = FALSE;
}

/**
 * galley_preview_state_stop:
 * @state: a state
 *
 * Notes that what shows pages ended. Nothing is due until galley_preview_state_restart().
 */
void
galley_preview_state_stop (GalleyPreviewState *state)
{
  state->stopped = TRUE;
  galley_preview_state_leave (state);
  if (state->phase == SHOWING)
    state->phase = IDLE; /* nobody will say that it is shown */
}

/**
 * galley_preview_state_restart:
 * @state: a state
 *
 * Shows pages again, from a whole one.
 */
void
galley_preview_state_restart (GalleyPreviewState *state)
{
  state->stopped = FALSE;
  state->moved_to = 0;
  galley_preview_state_change (state, GALLEY_PREVIEW_STYLES);
}

/**
 * galley_preview_state_is_due:
 * @state: a state
 *
 * Returns: whether a page is to be asked for now
 */
gboolean
galley_preview_state_is_due (const GalleyPreviewState *state)
{
  return state->wanted && state->phase == IDLE && !state->stopped;
}

/**
 * galley_preview_state_ask:
 * @state: a state that is due
 * @post_id: the post that is to be shown
 * @now: monotonic microseconds
 *
 * Notes that a page is being made.
 *
 * Returns: whether its text alone will do
 */
gboolean
galley_preview_state_ask (GalleyPreviewState *state, gint64 post_id, gint64 now)
{
  gboolean only_text = !state->whole && state->loaded && state->post_id == post_id;

  state->phase = MAKING;
  state->wanted = FALSE;
  state->whole = FALSE;
  state->reload = state->styles;
  state->styles = FALSE;
  state->asked = now;
  return only_text;
}

/**
 * galley_preview_state_show_nothing:
 * @state: a state that is due
 *
 * Notes that there is no post to show.
 */
void
galley_preview_state_show_nothing (GalleyPreviewState *state)
{
  state->wanted = FALSE;
  galley_preview_state_leave (state);
}

/**
 * galley_preview_state_receive:
 * @state: a state
 * @post_id: whose page was made
 * @only_text: it is the text alone
 * @now: monotonic microseconds
 *
 * Takes a page that was asked for.
 *
 * Returns: how it is to be shown; where it is dropped, the next may follow after a rest
 */
GalleyPreviewStep
galley_preview_state_receive (GalleyPreviewState *state,
                              gint64 post_id,
                              gboolean only_text,
                              gint64 now)
{
  gboolean same = state->loaded && state->post_id == post_id;

  if (!only_text)
    state->took = now - state->asked;
  if (state->stopped || (only_text && !same))
    {
      galley_preview_state_change (state, GALLEY_PREVIEW_PAGE);
      state->phase = RESTING;
      return GALLEY_PREVIEW_DROP;
    }
  state->phase = SHOWING;
  if (only_text)
    return GALLEY_PREVIEW_PATCH_TEXT;
  if (same && !state->reload)
    return GALLEY_PREVIEW_PATCH_PAGE;
  state->post_id = post_id;
  state->loaded = FALSE;
  return GALLEY_PREVIEW_LOAD;
}

/**
 * galley_preview_state_fail:
 * @state: a state
 *
 * Notes that the page that was asked for could not be made, or is of another project.
 */
void
galley_preview_state_fail (GalleyPreviewState *state)
{
  galley_preview_state_leave (state);
  state->phase = RESTING;
}

/**
 * galley_preview_state_patched:
 * @state: a state
 * @done: the page is what it should be; otherwise it is loaded next
 *
 * Takes the answer to a page that was to be patched.
 *
 * Returns: whether that is over, and a rest follows
 */
gboolean
galley_preview_state_patched (GalleyPreviewState *state, gboolean done)
{
  if (state->phase != SHOWING)
    return FALSE;
  state->phase = RESTING;
  if (!done)
    galley_preview_state_change (state, GALLEY_PREVIEW_STYLES);
  return TRUE;
}

/**
 * galley_preview_state_loaded:
 * @state: a state
 *
 * Takes the answer to a page that was to be loaded, or to which a person went.
 *
 * Returns: whether that was the one that was asked for, and a rest follows
 */
gboolean
galley_preview_state_loaded (GalleyPreviewState *state)
{
  state->loaded = state->post_id != 0;
  if (state->phase != SHOWING)
    return FALSE;
  state->phase = RESTING;
  return TRUE;
}

/**
 * galley_preview_state_take_comment:
 * @state: a state, a page of which was just shown
 *
 * Returns: the comment that the page is to be moved to now, once; 0: none
 */
gint64
galley_preview_state_take_comment (GalleyPreviewState *state)
{
  if (state->wanted || !state->loaded || state->comment == state->moved_to)
    return 0;
  state->moved_to = state->comment;
  return state->comment;
}

/**
 * galley_preview_state_is_loaded:
 * @state: a state
 *
 * Returns: whether the page of a post is there
 */
gboolean
galley_preview_state_is_loaded (const GalleyPreviewState *state)
{
  return state->loaded;
}

/**
 * galley_preview_state_get_rest:
 * @state: a state
 * @now: monotonic microseconds
 *
 * Returns: after how many milliseconds galley_preview_state_rested() is to be called
 */
guint
galley_preview_state_get_rest (const GalleyPreviewState *state, gint64 now)
{
  return (guint) CLAMP (REST_MS - (now - state->asked) / 1000, 0, REST_MS);
}

/**
 * galley_preview_state_rested:
 * @state: a state
 *
 * The page had its time: the next may be asked for.
 */
void
galley_preview_state_rested (GalleyPreviewState *state)
{
  if (state->phase == RESTING)
    state->phase = IDLE;
}

/**
 * galley_preview_state_get_pause:
 * @state: a state
 *
 * Returns: so many milliseconds after the text alone was shown the rest of the page has changed too
 */
guint
galley_preview_state_get_pause (const GalleyPreviewState *state)
{
  return (guint) MAX (PAUSE_MS, PAUSE_TIMES * state->took / 1000);
}
