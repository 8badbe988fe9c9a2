/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export of Disqus: threads, which are pages of a site, and then the comments of all of them
 * (the schema is at disqus.com/api/schemas/1.0/disqus.xsd). */
#include "galley-disqus-source.h"

#include <string.h>

#include "galley-date.h"
#include "galley-formats-error.h"
#include "galley-xml-private.h"

typedef struct
{
  char *name;
  const GalleyReadOptions *options;
  GalleyRecordSink *sink;
  GHashTable *threads; /* char * id to char * address */
} Reading;

/**
 * galley_disqus_source_matches:
 * @path: a file or a folder
 * @is_folder: which of them
 * @head: the first bytes of a file
 * @length: bytes of @head
 *
 * Returns: whether it is an export of Disqus
 */
gboolean
galley_disqus_source_matches (const char *path, gboolean is_folder, const char *head, gsize length)
{
  return !is_folder && strchr (head, '<') != NULL &&
         (g_strstr_len (head, (gssize) length, "<disqus") != NULL ||
          g_strstr_len (head, (gssize) length, "disqus.com/disqus-internals") != NULL);
}

/* A page has an address, and a name that its author may have given it in place of that. */
static void
take_thread (Reading *self, const xmlNode *thread)
{
  char *id = galley_xml_get_attribute (thread, "dsq:id");
  char *address = g_strstrip (galley_xml_get_text (thread, "link"));

  if (*address == '\0')
    {
      g_free (address);
      address = g_strstrip (galley_xml_get_text (thread, "id"));
    }
  if (id != NULL)
    g_hash_table_replace (self->threads, id, address);
  else
    g_free (address);
}

static gboolean
is_true (const xmlNode *parent, const char *name)
{
  g_autofree char *text = g_strstrip (galley_xml_get_text (parent, name));

  return g_str_equal (text, "true") || g_str_equal (text, "1");
}

static char *
get_reference (const xmlNode *post, const char *name)
{
  const xmlNode *element = galley_xml_find (post, name);

  return element != NULL ? galley_xml_get_attribute (element, "dsq:id") : NULL;
}

static void
read_author (GalleyCommentRecord *comment, const xmlNode *post)
{
  const xmlNode *author = galley_xml_find (post, "author");

  if (author == NULL)
    return;
  comment->name = galley_xml_get_text (author, "name");
  comment->email = galley_xml_get_text (author, "email");
  if (*comment->name == '\0')
    {
      g_free (comment->name);
      comment->name = galley_xml_get_text (author, "username");
    }
}

static gboolean
take_post (Reading *self, const xmlNode *post, GError **error)
{
  const GalleySourcePosition position = { self->name, "line", post->line };
  g_autoptr (GalleyCommentRecord) comment = galley_comment_record_new ();
  g_autofree char *thread = get_reference (post, "thread");
  g_autofree char *parent = get_reference (post, "parent");
  g_autofree char *date = galley_xml_get_text (post, "createdAt");
  g_autofree char *html = galley_xml_get_text (post, "message");
  const char *parents[] = { parent, NULL };

  comment->position = position;
  comment->source = g_strdup ("disqus");
  comment->id = galley_xml_get_attribute (post, "dsq:id");
  comment->post = thread != NULL ? g_strdup (g_hash_table_lookup (self->threads, thread)) : NULL;
  if (parent != NULL)
    comment->parents = g_strdupv ((char **) parents);
  comment->status = g_strdup (is_true (post, "isSpam")      ? "spam"
                              : is_true (post, "isDeleted") ? "trash"
                                                            : "approved");
  comment->date = galley_date_parse (date, NULL, NULL);
  comment->body = g_strstrip (self->options->convert_post (html));
  read_author (comment, post);
  if (comment->id == NULL)
    {
      galley_record_sink_note (self->sink, GALLEY_NOTE_COMMENT_REFUSED, &position,
                               "a comment without an id");
      return TRUE;
    }
  return self->sink->take_comment (self->sink, comment, error);
}

static gboolean
read_all (Reading *self, GalleyXml *xml, GError **error)
{
  static const char *const parts[] = { "thread", "post", NULL };
  g_autoptr (GError) problem = NULL;
  const xmlNode *element;
  const char *malformed;
  guint n = 0;
  guint line;

  while ((element = galley_xml_next (xml, parts, self->options->cancellable, &problem)) != NULL)
    {
      if (galley_xml_is (element, "thread"))
        take_thread (self, element);
      else if (!take_post (self, element, error))
        return FALSE;
      if (n++ % 64 == 0)
        galley_xml_tell_progress (xml, self->sink, 0, 1);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  malformed = galley_xml_get_problem (xml, &line);
  if (malformed != NULL)
    {
      const GalleySourcePosition position = { self->name, "line", line };

      galley_record_sink_note (self->sink, GALLEY_NOTE_WARNING, &position,
                               "malformed XML (%s); what is behind it may be missing", malformed);
    }
  return TRUE;
}

/**
 * galley_disqus_source_read:
 * @path: an export of Disqus
 * @options: how to read it
 * @sink: gets the comments
 * @error: GALLEY_FORMATS_ERROR, G_FILE_ERROR, G_IO_ERROR_CANCELLED, and what @sink gives
 *
 * Hands over its comments; each names its post by the address that it had.
 */
gboolean
galley_disqus_source_read (const char *path,
                           const GalleyReadOptions *options,
                           GalleyRecordSink *sink,
                           GError **error)
{
  g_autoptr (GalleyXml) xml = galley_xml_open (path, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GHashTable) threads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reading self = { name, options, sink, threads };

  return xml != NULL && read_all (&self, xml, error);
}
