/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export of WordPress, "WordPress eXtended RSS" 1.0 to 1.2: one file of several perhaps. It is
 * read three times, so that no more than one post is held: for what posts need of those behind
 * them, for the posts, and for their comments. */
#include "galley-wxr-source.h"

#include <string.h>

#include "galley-formats-error.h"
#include "galley-wordpress-text.h"
#include "galley-wxr-post-private.h"

#define N_PASSES 3

typedef struct
{
  const char *path;
  char *name;
  const GalleyReadOptions *options;
  GalleyRecordSink *sink;
  GalleyWxrSite site;
  GHashTable *others; /* char * type to how many items were left out */
  guint n_pingbacks, n_categories;
  gboolean is_wordpress;
} Reading;

/**
 * galley_wxr_source_matches:
 * @path: a file or a folder
 * @is_folder: which of them
 * @head: the first bytes of a file
 * @length: bytes of @head
 *
 * Returns: whether it is an export of WordPress
 */
gboolean
galley_wxr_source_matches (const char *path, gboolean is_folder, const char *head, gsize length)
{
  return !is_folder && (g_strstr_len (head, (gssize) length, "wordpress.org/export") != NULL ||
                        g_strstr_len (head, (gssize) length, "<wp:wxr_version>") != NULL);
}

static void note (Reading *self, GalleyNoteKind kind, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
note (Reading *self, GalleyNoteKind kind, guint line, const char *format, ...)
{
  const GalleySourcePosition position = { self->name, "line", line };
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  galley_record_sink_note (self->sink, kind, &position, "%s", text);
}

typedef gboolean (*TakeFunc) (Reading *self, const xmlNode *element, guint line, GError **error);

static gboolean
read_pass (Reading *self, guint pass, const char *const *names, TakeFunc take, GError **error)
{
  g_autoptr (GalleyXml) xml = galley_xml_open (self->path, error);
  g_autoptr (GError) problem = NULL;
  const xmlNode *element;
  const char *malformed;
  guint n = 0;
  guint line;

  if (xml == NULL)
    return FALSE;
  while ((element = galley_xml_next (xml, names, self->options->cancellable, &problem)) != NULL)
    {
      line = element->line;
      if (!take (self, element, line, error))
        return FALSE;
      if (n++ % 32 == 0)
        galley_xml_tell_progress (xml, self->sink, pass, N_PASSES);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  malformed = galley_xml_get_problem (xml, &line);
  if (malformed != NULL && pass == 0)
    note (self, GALLEY_NOTE_WARNING, line, "malformed XML (%s); what is behind it may be missing",
          malformed);
  return TRUE;
}

static gboolean
take_site (Reading *self, const xmlNode *element, guint line, GError **error)
{
  self->is_wordpress = self->is_wordpress || galley_xml_is (element, "wp:wxr_version") ||
                       galley_xml_find (element, "wp:post_type") != NULL;
  if (!galley_xml_is (element, "wp:wxr_version"))
    galley_wxr_site_add (&self->site, element);
  return TRUE;
}

static void
count_other (Reading *self, const char *type)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->others, type));

  g_hash_table_replace (self->others, g_strdup (type), GUINT_TO_POINTER (n + 1));
}

static gboolean
take_post (Reading *self, const xmlNode *item, guint line, GError **error)
{
  g_autofree char *type = galley_xml_get_text (item, "wp:post_type");
  g_autofree char *status = galley_xml_get_text (item, "wp:status");

  if (g_str_equal (type, "attachment") || g_str_equal (type, "nav_menu_item") ||
      g_str_equal (type, "revision"))
    return TRUE; /* files, the menu and older versions of posts are no posts */
  if ((!g_str_equal (type, "post") && !g_str_equal (type, "page")) ||
      g_str_equal (status, "auto-draft"))
    {
      count_other (self, g_str_equal (status, "auto-draft") ? status : type);
      return TRUE;
    }
  for (const xmlNode *child = item->children; child != NULL; child = child->next)
    if (galley_xml_is (child, "category"))
      {
        g_autofree char *domain = galley_xml_get_attribute (child, "domain");

        self->n_categories += g_strcmp0 (domain, "category") == 0;
      }
  return self->sink->take_post (self->sink, galley_wxr_post_read (&self->site, item, self->options),
                                error);
}

/* Where a comment belongs: the address of its post, or its slug while it has none. */
static char *
get_reference (Reading *self, const xmlNode *item)
{
  g_autofree char *link = g_strstrip (galley_xml_get_text (item, "link"));
  g_autofree char *path = galley_wxr_site_get_path (&self->site, link);

  if (path != NULL && *path != '\0')
    return g_steal_pointer (&link);
  return galley_xml_get_text (item, "wp:post_name");
}

static char *
no_picture (gint64 id, gpointer user_data)
{
  return NULL;
}

static char *
read_comment_text (Reading *self, const xmlNode *element)
{
  g_autofree char *text = galley_xml_get_text (element, "wp:comment_content");
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autofree char *plain = g_strjoinv ("\n", lines);
  g_autofree char *html = galley_wordpress_text_to_html (plain, no_picture, NULL, NULL);

  return g_strstrip (self->options->convert_post (html));
}

static const char *
status_of (const char *approved)
{
  if (g_str_equal (approved, "1"))
    return "approved";
  if (g_str_equal (approved, "spam"))
    return "spam";
  return g_str_equal (approved, "trash") || g_str_equal (approved, "post-trashed") ? "trash"
                                                                                   : "pending";
}

static gboolean
take_comment (Reading *self,
              const xmlNode *element,
              const char *reference,
              guint line,
              GError **error)
{
  g_autoptr (GalleyCommentRecord) comment = NULL;
  g_autofree char *type = galley_xml_get_text (element, "wp:comment_type");
  g_autofree char *approved = galley_xml_get_text (element, "wp:comment_approved");
  g_autofree char *parent = galley_xml_get_text (element, "wp:comment_parent");
  g_autofree char *mail = NULL;
  const char *parents[] = { parent, NULL };

  if (g_str_equal (type, "pingback") || g_str_equal (type, "trackback"))
    {
      self->n_pingbacks++;
      return TRUE;
    }
  comment = galley_comment_record_new ();
  comment->position = (GalleySourcePosition){ self->name, "line", line };
  comment->source = g_strdup_printf ("wxr:%s", self->site.base);
  comment->id = galley_xml_get_text (element, "wp:comment_id");
  comment->post = g_strdup (reference);
  if (*parent != '\0' && !g_str_equal (parent, "0"))
    comment->parents = g_strdupv ((char **) parents);
  comment->status = g_strdup (status_of (approved));
  comment->name = galley_xml_get_text (element, "wp:comment_author");
  comment->email = galley_xml_get_text (element, "wp:comment_author_email");
  comment->url = galley_xml_get_text (element, "wp:comment_author_url");
  comment->date = galley_wxr_date_read (element, "wp:comment_date", "wp:comment_date_gmt");
  mail = g_ascii_strdown (comment->email, -1);
  comment->by_author = *mail != '\0' && g_hash_table_contains (self->site.mails, mail);
  comment->body = read_comment_text (self, element);
  return self->sink->take_comment (self->sink, comment, error);
}

static gboolean
take_comments (Reading *self, const xmlNode *item, guint line, GError **error)
{
  g_autofree char *type = galley_xml_get_text (item, "wp:post_type");
  g_autofree char *reference = NULL;

  if (!g_str_equal (type, "post") && !g_str_equal (type, "page"))
    return TRUE;
  for (const xmlNode *child = item->children; child != NULL; child = child->next)
    {
      if (!galley_xml_is (child, "wp:comment"))
        continue;
      if (reference == NULL)
        reference = get_reference (self, item);
      if (!take_comment (self, child, reference, child->line, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* A line for each name, in their order. */
static void
tell_each (Reading *self,
           GHashTable *counts,
           void (*tell) (Reading *self, guint n, const char *name))
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (counts), compare_keys);

  for (GList *name = names; name != NULL; name = name->next)
    tell (self, GPOINTER_TO_UINT (g_hash_table_lookup (counts, name->data)), name->data);
}

static void
tell_other (Reading *self, guint n, const char *type)
{
  note (self, GALLEY_NOTE_WARNING, 0,
        "%u of kind “%.40s” are neither posts nor pages; they are left out", n, type);
}

static void
tell_shortcode (Reading *self, guint n, const char *name)
{
  note (self, GALLEY_NOTE_WARNING, 0, "the shortcode “[%.40s]” stays as it stands, %u times", name,
        n);
}

/* What was left out, a line each. */
static void
tell_rest (Reading *self)
{
  tell_each (self, self->others, tell_other);
  tell_each (self, self->site.shortcodes, tell_shortcode);
  if (self->n_categories > 0)
    note (self, GALLEY_NOTE_WARNING, 0, "categories are tags here");
  if (self->n_pingbacks > 0)
    note (self, GALLEY_NOTE_WARNING, 0, "%u pingbacks are left out: they are no comments",
          self->n_pingbacks);
  if (self->site.n_missing > 0)
    note (
        self, GALLEY_NOTE_WARNING, 0,
        "%u pictures and files are not at hand and stay where they are on the web; put the folder "
        "“uploads” beside the export to take them in",
        self->site.n_missing);
}

static gboolean
read_all (Reading *self, GError **error)
{
  static const char *const of_site[] = { "wp:author",        "item",           "link",
                                         "wp:base_blog_url", "wp:wxr_version", NULL };
  static const char *const items[] = { "item", NULL };

  if (!read_pass (self, 0, of_site, take_site, error))
    return FALSE;
  if (!self->is_wordpress)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNKNOWN_FORMAT,
                   "%s: this is no export of WordPress", self->path);
      return FALSE;
    }
  if (!read_pass (self, 1, items, take_post, error) ||
      !read_pass (self, 2, items, take_comments, error))
    return FALSE;
  tell_rest (self);
  return TRUE;
}

/**
 * galley_wxr_source_read:
 * @path: an export of WordPress
 * @options: how to read it
 * @sink: gets the posts and comments
 * @error: GALLEY_FORMATS_ERROR, G_FILE_ERROR, G_IO_ERROR_CANCELLED, and what @sink gives
 *
 * Hands over what is in it. What is malformed is a note, and what is whole before it is read.
 */
gboolean
galley_wxr_source_read (const char *path,
                        const GalleyReadOptions *options,
                        GalleyRecordSink *sink,
                        GError **error)
{
  g_autoptr (GalleySourceTree) files = galley_source_tree_open (path, options->cancellable, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading self = { .path = path, .name = name, .options = options, .sink = sink, .others = others };
  gboolean done;

  if (files == NULL)
    return FALSE;
  galley_wxr_site_init (&self.site, name, files);
  done = read_all (&self, error);
  galley_wxr_site_clear (&self.site);
  return done;
}
