/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-extract-posts.h"

#include <string.h>

#include "galley-escape.h"
#include "galley-extract-files.h"
#include "galley-former-path.h"
#include "galley-markdown-links.h"
#include "galley-markdown-writer.h"

/* A post, and where it is written. */
typedef struct
{
  gint64 id;
  char *path;
  char *slug;
  GPtrArray *redirects;  /* (nullable): of GalleyRedirect, unowned: its former addresses */
  GPtrArray *paths;      /* (nullable): of char *, unowned: where its page stood */
  gboolean is_apart;     /* its unpublished changes stand apart */
  gboolean is_published; /* or was, before it went to the trash */
} Item;

struct _GalleyExtractPosts
{
  GalleyProject *project;
  GCancellable *cancellable;
  GPtrArray *items;     /* of Item */
  GHashTable *by_id;    /* gint64 * to Item * */
  GPtrArray *redirects; /* of GalleyRedirect */
  GPtrArray *paths;     /* of GalleyFormerPath */
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->path);
  g_free (item->slug);
  g_clear_pointer (&item->redirects, g_ptr_array_unref);
  g_clear_pointer (&item->paths, g_ptr_array_unref);
  g_free (item);
}

/* All posts, those in the trash as well. */
static GArray *
list_all (GalleyProject *project, GCancellable *cancellable, GError **error)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = galley_project_list_posts (project, &filter, cancellable, error);
  g_autoptr (GArray) trash = NULL;

  if (ids == NULL)
    return NULL;
  filter.status = GALLEY_POST_TRASH;
  trash = galley_project_list_posts (project, &filter, cancellable, error);
  if (trash == NULL)
    return NULL;
  g_array_append_vals (ids, trash->data, trash->len);
  return g_steal_pointer (&ids);
}

/* Where a post is written: "posts/2009-10-13-slug.md", "pages/slug.md". */
static char *
choose_path (GHashTable *taken, const GalleyPost *post)
{
  g_autofree char *day = g_date_time_format (post->date, "%Y-%m-%d-");
  gboolean is_page = post->kind == GALLEY_POST_KIND_PAGE;
  const char *folder = is_page ? GALLEY_EXTRACT_PAGES : GALLEY_EXTRACT_POSTS;
  const char *slug = *post->slug != '\0' ? post->slug : "untitled";
  char *path = g_strdup_printf ("%s/%s%s.md", folder, is_page ? "" : day, slug);

  if (!g_hash_table_contains (taken, path))
    return path;
  g_free (path);
  return g_strdup_printf ("%s/%s%s-%" G_GINT64_FORMAT ".md", folder, is_page ? "" : day, slug,
                          post->id);
}

static void
add_items (GalleyExtractPosts *self, GPtrArray *working, GPtrArray *published)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < working->len; i++)
    {
      const GalleyPost *post = g_ptr_array_index (working, i);
      Item *item;

      if (post == NULL)
        continue;
      item = g_new0 (Item, 1);
      item->id = post->id;
      item->path = choose_path (taken, post);
      item->slug = g_strdup (post->slug);
      item->is_apart = post->has_changes && post->status != GALLEY_POST_TRASH;
      item->is_published = g_ptr_array_index (published, i) != NULL;
      g_hash_table_add (taken, item->path);
      g_ptr_array_add (self->items, item);
      g_hash_table_insert (self->by_id, &item->id, item);
    }
}

static void
add_redirects (GalleyExtractPosts *self)
{
  for (guint i = 0; i < self->redirects->len; i++)
    {
      GalleyRedirect *redirect = g_ptr_array_index (self->redirects, i);
      Item *item = g_hash_table_lookup (self->by_id, &redirect->post_id);

      if (item == NULL)
        continue;
      if (item->redirects == NULL)
        item->redirects = g_ptr_array_new ();
      g_ptr_array_add (item->redirects, redirect);
    }
}

static void
add_former_paths (GalleyExtractPosts *self)
{
  for (guint i = 0; i < self->paths->len; i++)
    {
      GalleyFormerPath *former = g_ptr_array_index (self->paths, i);
      Item *item = g_hash_table_lookup (self->by_id, &former->post_id);

      if (item == NULL)
        continue;
      if (item->paths == NULL)
        item->paths = g_ptr_array_new ();
      g_ptr_array_add (item->paths, former->path);
    }
}

/* "2015/x/index.html" is "/2015/x/" to readers. */
static char *
address_of_path (const char *path)
{
  g_autofree char *plain = g_strdup (path);

  if (g_str_has_suffix (plain, "/index.html"))
    plain[strlen (plain) - strlen ("index.html")] = '\0';
  return g_strconcat ("/", plain, NULL);
}

/**
 * galley_extract_posts_new:
 * @project: an open project
 * @cancellable: (nullable): stops it
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the posts of @project, each with its path
 */
GalleyExtractPosts *
galley_extract_posts_new (GalleyProject *project, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyExtractPosts) self = g_new0 (GalleyExtractPosts, 1);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) working = NULL;
  g_autoptr (GPtrArray) published = NULL;
  const gint64 *list;

  self->project = project;
  self->cancellable = cancellable;
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  ids = list_all (project, cancellable, error);
  if (ids == NULL)
    return NULL;
  list = (const gint64 *) (void *) ids->data;
  working = galley_project_load_posts (project, list, ids->len, GALLEY_VERSION_WORKING, error);
  if (working == NULL)
    return NULL;
  published = galley_project_load_posts (project, list, ids->len, GALLEY_VERSION_PUBLISHED, error);
  if (published == NULL)
    return NULL;
  self->redirects = galley_project_list_redirects (project, error);
  if (self->redirects == NULL)
    return NULL;
  self->paths = galley_project_list_former_paths (project, error);
  if (self->paths == NULL)
    return NULL;
  add_items (self, working, published);
  add_redirects (self);
  add_former_paths (self);
  return g_steal_pointer (&self);
}

/**
 * galley_extract_posts_free:
 * @self: (nullable): posts
 */
void
galley_extract_posts_free (GalleyExtractPosts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->redirects, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_free (self);
}

/**
 * galley_extract_posts_get_slug:
 * @self: posts
 * @id: one of them
 *
 * Returns: (transfer none) (nullable): what comments name it by
 */
const char *
galley_extract_posts_get_slug (GalleyExtractPosts *self, gint64 id)
{
  const Item *item = g_hash_table_lookup (self->by_id, &id);

  return item != NULL ? item->slug : NULL;
}

/* An address of the project as one between the files: "post:12" and "media:map.png". */
static char *
relative_address (const char *address, const char *alternative, guint line, gpointer user_data)
{
  GalleyExtractPosts *self = user_data;
  g_autoptr (GString) out = g_string_new ("../" GALLEY_EXTRACT_MEDIA "/");
  g_autofree char *reference = NULL;
  const Item *item;
  gint64 id;

  if (g_str_has_prefix (address, "media:"))
    {
      galley_escape_path_segment (out, address + strlen ("media:"), -1);
      return g_string_free (g_steal_pointer (&out), FALSE);
    }
  if (!g_str_has_prefix (address, "post:"))
    return NULL;
  reference = g_strndup (address + strlen ("post:"), strcspn (address + strlen ("post:"), "#"));
  id = galley_project_find_post (self->project, reference, NULL);
  item = id != 0 ? g_hash_table_lookup (self->by_id, &id) : NULL;
  return item != NULL ? g_strconcat ("../", item->path, strchr (address, '#'), NULL) : NULL;
}

static void
add_links (GalleyExtractPosts *self, GalleyPostRecord *record, const GalleyPost *post)
{
  for (guint i = 0; i < post->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (post->links, i);
      g_autofree char *address = relative_address (link->address, "", 0, self);

      galley_post_record_add_link (record, link->title, address != NULL ? address : link->address);
    }
}

static GalleyRecordStatus
record_status (const GalleyPost *post)
{
  if (post->status == GALLEY_POST_TRASH)
    return GALLEY_RECORD_TRASH;
  return post->status == GALLEY_POST_DRAFT ? GALLEY_RECORD_DRAFT : GALLEY_RECORD_PUBLISHED;
}

static GalleyPostRecord *
make_record (GalleyExtractPosts *self, const Item *item, const GalleyPost *post)
{
  GalleyPostRecord *record = galley_post_record_new ();

  record->number = post->id;
  record->is_page = post->kind == GALLEY_POST_KIND_PAGE;
  record->status = record_status (post);
  record->was_draft = record->status == GALLEY_RECORD_TRASH && !item->is_published;
  record->title = g_strdup (post->title);
  record->slug = g_strdup (post->slug);
  record->byline = g_strdup (post->byline);
  record->date = g_date_time_ref (post->date);
  record->series = post->series_id != 0 ? g_strdup (post->series_title) : NULL;
  record->series_part = post->series_part;
  record->tags = g_strdupv (post->tags);
  add_links (self, record, post);
  for (guint i = 0; item->redirects != NULL && i < item->redirects->len; i++)
    {
      const GalleyRedirect *redirect = g_ptr_array_index (item->redirects, i);

      galley_post_record_add_address (record, redirect->slug, redirect->date);
    }
  for (guint i = 0; item->paths != NULL && i < item->paths->len; i++)
    g_ptr_array_add (record->paths, address_of_path (g_ptr_array_index (item->paths, i)));
  record->place = g_strdup (post->place);
  record->latitude = post->latitude;
  record->longitude = post->longitude;
  record->excerpt = g_strdup (post->excerpt);
  if (post->cover != NULL && *post->cover != '\0')
    {
      g_autofree char *address = g_strconcat ("media:", post->cover, NULL);

      record->cover = relative_address (address, "", 0, self);
    }
  record->language = g_strdup (post->language);
  record->comments_open = post->comments_open;
  record->body = galley_markdown_links_rewrite (post->body, relative_address, self);
  return record;
}

static gboolean
write_version (GalleyExtractPosts *self,
               GalleyExtractFolder *folder,
               const Item *item,
               GalleyVersion version,
               const char *path,
               GError **error)
{
  g_autoptr (GalleyPost) post = galley_project_load_post (self->project, item->id, version, error);
  g_autoptr (GalleyPostRecord) record = NULL;
  g_autofree char *text = NULL;

  if (post == NULL)
    return FALSE;
  record = make_record (self, item, post);
  text = galley_markdown_write (record);
  return galley_extract_folder_write (folder, path, text, strlen (text), error);
}

/* What is published stands in its place; changes to it that are not stand apart, so that taking the
 * folder in elsewhere puts nothing half-done before readers. */
static gboolean
write_post (GalleyExtractPosts *self, GalleyExtractFolder *folder, const Item *item, GError **error)
{
  g_autofree char *base = g_path_get_basename (item->path);
  g_autofree char *apart = g_build_filename (GALLEY_EXTRACT_CHANGES, base, NULL);

  if (!item->is_apart)
    return write_version (self, folder, item, GALLEY_VERSION_WORKING, item->path, error);
  return write_version (self, folder, item, GALLEY_VERSION_PUBLISHED, item->path, error) &&
         write_version (self, folder, item, GALLEY_VERSION_WORKING, apart, error);
}

/**
 * galley_extract_posts_write:
 * @self: posts
 * @folder: where to
 * @error: GALLEY_STORE_ERROR, G_FILE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Writes each post as Markdown with front matter.
 */
gboolean
galley_extract_posts_write (GalleyExtractPosts *self, GalleyExtractFolder *folder, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
        !write_post (self, folder, g_ptr_array_index (self->items, i), error))
      return FALSE;
  return TRUE;
}
