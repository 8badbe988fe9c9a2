/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-wxr-site-private.h"

#include <string.h>

#include "galley-html-scan.h"

/**
 * galley_wxr_site_init:
 * @site: (out caller-allocates): what is filled
 * @name: of the file
 * @files: the folder that it is in
 */
void
galley_wxr_site_init (GalleyWxrSite *site, const char *name, GalleySourceTree *files)
{
  *site = (GalleyWxrSite){ .name = name, .files = files };
  site->base = g_strdup ("");
  site->authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  site->mails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  site->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  site->shortcodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  site->attachments = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/**
 * galley_wxr_site_clear:
 * @site: what galley_wxr_site_init() filled
 */
void
galley_wxr_site_clear (GalleyWxrSite *site)
{
  g_clear_pointer (&site->base, g_free);
  g_clear_pointer (&site->authors, g_hash_table_unref);
  g_clear_pointer (&site->mails, g_hash_table_unref);
  g_clear_pointer (&site->pages, g_hash_table_unref);
  g_clear_pointer (&site->attachments, g_hash_table_unref);
  g_clear_pointer (&site->shortcodes, g_hash_table_unref);
}

/**
 * galley_wxr_plain_text:
 * @html: text in which references and tags may stand, as in titles
 *
 * Returns: (transfer full): it without them
 */
char *
galley_wxr_plain_text (const char *html)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *at = html;
  GalleyHtmlAttribute text = { NULL };
  GalleyHtmlAttribute attribute;
  GalleyHtmlScan scan;

  galley_html_scan_init (&scan, html, -1);
  while (galley_html_scan_next (&scan))
    {
      g_string_append_len (out, at, scan.tag - at);
      while (galley_html_scan_next_attribute (&scan, &attribute))
        ;
      at = scan.p;
    }
  g_string_append (out, at);
  text.value = out->str;
  text.value_length = out->len;
  return g_strstrip (galley_html_attribute_get_text (&text));
}

static void
add_author (GalleyWxrSite *site, const xmlNode *author)
{
  g_autofree char *mail = galley_xml_get_text (author, "wp:author_email");
  char *login = galley_xml_get_text (author, "wp:author_login");
  g_autofree char *shown = galley_xml_get_text (author, "wp:author_display_name");
  char *name = galley_wxr_plain_text (*shown != '\0' ? shown : login);

  g_hash_table_replace (site->authors, login, name);
  if (*mail != '\0')
    g_hash_table_add (site->mails, g_ascii_strdown (mail, -1));
}

static void
set_base (GalleyWxrSite *site, const xmlNode *element)
{
  char *base = galley_xml_get_own_text (element);

  g_strstrip (base);
  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  g_free (site->base);
  site->base = base;
}

static gint64 *
read_id (const xmlNode *item)
{
  g_autofree char *text = galley_xml_get_text (item, "wp:post_id");
  gint64 id = g_ascii_strtoll (text, NULL, 10);

  return g_memdup2 (&id, sizeof id);
}

static void
add_item (GalleyWxrSite *site, const xmlNode *item)
{
  g_autofree char *type = galley_xml_get_text (item, "wp:post_type");
  g_autofree char *link = galley_xml_get_text (item, "link");

  if (g_str_equal (type, "attachment"))
    {
      g_autofree char *address = galley_xml_get_text (item, "wp:attachment_url");

      if (*address == '\0')
        {
          g_free (address);
          address = galley_xml_get_text (item, "guid");
        }
      g_hash_table_replace (site->attachments, read_id (item),
                            g_strstrip (g_steal_pointer (&address)));
    }
  else if (g_str_equal (type, "post") || g_str_equal (type, "page"))
    {
      char *path = galley_wxr_site_get_path (site, g_strstrip (link));

      if (path != NULL && *path != '\0')
        g_hash_table_replace (site->pages, path, read_id (item));
      else
        g_free (path);
    }
}

/**
 * galley_wxr_site_add:
 * @site: the site
 * @element: of the channel: an author, an item, an address
 *
 * Learns of it what posts need that come before.
 */
void
galley_wxr_site_add (GalleyWxrSite *site, const xmlNode *element)
{
  if (galley_xml_is (element, "wp:author"))
    add_author (site, element);
  else if (galley_xml_is (element, "item"))
    add_item (site, element);
  else if (galley_xml_is (element, "wp:base_blog_url") || *site->base == '\0')
    set_base (site, element);
}

/* Behind the scheme and "www.": one site has several of them over the years. */
static const char *
pass_scheme (const char *address)
{
  const char *host = strstr (address, "://");

  if (host == NULL)
    return g_str_has_prefix (address, "//") ? address + 2 : NULL;
  host += 3;
  return g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host;
}

/* What @address has behind that of the site: "/2015/01/x/?a#b"; NULL where it is another's. */
static const char *
pass_base (const GalleyWxrSite *site, const char *address)
{
  const char *host = pass_scheme (address);
  const char *own = pass_scheme (site->base);
  gsize length;

  if (host == NULL)
    return *address == '/' ? address : NULL;
  if (own == NULL)
    return NULL;
  length = strlen (own);
  return g_ascii_strncasecmp (host, own, length) == 0 && strchr ("/?#", host[length]) != NULL
             ? host + length
             : NULL;
}

/**
 * galley_wxr_site_get_path:
 * @site: the site
 * @address: in a text or of a post
 *
 * Returns: (transfer full) (nullable): the path that it has on the site, percent-decoded, without
 *   slashes around it: "2015/01/x"; %NULL where it is no address of the site
 */
char *
galley_wxr_site_get_path (const GalleyWxrSite *site, const char *address)
{
  const char *rest = pass_base (site, address);
  g_autofree char *encoded = rest != NULL ? g_strndup (rest, strcspn (rest, "?#")) : NULL;
  g_autofree char *path = encoded != NULL ? g_uri_unescape_string (encoded, NULL) : NULL;
  gsize length;

  if (path == NULL || !g_utf8_validate (path, -1, NULL))
    return NULL;
  length = strlen (path);
  while (length > 0 && path[length - 1] == '/')
    path[--length] = '\0';
  return g_strdup (path + strspn (path, "/"));
}

/* "a-300x200.jpg" is made of "a.jpg", of which Galley makes its own sizes; "a-scaled.jpg" as well.
 */
static char *
get_original (const char *path)
{
  static GRegex *regex = NULL;
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      regex = g_regex_new ("-(?:\\d{1,5}x\\d{1,5}|scaled|rotated)(?=\\.[A-Za-z0-9]{2,5}$)",
                           G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&made, 1);
    }
  return g_regex_replace_literal (regex, path, -1, 0, "", 0, NULL);
}

/**
 * galley_wxr_site_find_file:
 * @site: the site
 * @address: of a picture or another file of it
 *
 * Returns: (transfer full) (nullable): where the file is in the folder of the export, as an address
 *   relative to it; %NULL where it is not at hand, or none of the site's
 */
char *
galley_wxr_site_find_file (GalleyWxrSite *site, const char *address)
{
  static const char *const folders[] = { "", "uploads/", "wp-content/uploads/", "media/" };
  g_autofree char *path = galley_wxr_site_get_path (site, address);
  g_autofree char *original = NULL;
  const char *rest;

  if (path == NULL || strchr (path, '.') == NULL)
    return NULL;
  rest = strstr (path, "wp-content/uploads/");
  rest = rest != NULL ? rest + strlen ("wp-content/uploads/") : path;
  original = get_original (rest);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *first = g_strconcat (folders[i], original, NULL);
      g_autofree char *second = g_strconcat (folders[i], rest, NULL);

      if (galley_source_tree_has (site->files, first))
        return g_uri_escape_string (first, "/", TRUE);
      if (galley_source_tree_has (site->files, second))
        return g_uri_escape_string (second, "/", TRUE);
    }
  return NULL;
}

/* "?p=12", "?page_id=12": the address that every post has. */
static gint64
id_of_query (const char *rest)
{
  const char *query = strchr (rest, '?');

  if (query == NULL)
    return 0;
  query++;
  if (g_str_has_prefix (query, "p="))
    return g_ascii_strtoll (query + 2, NULL, 10);
  return g_str_has_prefix (query, "page_id=") ? g_ascii_strtoll (query + 8, NULL, 10) : 0;
}

static gboolean
is_upload (const char *address)
{
  return strstr (address, "/wp-content/uploads/") != NULL;
}

static char *
rewrite_address (const GalleyHtmlScan *scan,
                 const GalleyHtmlAttribute *attribute,
                 const char *address,
                 gpointer user_data)
{
  GalleyWxrSite *site = user_data;
  const char *rest = pass_base (site, address);
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  const gint64 *known;
  gint64 id;

  if (galley_html_attribute_is (attribute, "srcset"))
    return g_strdup (""); /* sizes are made anew */
  if (rest == NULL)
    return NULL;
  path = galley_wxr_site_get_path (site, address);
  known = path != NULL ? g_hash_table_lookup (site->pages, path) : NULL;
  id = known != NULL && *path != '\0' ? *known : id_of_query (rest);
  if (id > 0)
    {
      const char *fragment = strchr (rest, '#');

      return g_strdup_printf ("wp-%" G_GINT64_FORMAT "%s", id, fragment != NULL ? fragment : "");
    }
  file = galley_wxr_site_find_file (site, address);
  if (file != NULL)
    return g_steal_pointer (&file);
  if (is_upload (address))
    site->n_missing++;
  /* What is not at hand is where it was. */
  return *address == '/' && *site->base != '\0' ? g_strconcat (site->base, rest, NULL) : NULL;
}

/**
 * galley_wxr_site_rewrite:
 * @site: the site
 * @html: of one of its posts
 *
 * Has links between posts name them by their numbers ("wp-12"), and pictures lead to the files that
 * are at hand.
 *
 * Returns: (transfer full): HTML
 */
char *
galley_wxr_site_rewrite (GalleyWxrSite *site, const char *html)
{
  return galley_html_rewrite_addresses (html, -1, rewrite_address, site);
}
