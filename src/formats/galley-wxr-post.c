/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-wxr-post-private.h"

#include <string.h>

#include "galley-date.h"
#include "galley-wordpress-text.h"

/* "2015-01-09 10:30:00"; NULL for "0000-00-00 00:00:00" and what is none. */
static GDateTime *
read_time (const char *text)
{
  int year, month, day, hour, minute, second;
  g_autoptr (GTimeZone) utc = NULL;

  if (sscanf (text, "%4d-%2d-%2d %2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) != 6 ||
      year == 0)
    return NULL;
  utc = g_time_zone_new_utc ();
  return g_date_time_new (utc, year, month, day, hour, minute, second);
}

/**
 * galley_wxr_date_read:
 * @parent: an item or a comment
 * @local: the name of the element that has the time on the blog's clocks
 * @utc: the same in UTC
 *
 * Returns: (transfer full) (nullable): the time with the offset that the blog had then; %NULL where
 *   there is none
 */
GDateTime *
galley_wxr_date_read (const xmlNode *parent, const char *local, const char *utc)
{
  g_autofree char *local_text = galley_xml_get_text (parent, local);
  g_autofree char *utc_text = galley_xml_get_text (parent, utc);
  g_autoptr (GDateTime) here = read_time (local_text);
  g_autoptr (GDateTime) there = read_time (utc_text);
  GTimeSpan offset;
  g_autoptr (GTimeZone) zone = NULL;

  if (there == NULL)
    return g_steal_pointer (&here);
  if (here == NULL)
    return g_steal_pointer (&there);
  offset = g_date_time_difference (here, there) / G_TIME_SPAN_SECOND;
  if (ABS (offset) > 15 * 3600)
    return g_steal_pointer (&there);
  zone = g_time_zone_new_offset ((gint32) (offset - offset % 60));
  return g_date_time_to_timezone (there, zone);
}

static char *
find_picture (gint64 id, gpointer user_data)
{
  GalleyWxrSite *site = user_data;
  const char *address = g_hash_table_lookup (site->attachments, &id);

  return g_strdup (address);
}

static char *
convert (GalleyWxrSite *site, const char *text, const GalleyReadOptions *options)
{
  g_autofree char *html =
      galley_wordpress_text_to_html (text, find_picture, site, site->shortcodes);
  g_autofree char *rewritten = galley_wxr_site_rewrite (site, html);

  return options->convert_post (rewritten);
}

/* What keeps a text off the web there keeps it off here. */
static void
read_status (GalleyPostRecord *post, const xmlNode *item)
{
  g_autofree char *status = galley_xml_get_text (item, "wp:status");
  g_autofree char *password = galley_xml_get_text (item, "wp:post_password");

  if (g_str_equal (status, "publish") || g_str_equal (status, "future"))
    post->status = GALLEY_RECORD_PUBLISHED;
  else if (g_str_equal (status, "trash"))
    post->status = GALLEY_RECORD_TRASH;
  else
    post->status = GALLEY_RECORD_DRAFT;
  if (post->status == GALLEY_RECORD_DRAFT && !g_str_equal (status, "draft"))
    galley_post_record_note (post, 0, "“%.100s” is “%.40s” in WordPress; it is a draft here",
                             post->title, status);
  if (post->status == GALLEY_RECORD_PUBLISHED && *password != '\0')
    {
      post->status = GALLEY_RECORD_DRAFT;
      galley_post_record_note (
          post, 0, "“%.100s” asks for a password in WordPress; it is a draft here", post->title);
    }
  if (post->status == GALLEY_RECORD_PUBLISHED && post->date == NULL)
    {
      post->status = GALLEY_RECORD_DRAFT;
      galley_post_record_note (post, 0, "“%.100s” has no date; it is a draft here", post->title);
    }
}

static void
read_tags (GalleyPostRecord *post, const xmlNode *item)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  for (const xmlNode *child = item->children; child != NULL; child = child->next)
    {
      g_autofree char *domain = NULL;
      g_autofree char *nicename = NULL;
      g_autofree char *text = NULL;
      char *name;

      if (!galley_xml_is (child, "category"))
        continue;
      domain = galley_xml_get_attribute (child, "domain");
      nicename = galley_xml_get_attribute (child, "nicename");
      if (domain == NULL || g_strcmp0 (nicename, "uncategorized") == 0 ||
          !(g_str_equal (domain, "category") || g_str_equal (domain, "post_tag") ||
            g_str_equal (domain, "tag")))
        continue;
      text = galley_xml_get_own_text (child);
      name = galley_wxr_plain_text (text);
      if (*name != '\0' && !g_ptr_array_find_with_equal_func (tags, name, g_str_equal, NULL))
        g_ptr_array_add (tags, name);
      else
        g_free (name);
    }
  g_ptr_array_add (tags, NULL);
  post->tags = g_strdupv ((char **) tags->pdata);
}

/* What plugins and themes keep; only what is known by all is looked at. */
static void
read_meta (GalleyPostRecord *post, GalleyWxrSite *site, const xmlNode *item)
{
  for (const xmlNode *child = item->children; child != NULL; child = child->next)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (!galley_xml_is (child, "wp:postmeta"))
        continue;
      key = galley_xml_get_text (child, "wp:meta_key");
      value = galley_xml_get_text (child, "wp:meta_value");
      if (g_str_equal (key, "_thumbnail_id") && post->cover == NULL)
        {
          gint64 id = g_ascii_strtoll (value, NULL, 10);
          const char *address = g_hash_table_lookup (site->attachments, &id);

          post->cover = address != NULL ? galley_wxr_site_find_file (site, address) : NULL;
          site->n_missing += address != NULL && post->cover == NULL;
        }
      else if (g_str_equal (key, "_wp_trash_meta_status"))
        post->was_draft = !g_str_equal (value, "publish") && !g_str_equal (value, "future");
    }
}

/* All that it is made of, so that the same again is known not to have changed. */
static char *
make_digest (const xmlNode *item)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (const xmlNode *child = item->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && !galley_xml_is (child, "wp:comment"))
      {
        g_autofree char *text = galley_xml_get_own_text (child);

        g_checksum_update (sum, child->name, -1);
        g_checksum_update (sum, (const guchar *) text, -1);
      }
  return g_strdup (g_checksum_get_string (sum));
}

static void
read_names (GalleyPostRecord *post, GalleyWxrSite *site, const xmlNode *item)
{
  g_autofree char *link = g_strstrip (galley_xml_get_text (item, "link"));
  g_autofree char *id = galley_xml_get_text (item, "wp:post_id");
  g_autofree char *name = g_strdup_printf ("wp-%s", id);
  g_autofree char *path = galley_wxr_site_get_path (site, link);
  g_autofree char *slug = galley_xml_get_text (item, "wp:post_name");
  const char *names[] = { name, path != NULL && *path != '\0' ? path : NULL, NULL };

  post->names = g_strdupv ((char **) names);
  post->source = g_strdup_printf ("wxr:%s#%s", site->base, id);
  if (path != NULL && *path != '\0')
    g_ptr_array_add (post->paths,
                     g_strdup_printf ("/%s%s", path, g_str_has_suffix (link, "/") ? "/" : ""));
  post->slug = g_uri_unescape_string (slug, NULL);
  if (post->slug == NULL)
    post->slug = g_strdup (slug);
}

/**
 * galley_wxr_post_read:
 * @site: that it is of
 * @item: of type "post" or "page"
 * @options: how to read it
 *
 * Returns: (transfer full): the post
 */
GalleyPostRecord *
galley_wxr_post_read (GalleyWxrSite *site, const xmlNode *item, const GalleyReadOptions *options)
{
  GalleyPostRecord *post = galley_post_record_new ();
  g_autofree char *title = galley_xml_get_text (item, "title");
  g_autofree char *creator = galley_xml_get_text (item, "dc:creator");
  g_autofree char *content = galley_xml_get_text (item, "content:encoded");
  g_autofree char *excerpt = galley_xml_get_text (item, "excerpt:encoded");
  g_autofree char *type = galley_xml_get_text (item, "wp:post_type");
  g_autofree char *comments = galley_xml_get_text (item, "wp:comment_status");
  g_autofree char *sticky = galley_xml_get_text (item, "wp:is_sticky");
  const char *author = g_hash_table_lookup (site->authors, creator);

  post->path = g_strdup (site->name);
  post->files = galley_source_tree_ref (site->files);
  post->digest = make_digest (item);
  post->title = galley_wxr_plain_text (title);
  post->is_page = g_str_equal (type, "page");
  post->byline = galley_wxr_plain_text (author != NULL ? author : creator);
  post->date = galley_wxr_date_read (item, "wp:post_date", "wp:post_date_gmt");
  post->updated = galley_wxr_date_read (item, "wp:post_modified", "wp:post_modified_gmt");
  post->comments_open = g_str_equal (comments, "open");
  read_names (post, site, item);
  read_status (post, item);
  read_tags (post, item);
  read_meta (post, site, item);
  if (g_str_equal (sticky, "1"))
    galley_post_record_note (
        post, 0, "“%.100s” is pinned to the top in WordPress, which is not kept", post->title);
  post->body = convert (site, content, options);
  post->excerpt = *excerpt != '\0' ? g_strstrip (convert (site, excerpt, options)) : NULL;
  return post;
}
