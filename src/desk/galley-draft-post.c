/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-draft-post.h"

#include "galley-slug.h"

#define ALL_FIELDS ((GalleyPostFields) ~0u)

struct _GalleyDraftPost
{
  GalleyPost *post;       /* as the author has it, without its body */
  GalleyPost *base;       /* what the project held when @post began to differ from it */
  GalleyLoadedPost *form; /* what it was read with, but for the post */
  gboolean slug_follows;  /* the slug is made from the title as long as nobody chose one */
};

/* As long as a post was never published, and nobody chose its address, the address is made from
 * the title as that is typed. */
static gboolean
slug_is_made (const GalleyPost *post)
{
  g_autofree char *made = galley_slug_from_text (post->title);

  if (post->status != GALLEY_POST_DRAFT)
    return FALSE;
  return post->slug[0] == '\0' || post->title[0] == '\0' || g_str_has_prefix (post->slug, made);
}

/**
 * galley_draft_post_new:
 * @loaded: (transfer full): a post as the project has it
 * @snapshot: (nullable): what is written of it and not in the project yet
 * @base: (nullable): what the project held when @snapshot began to differ from it
 * @text: (out): its text
 *
 * Returns: (transfer full): the post to be written on
 */
GalleyDraftPost *
galley_draft_post_new (GalleyLoadedPost *loaded,
                       const GalleyPost *snapshot,
                       const GalleyPost *base,
                       char **text)
{
  GalleyDraftPost *draft = g_new0 (GalleyDraftPost, 1);

  draft->form = loaded;
  draft->post = g_steal_pointer (&loaded->post);
  draft->base = galley_post_copy (snapshot != NULL ? base : draft->post);
  draft->slug_follows = slug_is_made (draft->post);
  if (snapshot != NULL)
    galley_post_take (draft->post, snapshot, ALL_FIELDS);
  *text = g_steal_pointer (&draft->post->body);
  return draft;
}

/**
 * galley_draft_post_free:
 * @draft: (nullable): the post
 */
void
galley_draft_post_free (GalleyDraftPost *draft)
{
  if (draft == NULL)
    return;
  galley_post_free (draft->post);
  galley_post_free (draft->base);
  galley_loaded_post_free (draft->form);
  g_free (draft);
}

/**
 * galley_draft_post_get_post:
 * @draft: the post
 *
 * Returns: (transfer none): it as the author has it, without its body
 */
const GalleyPost *
galley_draft_post_get_post (const GalleyDraftPost *draft)
{
  return draft->post;
}

/**
 * galley_draft_post_get_base:
 * @draft: the post
 *
 * Returns: (transfer none): what the project held when the author's version began to differ from it
 */
const GalleyPost *
galley_draft_post_get_base (const GalleyDraftPost *draft)
{
  return draft->base;
}

/**
 * galley_draft_post_get_form:
 * @draft: the post
 *
 * Returns: (transfer none): what it was read with, but for the post itself
 */
const GalleyLoadedPost *
galley_draft_post_get_form (const GalleyDraftPost *draft)
{
  return draft->form;
}

/* An empty slug is filled by the project, which knows the others. */
static void
follow_title (GalleyDraftPost *draft)
{
  g_autofree char *made = NULL;

  if (!draft->slug_follows || draft->post->title[0] == '\0')
    return;
  made = galley_slug_from_text (draft->post->title);
  if (g_str_has_prefix (draft->post->slug, made))
    return;
  g_free (draft->post->slug);
  draft->post->slug = g_strdup ("");
}

/**
 * galley_draft_post_copy:
 * @draft: the post
 * @text: (transfer full): its text
 *
 * Returns: (transfer full): a snapshot
 */
GalleyPost *
galley_draft_post_copy (GalleyDraftPost *draft, char *text)
{
  GalleyPost *copy;

  follow_title (draft);
  copy = galley_post_copy (draft->post);
  copy->body = text;
  return copy;
}

/**
 * galley_draft_post_find_changes:
 * @post: a version of a post
 * @before: another
 *
 * Returns: the fields that differ, also where a series is only called by another name, which the
 *   project has yet to look up
 */
GalleyPostFields
galley_draft_post_find_changes (const GalleyPost *post, const GalleyPost *before)
{
  GalleyPostFields fields = galley_post_compare (post, before);

  if (g_strcmp0 (post->series_title, before->series_title) != 0)
    fields |= GALLEY_POST_FIELD_SERIES;
  return fields;
}

/**
 * galley_draft_post_set_title:
 * @draft: the post
 * @title: what the author wrote
 *
 * Returns: what changed by that
 */
GalleyPostFields
galley_draft_post_set_title (GalleyDraftPost *draft, const char *title)
{
  if (g_str_equal (draft->post->title, title))
    return 0;
  g_free (draft->post->title);
  draft->post->title = g_strdup (title);
  return GALLEY_POST_FIELD_TITLE;
}

/**
 * galley_draft_post_set_properties:
 * @draft: the post
 * @properties: all that is set beside title and text
 *
 * Returns: what changed by that
 */
GalleyPostFields
galley_draft_post_set_properties (GalleyDraftPost *draft, const GalleyPost *properties)
{
  GalleyPostFields fields = galley_draft_post_find_changes (properties, draft->post);

  fields &= ~(GALLEY_POST_FIELD_BODY | GALLEY_POST_FIELD_TITLE);
  galley_post_take (draft->post, properties, fields);
  if (fields & GALLEY_POST_FIELD_SLUG)
    draft->slug_follows = draft->post->slug[0] == '\0' && draft->post->status == GALLEY_POST_DRAFT;
  return fields;
}

/**
 * galley_draft_post_follows_title:
 * @draft: the post
 *
 * Returns: whether its slug is made from its title as that is typed
 */
gboolean
galley_draft_post_follows_title (const GalleyDraftPost *draft)
{
  return draft->slug_follows;
}

/**
 * galley_draft_post_take_status:
 * @draft: the post
 * @from: it as the project has it
 *
 * Takes over what no author writes.
 */
void
galley_draft_post_take_status (GalleyDraftPost *draft, const GalleyPost *from)
{
  draft->post->status = from->status;
  draft->post->has_changes = from->has_changes;
  if (from->status != GALLEY_POST_DRAFT)
    draft->slug_follows = FALSE;
}

/**
 * galley_draft_post_take:
 * @draft: the post
 * @from: it as the project has it
 * @fields: what the author did not touch
 * @stats: (transfer full): the numbers of @from
 *
 * Takes over what the project says. The author's version is now one that differs from @from.
 */
void
galley_draft_post_take (GalleyDraftPost *draft,
                        const GalleyPost *from,
                        GalleyPostFields fields,
                        GalleyPostStats *stats)
{
  galley_post_take (draft->post, from, fields & ~GALLEY_POST_FIELD_BODY);
  draft->post->series_id = from->series_id;
  draft->post->revision_id = from->revision_id;
  galley_draft_post_take_status (draft, from);
  galley_post_free (draft->base);
  draft->base = galley_post_copy (from);
  galley_post_stats_free (draft->form->stats);
  draft->form->stats = stats;
}
