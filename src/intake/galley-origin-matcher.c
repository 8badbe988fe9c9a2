/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-origin-matcher.h"

#include <string.h>

#include "galley-origin.h"
#include "galley-post.h"

/* So many are looked at for one text: names like "index.md" may come thousands of times. */
#define MAX_CANDIDATES 16

struct _GalleyOriginMatcher
{
  GalleyProject *project;
  GHashTable *folders;   /* char *: what stands before the path in sources of texts known again */
  GHashTable *claimed;   /* gint64 *: posts whose text was found already */
  GPtrArray *origins;    /* (nullable): of GalleyOrigin, once they were asked for */
  GHashTable *by_source; /* char *, unowned, to GalleyOrigin, unowned */
  GHashTable *by_name;   /* char *, the name of a file, to a GPtrArray of GalleyOrigin, unowned */
};

/**
 * galley_origin_matcher_new:
 * @project: where posts are looked for; must outlive the matcher
 *
 * Returns: (transfer full): a matcher for one source
 */
GalleyOriginMatcher *
galley_origin_matcher_new (GalleyProject *project)
{
  GalleyOriginMatcher *self = g_new0 (GalleyOriginMatcher, 1);

  self->project = project;
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->claimed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->by_source = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * galley_origin_matcher_free:
 * @self: (nullable): a matcher
 */
void
galley_origin_matcher_free (GalleyOriginMatcher *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->folders);
  g_hash_table_unref (self->claimed);
  g_hash_table_unref (self->by_source);
  g_hash_table_unref (self->by_name);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
  g_free (self);
}

static void
claim (GalleyOriginMatcher *self, gint64 id)
{
  g_hash_table_add (self->claimed, g_memdup2 (&id, sizeof id));
}

/**
 * galley_origin_matcher_note:
 * @self: a matcher
 * @record: a text that is known by its place or by its bytes
 * @id: its post
 * @found: where the text stood when it was imported
 *
 * To be called for all texts that are known, before others are looked for: where one stood in
 * another folder under the same path, its neighbours did so too.
 */
void
galley_origin_matcher_note (GalleyOriginMatcher *self,
                            const GalleyPostRecord *record,
                            gint64 id,
                            const char *found)
{
  g_autofree char *ending = g_strconcat ("/", record->path, NULL);

  claim (self, id);
  if (!g_str_equal (found, record->source) && g_str_has_suffix (found, ending))
    g_hash_table_add (self->folders, g_strndup (found, strlen (found) - strlen (ending)));
}

static gboolean
load (GalleyOriginMatcher *self, GError **error)
{
  if (self->origins != NULL)
    return TRUE;
  self->origins = galley_project_list_origins (self->project, error);
  for (guint i = 0; self->origins != NULL && i < self->origins->len; i++)
    {
      GalleyOrigin *origin = g_ptr_array_index (self->origins, i);
      g_autofree char *name = g_path_get_basename (origin->source);
      GPtrArray *same = g_hash_table_lookup (self->by_name, name);

      if (same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (self->by_name, g_steal_pointer (&name), same);
        }
      g_ptr_array_add (same, origin);
      g_hash_table_insert (self->by_source, origin->source, origin);
    }
  return self->origins != NULL;
}

/* @record in a folder that its neighbours stood in. */
static const GalleyOrigin *
find_beside (GalleyOriginMatcher *self, const GalleyPostRecord *record)
{
  GHashTableIter iter;
  gpointer folder;

  g_hash_table_iter_init (&iter, self->folders);
  for (guint n = 0; n < MAX_CANDIDATES && g_hash_table_iter_next (&iter, &folder, NULL); n++)
    {
      g_autofree char *source = g_strconcat (folder, "/", record->path, NULL);
      const GalleyOrigin *origin = g_hash_table_lookup (self->by_source, source);

      if (origin != NULL && !g_hash_table_contains (self->claimed, &origin->post))
        return origin;
    }
  return NULL;
}

/* Whether the post of @origin has the title, the date and the address of @record. */
static gboolean
is_alike (GalleyOriginMatcher *self, const GalleyOrigin *origin, const GalleyPostRecord *record)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (self->project, origin->post, GALLEY_VERSION_WORKING, NULL);

  return post != NULL && g_strcmp0 (post->title, record->title) == 0 &&
         g_strcmp0 (post->slug, record->slug) == 0 &&
         g_date_time_to_unix (post->date) == g_date_time_to_unix (record->date);
}

static const GalleyOrigin *
find_alike (GalleyOriginMatcher *self, const GalleyPostRecord *record)
{
  g_autofree char *name = g_path_get_basename (record->path);
  GPtrArray *same = g_hash_table_lookup (self->by_name, name);

  for (guint i = 0; same != NULL && i < MIN (same->len, MAX_CANDIDATES); i++)
    {
      const GalleyOrigin *origin = g_ptr_array_index (same, i);

      if (!g_hash_table_contains (self->claimed, &origin->post) && is_alike (self, origin, record))
        return origin;
    }
  return NULL;
}

/**
 * galley_origin_matcher_find:
 * @self: a matcher that all known texts of the source were told to
 * @record: a text that is not known by its place or by its bytes
 * @id: (out): the post that an earlier import made of it; 0 where there is none
 * @error: GALLEY_STORE_ERROR
 *
 * A text is the same where its neighbours were known in its folder, or where the post of one with
 * its name has the same title, date and address. A post is found once.
 */
gboolean
galley_origin_matcher_find (GalleyOriginMatcher *self,
                            const GalleyPostRecord *record,
                            gint64 *id,
                            GError **error)
{
  const GalleyOrigin *origin;

  *id = 0;
  if (!load (self, error))
    return FALSE;
  origin = find_beside (self, record);
  if (origin == NULL)
    origin = find_alike (self, record);
  if (origin == NULL)
    return TRUE;
  *id = origin->post;
  claim (self, *id);
  return TRUE;
}
