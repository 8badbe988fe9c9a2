/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-opener.h"

/* Rows that are chosen faster than this one after the other are passed by. */
#define REST_MS 120

struct _GalleyPostOpener
{
  GalleyDraft *draft; /* (nullable) (unowned): where posts are opened */
  gint64 id;          /* of the row that was chosen last */
  gint64 chosen_at;   /* when, in monotonic microseconds */
  guint timeout;      /* until its post is opened */
};

/**
 * galley_post_opener_new:
 *
 * Returns: (transfer full): an opener without a draft
 */
GalleyPostOpener *
galley_post_opener_new (void)
{
  return g_new0 (GalleyPostOpener, 1);
}

/**
 * galley_post_opener_free:
 * @opener: (transfer full): an opener
 */
void
galley_post_opener_free (GalleyPostOpener *opener)
{
  galley_post_opener_cancel (opener);
  g_free (opener);
}

/**
 * galley_post_opener_set_draft:
 * @opener: an opener
 * @draft: (nullable): where posts are opened from now on; lives until the next call
 */
void
galley_post_opener_set_draft (GalleyPostOpener *opener, GalleyDraft *draft)
{
  galley_post_opener_cancel (opener);
  opener->draft = draft;
}

static gboolean
rested_cb (gpointer user_data)
{
  GalleyPostOpener *self = user_data;

  self->timeout = 0;
  galley_draft_open (self->draft, self->id);
  return G_SOURCE_REMOVE;
}

/**
 * galley_post_opener_choose:
 * @opener: an opener with a draft
 * @id: of the post whose row is chosen
 *
 * Opens it, or waits whether one goes on to another row.
 */
void
galley_post_opener_choose (GalleyPostOpener *opener, gint64 id)
{
  gint64 now = g_get_monotonic_time ();
  gboolean moving = now - opener->chosen_at < REST_MS * 1000;

  galley_post_opener_cancel (opener);
  opener->chosen_at = now;
  opener->id = id;
  if (moving)
    opener->timeout = g_timeout_add (REST_MS, rested_cb, opener);
  else
    galley_draft_open (opener->draft, id);
}

/**
 * galley_post_opener_cancel:
 * @opener: an opener
 *
 * Does not open what was chosen and is not open yet: another post is wanted.
 */
void
galley_post_opener_cancel (GalleyPostOpener *opener)
{
  g_clear_handle_id (&opener->timeout, g_source_remove);
}

/**
 * galley_post_opener_is_waiting:
 * @opener: an opener
 *
 * Returns: whether one has gone on to another row, whose post is not open yet
 */
gboolean
galley_post_opener_is_waiting (GalleyPostOpener *opener)
{
  return opener->timeout != 0;
}
