/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-importer.h"

#include <string.h>

#include "galley-markdown-links.h"
#include "galley-origin-matcher.h"
#include "galley-former-path.h"
#include "galley-origin.h"
#include "galley-site-settings.h"
#include "galley-record-index.h"
#include "galley-series.h"
#include "galley-slug.h"

/* One record on its way to be a post. */
typedef struct
{
  GalleyPostRecord *record;
  GalleyPost *post;
  gint64 id;          /* of the post, once there is one */
  gboolean is_fresh;  /* to be saved, not skipped */
  gboolean has_links; /* to other records, which get their ids later */
} Item;

struct _GalleyPostImporter
{
  GalleyImportContext *context;
  GalleyMediaImporter *media;
  GalleyRecordIndex *index;
  GalleyOriginMatcher *matcher;
  GPtrArray *items;   /* of Item */
  GPtrArray *changes; /* of Item: unpublished changes of others */
  char *base_path;    /* (nullable): what the site's address has behind its host */
  GHashTable *trash;  /* (nullable): gint64 *: the posts in the trash, once they were asked for */
};

/* What a body's links are rewritten for. */
typedef struct
{
  GalleyPostImporter *importer;
  Item *item;
  gboolean has_ids; /* whether every record has its id */
} Rewrite;

static void
item_free (gpointer data)
{
  Item *item = data;

  galley_post_record_free (item->record);
  g_clear_pointer (&item->post, galley_post_free);
  g_free (item);
}

/**
 * galley_post_importer_new:
 * @context: the import
 * @media: takes in what the posts use
 *
 * Returns: (transfer full): an importer of the posts of one source; @context and @media must
 *   outlive it
 */
GalleyPostImporter *
galley_post_importer_new (GalleyImportContext *context, GalleyMediaImporter *media)
{
  GalleyPostImporter *self = g_new0 (GalleyPostImporter, 1);

  self->context = context;
  self->media = media;
  self->index = galley_record_index_new ();
  self->matcher = galley_origin_matcher_new (context->project);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->changes = g_ptr_array_new_with_free_func (item_free);
  return self;
}

/**
 * galley_post_importer_free:
 * @self: (nullable): an importer
 */
void
galley_post_importer_free (GalleyPostImporter *self)
{
  if (self == NULL)
    return;
  galley_record_index_free (self->index);
  galley_origin_matcher_free (self->matcher);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->changes);
  g_clear_pointer (&self->trash, g_hash_table_unref);
  g_free (self->base_path);
  g_free (self);
}

static void
count (GalleyPostImporter *self, const Item *item, GalleyOutcome outcome)
{
  GalleyImportReport *report = self->context->ledger.report;

  galley_import_ledger_count (&self->context->ledger,
                              item->record->is_page ? &report->pages : &report->posts, outcome);
}

static void warn (GalleyPostImporter *self, const Item *item, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
warn (GalleyPostImporter *self, const Item *item, guint line, const char *format, ...)
{
  const GalleySourcePosition position = { item->record->path, "line", line };
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  galley_import_ledger_warn (&self->context->ledger, &position, "%s", what);
}

static gboolean
list_trash (GalleyPostImporter *self, GError **error)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = NULL;

  if (self->trash != NULL)
    return TRUE;
  filter.status = GALLEY_POST_TRASH;
  ids = galley_project_list_posts (self->context->project, &filter, self->context->cancellable,
                                   error);
  if (ids == NULL)
    return FALSE;
  self->trash = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->trash, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
  return TRUE;
}

static gboolean
is_in_trash (GalleyPostImporter *self, const Item *item)
{
  return self->trash != NULL && item->id != 0 && g_hash_table_contains (self->trash, &item->id);
}

static gboolean
tell_trash (GalleyPostImporter *self, Item *item, GError **error)
{
  if (!list_trash (self, error))
    return FALSE;
  if (is_in_trash (self, item))
    warn (self, item, 0, "its post is in the trash and stays there");
  return TRUE;
}

/* Finds the post that an earlier import made of the same record, and whether it has changed since.
 */
static gboolean
find_existing (GalleyPostImporter *self, Item *item, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *found = NULL;
  gboolean unchanged = FALSE;

  item->id = galley_project_find_origin (self->context->project, item->record->source,
                                         item->record->digest, &unchanged, &found, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  item->is_fresh = item->id == 0 || !unchanged;
  if (item->id == 0)
    return TRUE;
  galley_origin_matcher_note (self->matcher, item->record, item->id, found);
  return tell_trash (self, item, error);
}

/* The others may be known by their neighbours, now that all of these are. */
static gboolean
find_moved (GalleyPostImporter *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item->id != 0)
        continue;
      if (!galley_origin_matcher_find (self->matcher, item->record, &item->id, error) ||
          (item->id != 0 && !tell_trash (self, item, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_post_importer_add:
 * @self: an importer
 * @record: (transfer full): a post
 * @error: GALLEY_STORE_ERROR
 *
 * Collects a post. One that has not changed since an earlier import is only kept as what others may
 * link to; a change that was not published is taken in with a whole extract only.
 */
gboolean
galley_post_importer_add (GalleyPostImporter *self, GalleyPostRecord *record, GError **error)
{
  Item *item = g_new0 (Item, 1);

  item->record = record;
  if (record->date == NULL)
    record->date = g_date_time_ref (self->context->now);
  if (record->working_copy_of != NULL)
    {
      g_ptr_array_add (self->changes, item);
      return TRUE;
    }
  g_ptr_array_add (self->items, item);
  galley_record_index_add (self->index, record, item);
  if (!find_existing (self, item, error))
    return FALSE;
  if (!item->is_fresh)
    {
      count (self, item, GALLEY_OUTCOME_SKIPPED);
      g_clear_pointer (&record->body, g_free);
      return TRUE;
    }
  for (guint i = 0; i < record->notes->len; i++)
    {
      const GalleyRecordNote *note = g_ptr_array_index (record->notes, i);

      warn (self, item, note->line, "%s", note->text);
    }
  return TRUE;
}

static gboolean
is_outside (const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);

  return scheme != NULL || *address == '#' || g_str_has_prefix (address, "//");
}

static gboolean
looks_like_picture (const char *address)
{
  static const char *const endings[] = {
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"
  };
  g_autofree char *lower = g_ascii_strdown (address, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

static const char *
find_media (Rewrite *rewrite, const char *address, const char *alternative)
{
  const GalleyPostRecord *record = rewrite->item->record;

  return record->files != NULL
             ? galley_media_importer_find (rewrite->importer->media, record->files, record->path,
                                           address, alternative)
             : NULL;
}

/* A link to a record waits until that has its id; a link to a file is resolved at once. */
static char *
rewrite_link (const char *address, const char *alternative, guint line, gpointer user_data)
{
  Rewrite *rewrite = user_data;
  Item *target;
  const char *media;

  if (is_outside (address))
    return NULL;
  target =
      galley_record_index_find (rewrite->importer->index, rewrite->item->record->path, address);
  if (target != NULL)
    {
      const char *fragment = strchr (address, '#');

      if (rewrite->has_ids && target->id > 0)
        return g_strdup_printf ("post:%" G_GINT64_FORMAT "%s", target->id,
                                fragment != NULL ? fragment : "");
      rewrite->item->has_links = TRUE;
      return NULL;
    }
  if (rewrite->has_ids)
    return NULL;
  media = find_media (rewrite, address, alternative);
  if (media != NULL)
    return g_strconcat ("media:", media, NULL);
  if (looks_like_picture (address) || galley_source_is_markdown (address))
    warn (rewrite->importer, rewrite->item, rewrite->item->record->body_line + line - 1,
          "“%.200s” is not in the folder", address);
  return NULL;
}

/* The related links of a post may be paths as well. */
static void
rewrite_post (GalleyPostImporter *self, Item *item, gboolean has_ids)
{
  Rewrite rewrite = { self, item, has_ids };
  char *body = galley_markdown_links_rewrite (item->post->body, rewrite_link, &rewrite);

  g_free (item->post->body);
  item->post->body = body;
  for (guint i = 0; i < item->post->links->len; i++)
    {
      GalleyLink *link = g_ptr_array_index (item->post->links, i);
      char *address = rewrite_link (link->address, "", 1, &rewrite);

      if (address == NULL)
        continue;
      g_free (link->address);
      link->address = address;
    }
}

static void
take_cover (GalleyPostImporter *self, Item *item)
{
  Rewrite rewrite = { self, item, FALSE };
  const char *cover = item->record->cover;
  const char *name;

  if (cover == NULL || is_outside (cover) || strchr (cover, '.') == NULL)
    return;
  name = find_media (&rewrite, cover, "");
  g_free (item->post->cover);
  item->post->cover = g_strdup (name != NULL ? name : "");
  if (name == NULL)
    warn (self, item, 0, "the cover “%.200s” is not in the folder", cover);
}

static void
move_text (char **to, char **from)
{
  g_free (*to);
  *to = g_steal_pointer (from);
}

/* The post that a record describes; the record keeps what messages and the second round need. */
static GalleyPost *
make_post (GalleyPostRecord *record)
{
  GalleyPost *post = galley_post_new ();

  post->kind = record->is_page ? GALLEY_POST_KIND_PAGE : GALLEY_POST_KIND_POST;
  move_text (&post->title, &record->title);
  move_text (&post->slug, &record->slug);
  move_text (&post->byline, &record->byline);
  move_text (&post->place, &record->place);
  move_text (&post->excerpt, &record->excerpt);
  move_text (&post->language, &record->language);
  move_text (&post->body, &record->body);
  g_clear_pointer (&post->date, g_date_time_unref);
  post->date = g_date_time_ref (record->date);
  g_strfreev (post->tags);
  post->tags = g_steal_pointer (&record->tags);
  for (guint i = 0; i < record->links->len; i++)
    {
      const GalleyRecordLink *link = g_ptr_array_index (record->links, i);

      galley_post_add_link (post, link->title, link->address);
    }
  post->series_part = record->series != NULL ? record->series_part : 0;
  post->latitude = record->latitude;
  post->longitude = record->longitude;
  post->comments_open = record->comments_open;
  return post;
}

static gboolean
prepare_post (GalleyPostImporter *self, Item *item, GError **error)
{
  item->post = make_post (item->record);
  if (item->record->series != NULL)
    {
      item->post->series_id =
          galley_project_ensure_series (self->context->project, item->record->series, error);
      if (item->post->series_id == 0)
        return FALSE;
    }
  take_cover (self, item);
  rewrite_post (self, item, FALSE);
  return TRUE;
}

/* Gives the post of an earlier import its new content: what Galley knows of it and the record does
 * not is kept. */
static gboolean
join_existing (GalleyPostImporter *self, Item *item, GError **error)
{
  g_autoptr (GalleyPost) old =
      galley_project_load_post (self->context->project, item->id, GALLEY_VERSION_WORKING, error);

  if (old == NULL)
    return FALSE;
  item->post->id = item->id;
  item->post->revision_id = old->revision_id;
  item->post->status = old->status;
  if (item->post->series_id == old->series_id && item->post->series_part == 0)
    item->post->series_part = old->series_part;
  return TRUE;
}

static gboolean
save_item (GalleyPostImporter *self, Item *item, GError **error)
{
  GalleyProject *project = self->context->project;
  gboolean is_new = item->id == 0;

  if (!prepare_post (self, item, error) || (!is_new && !join_existing (self, item, error)))
    return FALSE;
  if (is_new && self->context->restores &&
      !galley_project_reserve_post_id (project, item->record->number, error))
    return FALSE;
  if (!galley_project_save_post (project, item->post, GALLEY_SAVE_REVISION, error) ||
      !galley_project_save_origin (project, item->post->id, item->record->source,
                                   item->record->digest, error))
    {
      g_prefix_error (error, "%s: ", item->record->path);
      return FALSE;
    }
  item->id = item->post->id;
  count (self, item, is_new ? GALLEY_OUTCOME_ADDED : GALLEY_OUTCOME_UPDATED);
  if (!item->has_links)
    g_clear_pointer (&item->post->body, g_free);
  return TRUE;
}

/* Whether readers see the post, or saw it before it went to the trash. */
static gboolean
is_to_publish (GalleyPostImporter *self, const Item *item)
{
  const GalleyPostRecord *record = item->record;

  if (is_in_trash (self, item))
    return FALSE;
  return record->status == GALLEY_RECORD_PUBLISHED ||
         (record->status == GALLEY_RECORD_TRASH && self->context->restores && !record->was_draft);
}

/* A whole former address leads to the post, and texts may name the post by its last part. */
static gboolean
add_path (GalleyPostImporter *self, const Item *item, const char *address, GError **error)
{
  g_autofree char *path = galley_former_path_from_address (address, self->base_path);
  g_autofree char *plain = g_path_get_basename (address);
  char *ending = strrchr (plain, '.');
  g_autofree char *slug = NULL;

  if (path != NULL &&
      !galley_project_add_former_path (self->context->project, item->id, path, error))
    return FALSE;
  if (ending != NULL && g_str_has_prefix (ending, ".htm"))
    *ending = '\0';
  slug = galley_slug_from_name (plain);
  return *slug == '\0' || g_str_equal (slug, item->post->slug) ||
         galley_project_add_redirect (self->context->project, item->id, slug, NULL, error);
}

/* Addresses of other systems may begin with the folder that the site has on its host. */
static gboolean
load_base_path (GalleyPostImporter *self, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = NULL;
  g_autoptr (GUri) uri = NULL;

  if (self->base_path != NULL)
    return TRUE;
  settings = galley_project_load_settings (self->context->project, error);
  if (settings == NULL)
    return FALSE;
  uri = g_uri_parse (settings->url, G_URI_FLAGS_NONE, NULL);
  self->base_path = g_strconcat (uri != NULL ? g_uri_get_path (uri) : "", "/", NULL);
  /* One slash at the end. */
  while (g_str_has_suffix (self->base_path, "//"))
    self->base_path[strlen (self->base_path) - 1] = '\0';
  return TRUE;
}

/* Former addresses lead to the post. */
static gboolean
add_redirects (GalleyPostImporter *self, const Item *item, GError **error)
{
  for (guint i = 0; i < item->record->addresses->len; i++)
    {
      const GalleyRecordAddress *address = g_ptr_array_index (item->record->addresses, i);

      if ((address->date != NULL || !g_str_equal (address->slug, item->post->slug)) &&
          !galley_project_add_redirect (self->context->project, item->id, address->slug,
                                        address->date, error))
        return FALSE;
    }
  if (item->record->paths->len > 0 && !load_base_path (self, error))
    return FALSE;
  for (guint i = 0; i < item->record->paths->len; i++)
    if (!add_path (self, item, g_ptr_array_index (item->record->paths, i), error))
      return FALSE;
  return TRUE;
}

/* The links between records, once every one has its id, and the status of the post. */
static gboolean
finish_item (GalleyPostImporter *self, Item *item, GError **error)
{
  GalleyProject *project = self->context->project;

  if (item->has_links)
    {
      rewrite_post (self, item, TRUE);
      if (!galley_project_save_post (project, item->post, GALLEY_SAVE_TYPING, error))
        return FALSE;
      g_clear_pointer (&item->post->body, g_free);
    }
  if (is_to_publish (self, item) && !galley_project_publish_post (project, item->id, NULL, error))
    return FALSE;
  if (item->record->status == GALLEY_RECORD_TRASH &&
      !galley_project_trash_post (project, item->id, error))
    return FALSE;
  return add_redirects (self, item, error);
}

/* A change that was not published becomes the working copy of its post, which is published. */
static gboolean
take_change (GalleyPostImporter *self, Item *item, GError **error)
{
  const Item *changed = galley_record_index_find (self->index, "", item->record->working_copy_of);

  if (changed == NULL || changed->id == 0)
    {
      warn (self, item, 0, "there is no post that it would change; it is left out");
      return TRUE;
    }
  if (!prepare_post (self, item, error))
    return FALSE;
  rewrite_post (self, item, TRUE);
  item->id = changed->id;
  return join_existing (self, item, error) &&
         galley_project_save_post (self->context->project, item->post, GALLEY_SAVE_REVISION, error);
}

/* The oldest first, so that the parts of a series come in their order; of an extract in the order
 * of their ids, so that they get them again. */
static gint
compare_items (gconstpointer a, gconstpointer b, gpointer restores)
{
  const GalleyPostRecord *first = (*(Item *const *) a)->record;
  const GalleyPostRecord *second = (*(Item *const *) b)->record;
  int order = g_date_time_compare (first->date, second->date);

  if (restores != NULL && first->number != second->number)
    return first->number < second->number ? -1 : 1;
  return order != 0 ? order : strcmp (first->path, second->path);
}

/**
 * galley_post_importer_finish:
 * @self: an importer
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Takes in what was collected. Links between posts become links by identity. To be called once.
 */
gboolean
galley_post_importer_finish (GalleyPostImporter *self, GError **error)
{
  const GalleyImportContext *context = self->context;
  guint n = self->items->len;

  if (!find_moved (self, error))
    return FALSE;
  g_ptr_array_sort_with_data (self->items, compare_items,
                              GINT_TO_POINTER (self->context->restores));
  for (guint i = 0; i < 2 * n; i++)
    {
      Item *item = g_ptr_array_index (self->items, i % n);

      if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      if (item->is_fresh && !(i < n ? save_item : finish_item) (self, item, error))
        return FALSE;
      if (context->options->progress != NULL)
        context->options->progress (i + 1, 2 * n, context->options->progress_data);
    }
  for (guint i = 0; context->restores && i < self->changes->len; i++)
    if (!take_change (self, g_ptr_array_index (self->changes, i), error))
      return FALSE;
  return TRUE;
}
