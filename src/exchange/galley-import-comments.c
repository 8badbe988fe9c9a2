/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "galley-comment.h"
#include "galley-csv.h"
#include "galley-file.h"
#include "galley-front-matter.h"
#include "galley-import-private.h"
#include "galley-post.h"
#include "galley-text.h"

#define MAX_FILE (1024 * 1024 * 1024)
#define MAX_LINE (1024 * 1024)
#define MAX_DEPTH 64
#define MAX_BODY (64 * 1024)
#define SOURCE "comments"

/* The fields of one comment, as texts, by what they mean. */
typedef enum
{
  FIELD_ID,
  FIELD_POST,
  FIELD_NAME,
  FIELD_PLACE,
  FIELD_EMAIL,
  FIELD_URL,
  FIELD_DATE,
  FIELD_BODY,
  FIELD_PARENT,
  FIELD_KIND,
  FIELD_STATUS,
  FIELD_BY_AUTHOR,
  N_FIELDS,
} Field;

/* Under which names form services give them; letters and digits only, in lower case. */
static const struct
{
  const char *name;
  Field field;
} field_names[] = {
  { "id", FIELD_ID },
  { "commentid", FIELD_ID },
  { "uuid", FIELD_ID },
  { "submissionid", FIELD_ID },
  { "entryid", FIELD_ID },
  { "post", FIELD_POST },
  { "postid", FIELD_POST },
  { "slug", FIELD_POST },
  { "page", FIELD_POST },
  { "pageurl", FIELD_POST },
  { "pageuri", FIELD_POST },
  { "path", FIELD_POST },
  { "thread", FIELD_POST },
  { "referrer", FIELD_POST },
  { "referer", FIELD_POST },
  { "name", FIELD_NAME },
  { "author", FIELD_NAME },
  { "yourname", FIELD_NAME },
  { "fullname", FIELD_NAME },
  { "place", FIELD_PLACE },
  { "location", FIELD_PLACE },
  { "city", FIELD_PLACE },
  { "yourplace", FIELD_PLACE },
  { "email", FIELD_EMAIL },
  { "mail", FIELD_EMAIL },
  { "emailaddress", FIELD_EMAIL },
  { "youremail", FIELD_EMAIL },
  { "url", FIELD_URL },
  { "website", FIELD_URL },
  { "homepage", FIELD_URL },
  { "web", FIELD_URL },
  { "webaddress", FIELD_URL },
  { "date", FIELD_DATE },
  { "time", FIELD_DATE },
  { "timestamp", FIELD_DATE },
  { "datetime", FIELD_DATE },
  { "created", FIELD_DATE },
  { "createdat", FIELD_DATE },
  { "submitted", FIELD_DATE },
  { "submittedat", FIELD_DATE },
  { "submittedon", FIELD_DATE },
  { "body", FIELD_BODY },
  { "message", FIELD_BODY },
  { "yourmessage", FIELD_BODY },
  { "comment", FIELD_BODY },
  { "text", FIELD_BODY },
  { "content", FIELD_BODY },
  { "parent", FIELD_PARENT },
  { "parentid", FIELD_PARENT },
  { "replyto", FIELD_PARENT },
  { "inreplyto", FIELD_PARENT },
  { "kind", FIELD_KIND },
  { "type", FIELD_KIND },
  { "status", FIELD_STATUS },
  { "byauthor", FIELD_BY_AUTHOR },
};

/* A comment that was kept and whose parent was not there yet. */
typedef struct
{
  gint64 id;
  char *parent;
  guint line;
} Orphan;

typedef struct
{
  GalleyImporter *importer;
  const char *name;    /* of the file, for messages */
  GHashTable *parents; /* gint64 * to gint64 *: the id of a comment to that of its parent */
  GPtrArray *orphans;
  GHashTable *posts; /* char * to gint64 *: references that were looked up */
} Intake;

static void
orphan_free (Orphan *orphan)
{
  g_free (orphan->parent);
  g_free (orphan);
}

static gint64 *
box (gint64 value)
{
  return g_memdup2 (&value, sizeof value);
}

static int
field_from_name (const char *name)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = name; *p != '\0' && plain->len < 40; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (plain, g_ascii_tolower (*p));
  for (gsize i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (g_str_equal (plain->str, field_names[i].name))
      return (int) field_names[i].field;
  return -1;
}

static gboolean
find_post (Intake *intake, const char *reference, gint64 *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 *known;

  *id = 0;
  if (reference == NULL || *reference == '\0')
    return TRUE;
  known = g_hash_table_lookup (intake->posts, reference);
  if (known == NULL)
    {
      known = box (galley_project_find_post (intake->importer->project, reference, &problem));
      if (problem != NULL)
        {
          g_free (known);
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_hash_table_insert (intake->posts, g_strdup (reference), known);
    }
  *id = *known;
  return TRUE;
}

/* Without an id of its own a comment is known by what it says, when, and by whom. */
static char *
make_source_id (char *const *fields)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  static const Field parts[] = { FIELD_POST, FIELD_NAME, FIELD_EMAIL, FIELD_DATE, FIELD_BODY };

  if (fields[FIELD_ID] != NULL && *fields[FIELD_ID] != '\0')
    return g_utf8_substring (fields[FIELD_ID], 0, MIN (g_utf8_strlen (fields[FIELD_ID], -1), 255));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = fields[parts[i]] != NULL ? fields[parts[i]] : "";

      g_checksum_update (checksum, (const guchar *) part, (gssize) strlen (part) + 1);
    }
  return g_strconcat ("sha256:", g_checksum_get_string (checksum), NULL);
}

static char *
shorten (const char *text)
{
  return galley_text_shorten (text != NULL ? text : "", 200);
}

static char *
take_body (Intake *intake, const char *text, guint line)
{
  g_autofree char *body = galley_text_repair (text, strlen (text), NULL);
  gsize length = strlen (body);
  char *end;

  if (length > MAX_BODY)
    {
      end = g_utf8_find_prev_char (body, body + MAX_BODY);
      if (end != NULL)
        *end = '\0';
      galley_importer_warn (intake->importer, intake->name, line,
                            "longer than 64 KiB; what is beyond is left out");
    }
  return g_steal_pointer (&body);
}

static void
take_date (Intake *intake, GalleyComment *comment, const char *text, guint line)
{
  g_clear_pointer (&comment->date, g_date_time_unref);
  if (text != NULL && *text != '\0')
    {
      comment->date = galley_import_date (text, intake->importer->zone);
      if (comment->date == NULL)
        galley_importer_warn (intake->importer, intake->name, line,
                              "“%.40s” is not a date; the comment is dated today", text);
    }
  if (comment->date == NULL)
    comment->date = g_date_time_ref (intake->importer->now);
}

static void
set_text (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

static GalleyComment *
make_comment (Intake *intake, char *const *fields, guint line, GError **error)
{
  g_autoptr (GalleyComment) comment = galley_comment_new ();
  const char *kind = fields[FIELD_KIND];
  const char *by_author = fields[FIELD_BY_AUTHOR];

  if (!find_post (intake, fields[FIELD_POST], &comment->post_id, error))
    return NULL;
  if (comment->post_id == 0)
    galley_importer_warn (intake->importer, intake->name, line,
                          "there is no post “%.100s”; the comment is unplaced",
                          fields[FIELD_POST] != NULL ? fields[FIELD_POST] : "");
  set_text (&comment->name, shorten (fields[FIELD_NAME]));
  set_text (&comment->place, shorten (fields[FIELD_PLACE]));
  set_text (&comment->email, shorten (fields[FIELD_EMAIL]));
  set_text (&comment->url, shorten (fields[FIELD_URL]));
  set_text (&comment->body, take_body (intake, fields[FIELD_BODY], line));
  set_text (&comment->source, g_strdup (SOURCE));
  set_text (&comment->source_id, make_source_id (fields));
  take_date (intake, comment, fields[FIELD_DATE], line);
  comment->kind = kind != NULL && g_ascii_strcasecmp (kind, "question") == 0
                      ? GALLEY_COMMENT_KIND_QUESTION
                      : GALLEY_COMMENT_KIND_COMMENT;
  comment->by_author = by_author != NULL && g_str_equal (by_author, "true");
  return g_steal_pointer (&comment);
}

/* Nothing arrives approved, whatever its file says: only the author, or a rule that the author
 * switched on, approves. */
static gboolean
decide (Intake *intake, GalleyComment *comment, const char *status, char **reason, GError **error)
{
  g_autoptr (GError) problem = NULL;

  comment->status = GALLEY_COMMENT_PENDING;
  if (status != NULL && g_ascii_strcasecmp (status, "spam") == 0)
    comment->status = GALLEY_COMMENT_SPAM;
  else if (status != NULL && g_ascii_strcasecmp (status, "trash") == 0)
    comment->status = GALLEY_COMMENT_TRASH;
  if (comment->status != GALLEY_COMMENT_PENDING)
    {
      *reason = g_strdup_printf ("was %s where it came from", status);
      return TRUE;
    }
  if (intake->importer->options->decide != NULL)
    comment->status =
        intake->importer->options->decide (intake->importer->project, comment, reason, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Joins @comment to its parent; FALSE where that is not there, or is the comment itself or an
 * answer to it. */
static gboolean
join_parent (Intake *intake, GalleyComment *comment, const char *parent)
{
  gint64 id = galley_project_find_comment (intake->importer->project, SOURCE, parent, NULL);
  g_autoptr (GalleyComment) above = NULL;
  const gint64 *up = &id;

  if (id == 0 || id == comment->id)
    return FALSE;
  while (up != NULL && *up != 0)
    {
      if (*up == comment->id)
        return FALSE;
      up = g_hash_table_lookup (intake->parents, up);
    }
  if (comment->post_id == 0)
    {
      above = galley_project_load_comment (intake->importer->project, id, NULL);
      if (above != NULL)
        comment->post_id = above->post_id;
    }
  comment->parent_id = id;
  return TRUE;
}

static gboolean
keep (Intake *intake, GalleyComment *comment, const char *reason, GError **error)
{
  if (!galley_project_save_comment (intake->importer->project, comment, "import",
                                    reason != NULL ? reason : "", error))
    return FALSE;
  if (comment->parent_id != 0)
    g_hash_table_insert (intake->parents, box (comment->id), box (comment->parent_id));
  return TRUE;
}

/* FALSE only where the import cannot go on. */
static gboolean
take_comment (Intake *intake, char *const *fields, guint line, GError **error)
{
  GalleyImportCount *count = &intake->importer->report->comments;
  g_autoptr (GalleyComment) comment = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *reason = NULL;
  const char *parent = fields[FIELD_PARENT];
  gint64 known;

  count->found++;
  if (fields[FIELD_BODY] == NULL ||
      fields[FIELD_BODY][strspn (fields[FIELD_BODY], " \t\n")] == '\0')
    {
      count->skipped++;
      intake->importer->n_malformed++;
      galley_importer_warn (intake->importer, intake->name, line, "a comment without a text");
      return TRUE;
    }
  comment = make_comment (intake, fields, line, error);
  if (comment == NULL)
    return FALSE;
  known =
      galley_project_find_comment (intake->importer->project, SOURCE, comment->source_id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (known != 0)
    {
      count->skipped++;
      return TRUE;
    }
  if (parent != NULL && *parent != '\0' && !g_str_equal (parent, comment->source_id))
    join_parent (intake, comment, parent);
  if (!decide (intake, comment, fields[FIELD_STATUS], &reason, error) ||
      !keep (intake, comment, reason, error))
    return FALSE;
  count->added++;
  if (parent != NULL && *parent != '\0' && comment->parent_id == 0)
    {
      Orphan *orphan = g_new0 (Orphan, 1);

      *orphan = (Orphan){ comment->id, g_strdup (parent), line };
      g_ptr_array_add (intake->orphans, orphan);
    }
  return TRUE;
}

static gboolean
join_orphans (Intake *intake, GError **error)
{
  for (guint i = 0; i < intake->orphans->len; i++)
    {
      const Orphan *orphan = g_ptr_array_index (intake->orphans, i);
      g_autoptr (GalleyComment) comment =
          galley_project_load_comment (intake->importer->project, orphan->id, error);

      if (comment == NULL)
        return FALSE;
      if (!join_parent (intake, comment, orphan->parent))
        galley_importer_warn (intake->importer, intake->name, orphan->line,
                              "the comment “%.100s” that it answers is not there", orphan->parent);
      else if (!keep (intake, comment, "joined to what it answers", error))
        return FALSE;
    }
  return TRUE;
}

static void
malformed (Intake *intake, guint line, const char *what)
{
  intake->importer->report->comments.found++;
  intake->importer->report->comments.skipped++;
  intake->importer->n_malformed++;
  galley_importer_warn (intake->importer, intake->name, line, "%s", what);
}

static void
clear_fields (char **fields)
{
  for (int i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&fields[i], g_free);
}

static gboolean
take_object (Intake *intake, JsonObject *object, guint line, GError **error)
{
  char *fields[N_FIELDS] = { NULL };
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gboolean whole;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      int field = field_from_name (key);

      if (field >= 0 && fields[field] == NULL)
        fields[field] = galley_json_node_to_text (node);
    }
  whole = take_comment (intake, fields, line, error);
  clear_fields (fields);
  return whole;
}

/* A parser that recurses must not be given what is nested without end. */
static gboolean
is_shallow (const char *line, gsize length)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && line[i] == '\\')
        i++;
      else if (line[i] == '"')
        quoted = !quoted;
      else if (!quoted && (line[i] == '{' || line[i] == '['))
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if (!quoted && (line[i] == '}' || line[i] == ']') && depth > 0)
        depth--;
    }
  return TRUE;
}

static gboolean
take_line (Intake *intake,
           JsonParser *parser,
           const char *p,
           gsize length,
           guint line,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (length > MAX_LINE || !is_shallow (p, length))
    {
      malformed (intake, line, length > MAX_LINE ? "longer than 1 MiB" : "nested too deeply");
      return TRUE;
    }
  if (!json_parser_load_from_data (parser, p, (gssize) length, &problem))
    {
      malformed (intake, line, "not a JSON object");
      return TRUE;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      malformed (intake, line, "not a JSON object");
      return TRUE;
    }
  return take_object (intake, json_node_get_object (root), line, error);
}

static void
tell_progress (Intake *intake, gsize done, gsize total)
{
  if (intake->importer->options->progress != NULL)
    intake->importer->options->progress (done, total, intake->importer->options->progress_data);
}

static gboolean
import_json_lines (Intake *intake, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint line = 0;

  for (const char *p = text; p < text + length;)
    {
      const char *newline = memchr (p, '\n', (gsize) (text + length - p));
      const char *end = newline != NULL ? newline : text + length;

      line++;
      if (line % 256 == 0)
        {
          tell_progress (intake, (gsize) (p - text), length);
          if (g_cancellable_set_error_if_cancelled (intake->importer->cancellable, error))
            return FALSE;
        }
      while (p < end && g_ascii_isspace (*p))
        p++;
      if (p < end && !take_line (intake, parser, p, (gsize) (end - p), line, error))
        return FALSE;
      p = end + 1;
    }
  return TRUE;
}

/* A whole JSON document: a list of comments, or one. */
static gboolean
import_json_array (Intake *intake, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonArray *array;

  if (!is_shallow (text, length))
    {
      malformed (intake, 1, "nested too deeply");
      return TRUE;
    }
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    {
      malformed (intake, json_parser_get_current_line (parser), "not well-formed JSON");
      return TRUE;
    }
  root = json_parser_get_root (parser);
  array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        malformed (intake, 0, "an element that is no object");
      else if (!take_object (intake, json_node_get_object (node), 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_csv (Intake *intake, const char *text, gsize length, GError **error)
{
  GalleyCsvReader reader;
  g_autoptr (GPtrArray) head = NULL;
  GPtrArray *record;

  galley_csv_reader_init (&reader, text, length);
  head = galley_csv_read_record (&reader);
  while ((record = galley_csv_read_record (&reader)) != NULL)
    {
      g_autoptr (GPtrArray) owned = record;
      char *fields[N_FIELDS] = { NULL };
      gboolean whole;

      if (g_cancellable_set_error_if_cancelled (intake->importer->cancellable, error))
        return FALSE;
      for (guint i = 0; i < MIN (owned->len, head->len); i++)
        {
          int field = field_from_name (g_ptr_array_index (head, i));

          if (field >= 0 && fields[field] == NULL)
            fields[field] = g_strdup (g_ptr_array_index (owned, i));
        }
      whole = take_comment (intake, fields, reader.line, error);
      clear_fields (fields);
      if (!whole)
        return FALSE;
      tell_progress (intake, (gsize) (reader.p - text), length);
    }
  return TRUE;
}

/**
 * galley_import_comments:
 * @importer: the import, in a transaction
 * @name: of the file, for messages
 * @text: UTF-8: JSON lines, a JSON list, or CSV with a line of names
 * @length: bytes of @text
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Takes comments in. What cannot be placed is kept unplaced; what is there already is left as it
 * is; nothing arrives approved.
 */
gboolean
galley_import_comments (GalleyImporter *importer,
                        const char *name,
                        const char *text,
                        gsize length,
                        GError **error)
{
  g_autoptr (GHashTable) parents =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) posts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func ((GDestroyNotify) orphan_free);
  Intake intake = { importer, name, parents, orphans, posts };
  char first = text[strspn (text, " \t\n")];
  gboolean whole;

  if (first == '[')
    whole = import_json_array (&intake, text, length, error);
  else if (first == '{')
    whole = import_json_lines (&intake, text, length, error);
  else
    whole = import_csv (&intake, text, length, error);
  return whole && join_orphans (&intake, error);
}

/**
 * galley_import_comment_file:
 * @importer: the import, in a transaction
 * @path: a file of comments
 * @error: as galley_import_comments(), and G_FILE_ERROR
 */
gboolean
galley_import_comment_file (GalleyImporter *importer, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gboolean repaired = FALSE;
  gsize length;

  if (!galley_file_read_limited (path, MAX_FILE, &data, &length, error))
    return FALSE;
  text = galley_text_repair (data, length, &repaired);
  if (repaired)
    galley_importer_warn (importer, name, 0, "not all of it is UTF-8; the rest stands as U+FFFD");
  return galley_import_comments (importer, name, text, strlen (text), error);
}
