/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-replace.h"

#include <string.h>

#include "galley-project-private.h"

#define MAX_HITS 2000 /* of one post */
#define BEFORE_CHARACTERS 32
#define AFTER_CHARACTERS 64

/**
 * galley_text_hit_free:
 * @hit: (nullable): a hit
 *
 * Frees it with its strings.
 */
void
galley_text_hit_free (GalleyTextHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->match);
  g_free (hit->before);
  g_free (hit->after);
  g_free (hit);
}

/**
 * galley_text_hit_copy:
 * @hit: a hit
 *
 * Returns: (transfer full): one that shares nothing with it
 */
GalleyTextHit *
galley_text_hit_copy (const GalleyTextHit *hit)
{
  GalleyTextHit *copy = g_memdup2 (hit, sizeof *hit);

  copy->match = g_strdup (hit->match);
  copy->before = g_strdup (hit->before);
  copy->after = g_strdup (hit->after);
  return copy;
}

/**
 * galley_text_hits_new:
 * @post_id: of a post
 * @title: its title
 *
 * Returns: (transfer full): the hits of that post, none yet; free with galley_text_hits_free()
 */
GalleyTextHits *
galley_text_hits_new (gint64 post_id, const char *title)
{
  GalleyTextHits *hits = g_new0 (GalleyTextHits, 1);

  hits->post_id = post_id;
  hits->title = g_strdup (title);
  hits->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_text_hit_free);
  return hits;
}

void
galley_text_hits_free (GalleyTextHits *hits)
{
  if (hits == NULL)
    return;
  g_free (hits->title);
  g_ptr_array_unref (hits->hits);
  g_free (hits);
}

static GRegex *
compile (const GalleyTextQuery *query, GError **error)
{
  g_autofree char *escaped = g_regex_escape_string (query->text, -1);
  g_autofree char *pattern =
      query->whole_words
          ? g_strdup_printf ("(?<![\\p{L}\\p{M}\\p{N}_])%s(?![\\p{L}\\p{M}\\p{N}_])", escaped)
          : g_strdup (escaped);

  return g_regex_new (pattern, G_REGEX_OPTIMIZE | (query->match_case ? 0 : G_REGEX_CASELESS), 0,
                      error);
}

/* What stands before a place in its line, as much as is shown. */
static char *
get_before (const char *text, gsize offset)
{
  const char *start = text + offset;

  for (guint n = 0; n < BEFORE_CHARACTERS && start > text && start[-1] != '\n'; n++)
    start = g_utf8_prev_char (start);
  /* Cut where a word begins. */
  if (start > text && start[-1] != '\n' && start[-1] != ' ')
    {
      const char *space = memchr (start, ' ', (gsize) (text + offset - start));

      start = space != NULL ? space + 1 : start;
      return g_strdup_printf ("…%.*s", (int) (text + offset - start), start);
    }
  return g_strndup (start, (gsize) (text + offset - start));
}

static char *
get_after (const char *text)
{
  const char *end = text;

  for (guint n = 0; n < AFTER_CHARACTERS && *end != '\0' && *end != '\n'; n++)
    end = g_utf8_next_char (end);
  return g_strndup (text, (gsize) (end - text));
}

static void
find_in_field (GRegex *regex, const char *text, gboolean in_title, GPtrArray *hits)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (gboolean more = g_regex_match (regex, text, 0, &match); more && hits->len < MAX_HITS;
       more = g_match_info_next (match, NULL))
    {
      GalleyTextHit *hit = g_new0 (GalleyTextHit, 1);
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      hit->in_title = in_title;
      hit->offset = (gsize) start;
      hit->match = g_strndup (text + start, (gsize) (end - start));
      hit->before = get_before (text, (gsize) start);
      hit->after = get_after (text + end);
      g_ptr_array_add (hits, hit);
    }
}

/**
 * galley_project_find_text:
 * @project: a project
 * @query: what is looked for; its text is not empty, and UTF-8
 * @ids: (array length=n_ids): posts to look through
 * @n_ids: how many; some hundreds at a time, so that others have their turn
 * @cancellable: (nullable): to give up
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Looks through the titles and texts of working copies. Posts that are gone are passed over.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyTextHits): those where something was
 *   found, in the order of @ids
 */
GPtrArray *
galley_project_find_text (GalleyProject *project,
                          const GalleyTextQuery *query,
                          const gint64 *ids,
                          gsize n_ids,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_text_hits_free);
  g_autoptr (GRegex) regex = compile (query, error);

  for (gsize i = 0; regex != NULL && i < n_ids; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (GalleyPost) post = NULL;
      g_autoptr (GalleyTextHits) hits = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      post = galley_project_load_post (project, ids[i], GALLEY_VERSION_WORKING, &problem);
      if (g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND))
        continue;
      if (post == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      hits = galley_text_hits_new (ids[i], post->title);
      find_in_field (regex, post->title, TRUE, hits->hits);
      find_in_field (regex, post->body, FALSE, hits->hits);
      if (hits->hits->len > 0)
        g_ptr_array_add (found, g_steal_pointer (&hits));
    }
  return regex != NULL ? g_steal_pointer (&found) : NULL;
}

/* The field with the hits in it replaced; NULL where one is no longer where it was found. */
static char *
replace_in_field (const char *text, GPtrArray *hits, gboolean in_title, const char *replacement)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize length = strlen (text), done = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const GalleyTextHit *hit = g_ptr_array_index (hits, i);
      gsize n = strlen (hit->match);

      if (hit->in_title != in_title)
        continue;
      if (hit->offset < done || hit->offset + n > length ||
          memcmp (text + hit->offset, hit->match, n) != 0)
        return NULL;
      g_string_append_len (out, text + done, (gssize) (hit->offset - done));
      g_string_append (out, replacement);
      done = hit->offset + n;
    }
  g_string_append (out, text + done);
  return g_strdup (out->str);
}

static void
digest (const GalleyPost *post, char *out)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) post->title, (gssize) strlen (post->title) + 1);
  g_checksum_update (sum, (const guchar *) post->body, (gssize) strlen (post->body));
  g_strlcpy (out, g_checksum_get_string (sum), 65);
}

static gboolean
replace_in_post (GalleyProject *project,
                 const GalleyTextHits *chosen,
                 const char *replacement,
                 GalleyReplaced *replaced,
                 GError **error)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (project, chosen->post_id, GALLEY_VERSION_WORKING, error);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (post == NULL)
    return FALSE;
  title = replace_in_field (post->title, chosen->hits, TRUE, replacement);
  body = replace_in_field (post->body, chosen->hits, FALSE, replacement);
  if (title == NULL || body == NULL)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_FAILED,
                   "“%s” was changed since it was searched: search again", chosen->title);
      return FALSE;
    }
  replaced->post_id = post->id;
  replaced->before = post->revision_id;
  g_free (post->title);
  post->title = g_steal_pointer (&title);
  g_free (post->body);
  post->body = g_steal_pointer (&body);
  digest (post, replaced->digest);
  return galley_project_save_post (project, post, GALLEY_SAVE_REVISION, error);
}

/**
 * galley_project_replace_text:
 * @project: a project
 * @chosen: (element-type GalleyTextHits): posts with the hits that are to be replaced
 * @replacement: what comes in their place, as it is
 * @cancellable: (nullable): to give up
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Replaces in working copies, all of it or nothing. Each post gets a revision of its own.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyReplaced): the posts that were changed,
 *   for galley_project_undo_replace()
 */
GArray *
galley_project_replace_text (GalleyProject *project,
                             GPtrArray *chosen,
                             const char *replacement,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (GalleyReplaced));
  gboolean done = TRUE;

  if (!galley_project_begin (project, error))
    return NULL;
  for (guint i = 0; done && i < chosen->len; i++)
    {
      GalleyReplaced replaced = { 0 };

      done =
          !g_cancellable_set_error_if_cancelled (cancellable, error) &&
          replace_in_post (project, g_ptr_array_index (chosen, i), replacement, &replaced, error);
      g_array_append_val (all, replaced);
    }
  if (!done)
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    return g_steal_pointer (&all);
  g_prefix_error (error, "replacing text: ");
  return NULL;
}

static gboolean
undo_in_post (GalleyProject *project, const GalleyReplaced *replaced, guint *n_kept, GError **error)
{
  g_autoptr (GalleyPost) now =
      galley_project_load_post (project, replaced->post_id, GALLEY_VERSION_WORKING, error);
  g_autoptr (GalleyPost) before = NULL;
  char sum[65];

  if (now == NULL)
    return FALSE;
  digest (now, sum);
  if (strcmp (sum, replaced->digest) != 0)
    {
      ++*n_kept;
      return TRUE;
    }
  before = galley_project_load_revision (project, replaced->before, error);
  if (before == NULL)
    return FALSE;
  /* Only what was replaced goes back; properties may have been changed meanwhile. */
  g_free (now->title);
  now->title = g_steal_pointer (&before->title);
  g_free (now->body);
  now->body = g_steal_pointer (&before->body);
  return galley_project_save_post (project, now, GALLEY_SAVE_REVISION, error);
}

/**
 * galley_project_undo_replace:
 * @project: a project
 * @replaced: (element-type GalleyReplaced): what galley_project_replace_text() gave
 * @n_kept: (out): how many posts were written on since, and are left as they are
 * @error: GALLEY_STORE_ERROR
 *
 * Undoes a replacement, all of it or nothing. Each post gets a revision of its own.
 */
gboolean
galley_project_undo_replace (GalleyProject *project,
                             GArray *replaced,
                             guint *n_kept,
                             GError **error)
{
  gboolean done = TRUE;

  *n_kept = 0;
  if (!galley_project_begin (project, error))
    return FALSE;
  for (guint i = 0; done && i < replaced->len; i++)
    done = undo_in_post (project, &g_array_index (replaced, GalleyReplaced, i), n_kept, error);
  if (!done)
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    return TRUE;
  g_prefix_error (error, "undoing a replacement: ");
  return FALSE;
}
