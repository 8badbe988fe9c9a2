/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-import-private.h"
#include "galley-media.h"
#include "galley-origin.h"
#include "galley-series.h"
#include "galley-slug.h"
#include "galley-text.h"

#define MAX_LINKED_FILES 100000

/* One text on its way to be a post. */
typedef struct
{
  char *path;
  char *source; /* where it comes from, as it is remembered */
  char *digest; /* of the file */
  GalleyPost *post;
  GalleyPostFate fate;
  guint body_line;
  gint64 id;      /* of the post, once there is one */
  gboolean fresh; /* to be saved, not skipped */
  gboolean links; /* its body links to other texts */
} Item;

typedef struct
{
  GalleyImporter *importer;
  GalleySourceTree *tree;
  GPtrArray *items;    /* of Item, in the order of paths */
  GHashTable *by_path; /* char * to Item *: paths, and names and slugs where they are unique */
  GHashTable *media;   /* char *: path to char *: name; "" for what is no media */
  GHashTable *digests; /* of the media that were there before */
  Item *item;          /* the one whose links are looked at */
  gboolean second;     /* whether every item has its id */
} Intake;

static void
item_free (Item *item)
{
  g_free (item->path);
  g_free (item->source);
  g_free (item->digest);
  g_clear_pointer (&item->post, galley_post_free);
  galley_post_fate_clear (&item->fate);
  g_free (item);
}

static GalleyImportCount *
count_of (Intake *intake, GalleyPostKind kind)
{
  GalleyImportReport *report = intake->importer->report;

  return kind == GALLEY_POST_KIND_PAGE ? &report->pages : &report->posts;
}

/* Files that speak of the folder and not of its subject, and Hugo's lists without a text. */
static gboolean
is_no_post (const char *path, const char *text)
{
  static const char *const names[] = { "readme",    "license",         "licence",  "contributing",
                                       "changelog", "code_of_conduct", "security", NULL };
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');
  g_autofree char *lower = NULL;

  if (dot != NULL)
    *dot = '\0';
  if (g_str_equal (base, "_index"))
    {
      const char *end = g_str_has_prefix (text, "---")   ? strstr (text + 3, "\n---")
                        : g_str_has_prefix (text, "+++") ? strstr (text + 3, "\n+++")
                                                         : NULL;

      return end != NULL && end[4 + strspn (end + 4, " \t\n")] == '\0';
    }
  lower = g_ascii_strdown (base, -1);
  return strncmp (text, "---\n", 4) != 0 && strncmp (text, "+++\n", 4) != 0 && text[0] != '{' &&
         g_strv_contains (names, lower);
}

static void
convert_body (Intake *intake, Item *item)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GalleyShortcodesLeft left = { 0, 0, names };
  char *body = NULL;

  if (strstr (item->post->body, "{{") == NULL && strstr (item->post->body, "{%") == NULL)
    return;
  body = galley_shortcodes_convert (item->post->body, &left);
  g_free (item->post->body);
  item->post->body = body;
  if (left.n_left > 0)
    galley_importer_warn (intake->importer, item->path, item->body_line + left.first_line - 1,
                          left.n_left == 1 ? "%u shortcode is left as it stands (%s)"
                                           : "%u shortcodes are left as they stand (%s)",
                          left.n_left, names->str);
}

static void
malformed (Intake *intake, const char *path, const char *what)
{
  GalleyImportCount *count = count_of (intake, GALLEY_POST_KIND_POST);

  count->found++;
  count->skipped++;
  intake->importer->n_malformed++;
  galley_importer_warn (intake->importer, path, 0, "%s", what);
}

/* FALSE only where the import cannot go on. */
static gboolean
read_item (Intake *intake, const char *path, GError **error)
{
  GalleyImporter *importer = intake->importer;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gint64 modified = 0;
  gboolean repaired = FALSE;
  gboolean unchanged = FALSE;
  gsize length;
  const char *data;
  Item *item;

  if (g_cancellable_set_error_if_cancelled (importer->cancellable, error))
    return FALSE;
  bytes = galley_source_tree_load (intake->tree, path, GALLEY_IMPORT_MAX_TEXT, &modified, &problem);
  if (bytes == NULL)
    {
      malformed (intake, path, problem->message);
      return TRUE;
    }
  data = g_bytes_get_data (bytes, &length);
  text = galley_text_repair (data != NULL ? data : "", length, &repaired);
  if (is_no_post (path, text))
    return TRUE;
  item = g_new0 (Item, 1);
  item->path = g_strdup (path);
  item->post = galley_post_from_text (importer, path, text, modified, &item->fate, &item->body_line,
                                      &problem);
  if (item->post == NULL)
    {
      malformed (intake, path, problem->message);
      item_free (item);
      return TRUE;
    }
  g_ptr_array_add (intake->items, item);
  item->source = g_strdup_printf ("markdown:%s/%s", intake->tree->name, path);
  item->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  item->id = galley_project_find_origin (importer->project, item->source, item->digest, &unchanged,
                                         &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  count_of (intake, item->post->kind)->found++;
  item->fresh = item->id == 0 || !unchanged;
  if (!item->fresh)
    {
      count_of (intake, item->post->kind)->skipped++;
      g_clear_pointer (&item->post->body, g_free);
      return TRUE;
    }
  if (repaired)
    galley_importer_warn (importer, path, 0, "not all of it is UTF-8; the rest stands as U+FFFD");
  convert_body (intake, item);
  return TRUE;
}

/* What other texts may call this one: its path, with and without ending, its name, its slug. The
 * first one keeps a name that several have. */
static void
index_item (Intake *intake, Item *item)
{
  g_autofree char *stem =
      g_strndup (item->path,
                 (gsize) (strrchr (item->path, '.') != NULL ? strrchr (item->path, '.') - item->path
                                                            : (gssize) strlen (item->path)));
  g_autofree char *base = g_path_get_basename (stem);
  g_autofree char *file = g_path_get_basename (item->path);
  g_autofree char *bundle = g_str_equal (base, "index") ? g_path_get_dirname (item->path) : NULL;
  const char *const names[] = { item->path, stem, file, base, item->post->slug, bundle };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && *names[i] != '\0' && !g_hash_table_contains (intake->by_path, names[i]))
      g_hash_table_insert (intake->by_path, g_strdup (names[i]), item);
}

static gboolean
is_outside (const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);

  return scheme != NULL || *address == '#' || g_str_has_prefix (address, "//");
}

/* "/2015/01/09/personas-101/" or "/about/": an address of the site that the texts were, by its last
 * part. Others, "/tags/design/" for instance, are no texts. */
static Item *
find_by_address (Intake *intake, const char *plain)
{
  static const char *const roots[] = { "posts", "post", "blog", "news", "articles", NULL };
  g_auto (GStrv) parts = g_strsplit (plain + 1, "/", -1);
  guint n = g_strv_length (parts);

  while (n > 0 && *parts[n - 1] == '\0')
    n--;
  if (n == 0 || n > 6)
    return NULL;
  if (g_str_has_suffix (parts[n - 1], ".html"))
    parts[n - 1][strlen (parts[n - 1]) - 5] = '\0';
  if (n > 1 && !g_strv_contains (roots, parts[0]) &&
      !(strlen (parts[0]) == 4 && strspn (parts[0], "0123456789") == 4))
    return NULL;
  return g_hash_table_lookup (intake->by_path, parts[n - 1]);
}

/* The text that a relative address leads to; NULL for none. */
static Item *
find_item (Intake *intake, const char *address)
{
  static const char *const roots[] = { "", "content/" };
  g_autofree char *path = galley_source_path_resolve (intake->item->path, address);
  g_autofree char *plain = g_strndup (address, strcspn (address, "?#"));
  Item *item = NULL;

  for (gsize i = 0; path != NULL && item == NULL && i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *rooted = g_strconcat (roots[i], path, NULL);

      item = g_hash_table_lookup (intake->by_path, rooted);
    }
  /* A bare name, as Hugo's ref and Jekyll's post_url have it. */
  if (item == NULL && strchr (plain, '/') == NULL)
    item = g_hash_table_lookup (intake->by_path, plain);
  if (item == NULL && *plain == '/')
    item = find_by_address (intake, plain);
  return item;
}

static void
count_media (Intake *intake, GBytes *bytes)
{
  GalleyImportCount *count = &intake->importer->report->media;
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  count->found++;
  if (g_hash_table_add (intake->digests, g_steal_pointer (&digest)))
    count->added++;
  else
    count->skipped++;
}

/* Takes the file @path in; "" where it is not one that a page can use. */
static char *
take_media (Intake *intake, const char *path, const char *alternative)
{
  GalleyImporter *importer = intake->importer;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *base = g_path_get_basename (path);
  guint width, height;
  const char *type;
  gsize length;
  const guint8 *data;
  char *name;

  bytes = galley_source_tree_load (intake->tree, path, GALLEY_IMPORT_MAX_MEDIA, NULL, &problem);
  if (bytes == NULL)
    {
      galley_importer_warn (importer, intake->item->path, 0, "%s", problem->message);
      return g_strdup ("");
    }
  data = g_bytes_get_data (bytes, &length);
  type = length > 0 ? galley_media_sniff (data, length, &width, &height) : NULL;
  if (type == NULL)
    {
      galley_importer_warn (importer, intake->item->path, 0,
                            "%s is not a kind of file that a page can show; it is left out", path);
      return g_strdup ("");
    }
  name = galley_project_add_media (importer->project, base, type, bytes, alternative, width, height,
                                   &problem);
  if (name == NULL)
    {
      galley_importer_warn (importer, intake->item->path, 0, "%s: %s", path, problem->message);
      return g_strdup ("");
    }
  count_media (intake, bytes);
  return name;
}

/* The name in the project of the file that @address leads to; NULL for none. */
static const char *
find_media (Intake *intake, const char *address, const char *alternative)
{
  static const char *const roots[] = { "", "static/", "public/", "assets/", "content/", "src/" };
  g_autofree char *path = galley_source_path_resolve (intake->item->path, address);
  const char *known = NULL;

  for (gsize i = 0; path != NULL && i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *rooted = g_strconcat (roots[i], path, NULL);

      known = g_hash_table_lookup (intake->media, rooted);
      if (known != NULL)
        break;
      if (!galley_source_tree_has (intake->tree, rooted) || galley_source_is_markdown (rooted) ||
          g_hash_table_size (intake->media) >= MAX_LINKED_FILES)
        continue;
      known = take_media (intake, rooted, alternative);
      g_hash_table_insert (intake->media, g_steal_pointer (&rooted), (gpointer) known);
      break;
    }
  return known != NULL && *known != '\0' ? known : NULL;
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

static char *
rewrite_link (const char *address, const char *alternative, guint line, gpointer user_data)
{
  Intake *intake = user_data;
  Item *target;
  const char *media;

  if (is_outside (address))
    return NULL;
  target = find_item (intake, address);
  if (target != NULL)
    {
      const char *fragment = strchr (address, '#');

      if (intake->second && target->id > 0)
        return g_strdup_printf ("post:%" G_GINT64_FORMAT "%s", target->id,
                                fragment != NULL ? fragment : "");
      intake->item->links = TRUE;
      return NULL;
    }
  if (intake->second)
    return NULL;
  media = find_media (intake, address, alternative);
  if (media != NULL)
    return g_strconcat ("media:", media, NULL);
  if (looks_like_picture (address) || galley_source_is_markdown (address))
    galley_importer_warn (intake->importer, intake->item->path, intake->item->body_line + line - 1,
                          "“%.200s” is not in the folder", address);
  return NULL;
}

static void
rewrite_body (Intake *intake, Item *item)
{
  char *body;

  intake->item = item;
  body = galley_markdown_links_rewrite (item->post->body, rewrite_link, intake);
  g_free (item->post->body);
  item->post->body = body;
}

/* The related links of a post's front matter may be paths as well. */
static void
rewrite_bar (Intake *intake, Item *item)
{
  intake->item = item;
  for (guint i = 0; i < item->post->links->len; i++)
    {
      GalleyLink *link = g_ptr_array_index (item->post->links, i);
      char *address = rewrite_link (link->address, "", 1, intake);

      if (address == NULL)
        continue;
      g_free (link->address);
      link->address = address;
    }
}

static void
take_cover (Intake *intake, Item *item)
{
  const char *cover = item->fate.cover;
  const char *name;

  if (cover == NULL || is_outside (cover) || strchr (cover, '.') == NULL)
    return;
  intake->item = item;
  name = find_media (intake, cover, "");
  g_free (item->post->cover);
  item->post->cover = g_strdup (name != NULL ? name : "");
  if (name == NULL)
    galley_importer_warn (intake->importer, item->path, 0,
                          "the cover “%.200s” is not in the folder", cover);
}

/* Gives the post of an earlier import its new content: what Galley knows of it and the file does
 * not is kept. */
static gboolean
join_existing (Intake *intake, Item *item, GError **error)
{
  g_autoptr (GalleyPost) old =
      galley_project_load_post (intake->importer->project, item->id, GALLEY_VERSION_WORKING, error);

  if (old == NULL)
    return FALSE;
  item->post->id = item->id;
  item->post->revision_id = old->revision_id;
  item->post->status = old->status;
  if (item->post->series_id == old->series_id && item->post->series_part == 0)
    item->post->series_part = old->series_part;
  if (old->status == GALLEY_POST_TRASH)
    item->fate.publish = FALSE;
  return TRUE;
}

static gboolean
save_item (Intake *intake, Item *item, GError **error)
{
  GalleyProject *project = intake->importer->project;
  gboolean added = item->id == 0;
  GalleyImportCount *count = count_of (intake, item->post->kind);

  if (item->fate.series != NULL)
    {
      item->post->series_id = galley_project_ensure_series (project, item->fate.series, error);
      if (item->post->series_id == 0)
        return FALSE;
    }
  take_cover (intake, item);
  rewrite_body (intake, item);
  rewrite_bar (intake, item);
  if (!added && !join_existing (intake, item, error))
    return FALSE;
  if (!galley_project_save_post (project, item->post, GALLEY_SAVE_REVISION, error) ||
      !galley_project_save_origin (project, item->post->id, item->source, item->digest, error))
    {
      g_prefix_error (error, "%s: ", item->path);
      return FALSE;
    }
  item->id = item->post->id;
  if (added)
    count->added++;
  else
    count->updated++;
  if (!item->links)
    g_clear_pointer (&item->post->body, g_free);
  return TRUE;
}

/* The links between texts, once every one has its id, and what becomes of the post. */
static gboolean
finish_item (Intake *intake, Item *item, GError **error)
{
  GalleyProject *project = intake->importer->project;

  if (item->links)
    {
      intake->second = TRUE;
      rewrite_body (intake, item);
      rewrite_bar (intake, item);
      intake->second = FALSE;
      if (!galley_project_save_post (project, item->post, GALLEY_SAVE_TYPING, error))
        return FALSE;
      g_clear_pointer (&item->post->body, g_free);
    }
  if (item->fate.publish && !galley_project_publish_post (project, item->id, NULL, error))
    return FALSE;
  if (item->fate.trash && !galley_project_trash_post (project, item->id, error))
    return FALSE;
  for (gsize i = 0; item->fate.addresses != NULL && item->fate.addresses[i] != NULL; i++)
    if (!g_str_equal (item->fate.addresses[i], item->post->slug) &&
        !galley_project_add_redirect (project, item->id, item->fate.addresses[i], error))
      return FALSE;
  return TRUE;
}

/* The oldest first, so that the parts of a series come in their order. */
static gint
compare_dates (gconstpointer a, gconstpointer b)
{
  const Item *first = *(Item *const *) a;
  const Item *second = *(Item *const *) b;
  int order = g_date_time_compare (first->post->date, second->post->date);

  return order != 0 ? order : strcmp (first->path, second->path);
}

static gboolean
take_items (Intake *intake, GError **error)
{
  GalleyImporter *importer = intake->importer;
  guint n = intake->items->len;

  for (guint i = 0; i < n; i++)
    index_item (intake, g_ptr_array_index (intake->items, i));
  g_ptr_array_sort (intake->items, compare_dates);
  for (guint i = 0; i < 2 * n; i++)
    {
      Item *item = g_ptr_array_index (intake->items, i % n);

      if (g_cancellable_set_error_if_cancelled (importer->cancellable, error))
        return FALSE;
      if (item->fresh && !(i < n ? save_item : finish_item) (intake, item, error))
        return FALSE;
      if (importer->options->progress != NULL)
        importer->options->progress (i + 1, 2 * n, importer->options->progress_data);
    }
  return TRUE;
}

static gboolean
list_digests (Intake *intake, GError **error)
{
  g_autoptr (GPtrArray) media = galley_project_list_media (intake->importer->project, error);

  if (media == NULL)
    return FALSE;
  for (guint i = 0; i < media->len; i++)
    {
      const GalleyMedia *one = g_ptr_array_index (media, i);

      g_hash_table_add (intake->digests, g_strdup (one->digest));
    }
  return TRUE;
}

/**
 * galley_import_tree:
 * @importer: the import, in a transaction
 * @tree: the texts
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Takes the texts of @tree in as posts and pages, with the pictures that they use. Links between
 * them become links by identity.
 */
gboolean
galley_import_tree (GalleyImporter *importer, GalleySourceTree *tree, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  g_autoptr (GHashTable) by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Intake intake = { importer, tree, items, by_path, media, digests, NULL, FALSE };

  if (!list_digests (&intake, error))
    return FALSE;
  for (guint i = 0; i < tree->paths->len; i++)
    if (!read_item (&intake, g_ptr_array_index (tree->paths, i), error))
      return FALSE;
  return take_items (&intake, error);
}
