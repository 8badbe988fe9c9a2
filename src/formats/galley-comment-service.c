/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-service.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "galley-comment-json-private.h"
#include "galley-date.h"
#include "galley-file.h"
#include "galley-formats-error.h"
#include "galley-front-matter.h"

#define FILE_MAX (512 * 1024 * 1024)

typedef struct
{
  const char *name;
  const GalleyReadOptions *options;
  GalleyRecordSink *sink;
} Reading;

static gboolean
has (const char *head, gsize length, const char *text)
{
  return g_strstr_len (head, (gssize) length, text) != NULL;
}

/**
 * galley_remark42_source_matches:
 * @path: a file or a folder
 * @is_folder: which of them
 * @head: the first bytes of a file
 * @length: bytes of @head
 *
 * Returns: whether it is a backup of Remark42
 */
gboolean
galley_remark42_source_matches (const char *path,
                                gboolean is_folder,
                                const char *head,
                                gsize length)
{
  return !is_folder && *head == '{' &&
         ((has (head, length, "\"version\"") && has (head, length, "\"users\"")) ||
          (has (head, length, "\"locator\"") && has (head, length, "\"pid\"")));
}

/**
 * galley_commento_source_matches:
 * @path: a file or a folder
 * @is_folder: which of them
 * @head: the first bytes of a file
 * @length: bytes of @head
 *
 * Returns: whether it is an export of Commento
 */
gboolean
galley_commento_source_matches (const char *path,
                                gboolean is_folder,
                                const char *head,
                                gsize length)
{
  return !is_folder && head[strspn (head, " \t\r\n")] == '{' &&
         (has (head, length, "\"commentHex\"") || has (head, length, "\"commenterHex\""));
}

static void
note (Reading *self, GalleyNoteKind kind, guint number, const char *text)
{
  const GalleySourcePosition position = { self->name, "line", number };

  galley_record_sink_note (self->sink, kind, &position, "%s", text);
}

static char *
get_text (JsonObject *object, const char *name)
{
  char *text =
      object != NULL ? galley_json_node_to_text (json_object_get_member (object, name)) : NULL;

  return text != NULL ? text : g_strdup ("");
}

static gboolean
get_truth (JsonObject *object, const char *name)
{
  g_autofree char *text = get_text (object, name);

  return g_str_equal (text, "true");
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static GalleyCommentRecord *
new_comment (Reading *self, const char *source, char *id, const char *parent, guint number)
{
  GalleyCommentRecord *comment = galley_comment_record_new ();
  const char *parents[] = { parent, NULL };

  comment->position = (GalleySourcePosition){ self->name, "line", number };
  comment->source = g_strdup (source);
  comment->id = id;
  if (*parent != '\0' && !g_str_equal (parent, "root"))
    comment->parents = g_strdupv ((char **) parents);
  return comment;
}

static char *
to_markdown (Reading *self, const char *html)
{
  return g_strstrip (self->options->convert_post (html));
}

/* A comment of Remark42: "orig" is what was typed, "text" the HTML that was made of it. */
static gboolean
take_remark (Reading *self, JsonObject *object, guint number, GError **error)
{
  g_autofree char *parent = get_text (object, "pid");
  g_autofree char *time = get_text (object, "time");
  g_autofree char *html = get_text (object, "text");
  g_autoptr (GalleyCommentRecord) comment =
      new_comment (self, "remark42", get_text (object, "id"), parent, number);
  JsonObject *user = get_object (object, "user");
  JsonObject *locator = get_object (object, "locator");

  if (*comment->id == '\0')
    {
      note (self, GALLEY_NOTE_COMMENT_REFUSED, number, "a comment without an id");
      return TRUE;
    }
  comment->post = get_text (locator, "url");
  comment->name = get_text (user, "name");
  comment->by_author = get_truth (user, "admin");
  comment->status = g_strdup (get_truth (object, "delete") ? "trash" : "approved");
  comment->date = galley_date_parse (time, NULL, NULL);
  comment->body = get_text (object, "orig");
  if (*comment->body == '\0')
    {
      g_free (comment->body);
      comment->body = to_markdown (self, html);
    }
  return self->sink->take_comment (self->sink, comment, error);
}

static gboolean
take_remark_line (Reading *self,
                  JsonParser *parser,
                  const char *line,
                  gsize length,
                  guint number,
                  GError **error)
{
  JsonNode *root;

  if (!galley_json_is_shallow (line, length) ||
      !json_parser_load_from_data (parser, line, (gssize) length, NULL) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      note (self, GALLEY_NOTE_COMMENT_REFUSED, number, "this line is no comment in JSON");
      return TRUE;
    }
  /* The first line says what the file is. */
  if (json_object_has_member (json_node_get_object (root), "version"))
    return TRUE;
  return take_remark (self, json_node_get_object (root), number, error);
}

/**
 * galley_remark42_source_read:
 * @path: a backup of Remark42, unpacked
 * @options: how to read it
 * @sink: gets the comments
 * @error: G_FILE_ERROR, G_IO_ERROR_CANCELLED, and what @sink gives
 *
 * Hands over its comments.
 */
gboolean
galley_remark42_source_read (const char *path,
                             const GalleyReadOptions *options,
                             GalleyRecordSink *sink,
                             GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *data = NULL;
  Reading self = { name, options, sink };
  guint number = 0;
  gsize length;

  if (!galley_file_read_limited (path, FILE_MAX, &data, &length, error))
    return FALSE;
  for (const char *line = data; line < data + length;)
    {
      const char *end = memchr (line, '\n', (gsize) (data + length - line));
      gsize n = (gsize) ((end != NULL ? end : data + length) - line);

      number++;
      if (g_cancellable_set_error_if_cancelled (options->cancellable, error) ||
          (n > 0 && *line != '\r' && !take_remark_line (&self, parser, line, n, number, error)))
        return FALSE;
      if (number % 256 == 0 && sink->tell_progress != NULL)
        sink->tell_progress (sink, (guint64) (line - data), length);
      line += n + 1;
    }
  return TRUE;
}

static GHashTable *
index_commenters (JsonObject *root)
{
  GHashTable *commenters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonNode *node = json_object_get_member (root, "commenters");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_hash_table_replace (commenters, get_text (json_node_get_object (element), "commenterHex"),
                              json_node_get_object (element));
    }
  return commenters;
}

/* "https://blog.example" and "/2018/x/" make an address; newer exports have a whole one. */
static char *
get_page (JsonObject *object)
{
  g_autofree char *url = get_text (object, "url");
  g_autofree char *domain = get_text (object, "domain");
  g_autofree char *path = get_text (object, "path");

  if (*url != '\0')
    return g_steal_pointer (&url);
  return strstr (domain, "://") != NULL ? g_strconcat (domain, path, NULL)
                                        : g_strconcat ("https://", domain, path, NULL);
}

static gboolean
take_commento (Reading *self,
               JsonObject *object,
               GHashTable *commenters,
               guint number,
               GError **error)
{
  g_autofree char *parent = get_text (object, "parentHex");
  g_autofree char *who = get_text (object, "commenterHex");
  g_autofree char *state = get_text (object, "state");
  g_autofree char *time = get_text (object, "creationDate");
  g_autofree char *html = get_text (object, "html");
  g_autoptr (GalleyCommentRecord) comment =
      new_comment (self, "commento", get_text (object, "commentHex"), parent, number);
  JsonObject *user = g_hash_table_lookup (commenters, who);

  comment->position.unit = "comment";
  if (*comment->id == '\0')
    {
      note (self, GALLEY_NOTE_COMMENT_REFUSED, 0, "a comment without an id");
      return TRUE;
    }
  comment->post = get_page (object);
  comment->name = get_text (user, "name");
  comment->email = get_text (user, "email");
  comment->url = get_text (user, "link");
  if (g_str_equal (comment->url, "undefined"))
    comment->url[0] = '\0';
  comment->by_author = get_truth (user, "isModerator");
  comment->status = g_strdup (get_truth (object, "deleted")       ? "trash"
                              : g_str_equal (state, "flagged")    ? "spam"
                              : g_str_equal (state, "unapproved") ? "pending"
                                                                  : "approved");
  comment->date = galley_date_parse (time, NULL, NULL);
  comment->body = get_text (object, "markdown");
  if (*comment->body == '\0')
    {
      g_free (comment->body);
      comment->body = to_markdown (self, html);
    }
  return self->sink->take_comment (self->sink, comment, error);
}

/**
 * galley_commento_source_read:
 * @path: an export of Commento, unpacked
 * @options: how to read it
 * @sink: gets the comments
 * @error: GALLEY_FORMATS_ERROR, G_FILE_ERROR, G_IO_ERROR_CANCELLED, and what @sink gives
 *
 * Hands over its comments.
 */
gboolean
galley_commento_source_read (const char *path,
                             const GalleyReadOptions *options,
                             GalleyRecordSink *sink,
                             GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) commenters = NULL;
  g_autofree char *data = NULL;
  Reading self = { name, options, sink };
  JsonNode *root = NULL;
  JsonNode *list;
  gsize length;

  if (!galley_file_read_limited (path, FILE_MAX, &data, &length, error))
    return FALSE;
  if (galley_json_is_shallow (data, length) &&
      json_parser_load_from_data (parser, data, (gssize) length, NULL))
    root = json_parser_get_root (parser);
  list = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
             ? json_object_get_member (json_node_get_object (root), "comments")
             : NULL;
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNKNOWN_FORMAT,
                   "%s: this is no export of Commento", path);
      return FALSE;
    }
  commenters = index_commenters (json_node_get_object (root));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (list), i);

      if (g_cancellable_set_error_if_cancelled (options->cancellable, error) ||
          (JSON_NODE_HOLDS_OBJECT (element) &&
           !take_commento (&self, json_node_get_object (element), commenters, i + 1, error)))
        return FALSE;
    }
  return TRUE;
}
