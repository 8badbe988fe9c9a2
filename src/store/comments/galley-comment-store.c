/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-comment-private.h"
#include "galley-date.h"
#include "galley-post-private.h"

/**
 * galley_comment_fingerprint:
 * @body: (nullable): UTF-8; NULL: ""
 *
 * What two bodies that say the same have in common, whatever their case and white space. It is
 * kept in the file, so it may never change.
 *
 * Returns: 64 bits of a digest
 */
gint64
galley_comment_fingerprint (const char *body)
{
  const char *text = body != NULL ? body : "";
  /* Folded alike, and far faster where there is nothing but ASCII. */
  g_autofree char *folded =
      g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  gint64 fingerprint;

  for (const char *p = folded; *p != '\0';)
    {
      gsize word = strcspn (p, " \t\r\n");

      if (word > 0)
        {
          g_checksum_update (checksum, (const guchar *) p, (gssize) word);
          g_checksum_update (checksum, (const guchar *) " ", 1);
        }
      p += word + (p[word] != '\0' ? 1 : 0);
    }
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&fingerprint, digest, sizeof fingerprint);
  return GINT64_FROM_LE (fingerprint);
}

/* The rule is written at once: to update the row afterwards would have the full-text index write
 * out what it holds. */
static gboolean
note_by_rule (GalleyProject *project,
              gint64 comment_id,
              const char *who,
              const char *action,
              const char *detail,
              gint64 rule_id,
              GError **error)
{
  return galley_sql_run (project, error,
                         "INSERT INTO comment_history (comment, instant, who, action, detail, rule)"
                         " VALUES (?, ?, ?, ?, ?, ?)",
                         "iitttk", comment_id, galley_project_now (), who, action, detail, rule_id);
}

/**
 * galley_comment_note:
 * @project: an open project
 * @comment_id: of the comment
 * @who: who did it
 * @action: what was done
 * @detail: more of it, or ""
 * @error: of GALLEY_STORE_ERROR
 *
 * Adds to the history of a comment.
 *
 * Returns: FALSE on error
 */
gboolean
galley_comment_note (GalleyProject *project,
                     gint64 comment_id,
                     const char *who,
                     const char *action,
                     const char *detail,
                     GError **error)
{
  return note_by_rule (project, comment_id, who, action, detail, 0, error);
}

static gboolean
is_unindexed (GalleyProject *project, gint64 id)
{
  return project->unindexed_from > 0 && id >= project->unindexed_from;
}

static gboolean
forget_comment (GalleyProject *project, gint64 id, GError **error)
{
  return is_unindexed (project, id) ||
         galley_sql_run (project, error,
                         "INSERT INTO comment_index (comment_index, rowid, name, place, body)"
                         " SELECT 'delete', id, name, place, body FROM comment WHERE id = ?",
                         "i", id);
}

static gboolean
learn_comment (GalleyProject *project, gint64 id, GError **error)
{
  return is_unindexed (project, id) ||
         galley_sql_run (project, error,
                         "INSERT INTO comment_index (rowid, name, place, body)"
                         " SELECT id, name, place, body FROM comment WHERE id = ?",
                         "i", id);
}

static gboolean
refuse (GalleyProject *project, GalleyStoreError code, const char *why, GError **error)
{
  g_set_error (error, GALLEY_STORE_ERROR, code, "%s: %s", project->path, why);
  return FALSE;
}

static gboolean
check_record (GalleyProject *project, const GalleyComment *comment, GError **error)
{
  gint64 other = 0;
  GError *problem = NULL;

  if ((guint) comment->status > GALLEY_COMMENT_TRASH ||
      (guint) comment->kind > GALLEY_COMMENT_KIND_QUESTION)
    return refuse (project, GALLEY_STORE_ERROR_INVALID, "a comment has no such status or kind",
                   error);
  if (comment->body != NULL && !g_utf8_validate (comment->body, -1, NULL))
    return refuse (project, GALLEY_STORE_ERROR_INVALID, "the comment is not UTF-8", error);
  if (comment->id != 0 && comment->parent_id == comment->id)
    return refuse (project, GALLEY_STORE_ERROR_INVALID, "a comment cannot answer itself", error);
  other = galley_project_find_comment (project, comment->source, comment->source_id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (other != 0 && other != comment->id)
    return refuse (project, GALLEY_STORE_ERROR_EXISTS, "this comment is there already", error);
  return TRUE;
}

/* Says that readers see other comments below a post than before. Triggers say it of all that is
 * done to a comment but that it comes in, and that it gets another status and nothing else, which
 * happens to thousands at once: see galley-schema-4.sql. */
static gboolean
note_shown (GalleyProject *project, gint64 post_id, GError **error)
{
  return post_id == 0 || galley_sql_run (project, error,
                                         "INSERT OR REPLACE INTO change (what, post, number)"
                                         " SELECT 'comments', ?, 1 + max(number) FROM change",
                                         "i", post_id);
}

/**
 * galley_comment_next_id:
 * @project: an open project
 * @id: (out): the number that SQLite would give the next comment
 * @error: of GALLEY_STORE_ERROR
 *
 * Returns: FALSE on error
 */
gboolean
galley_comment_next_id (GalleyProject *project, gint64 *id, GError **error)
{
  return galley_sql_get_int (project, id, error,
                             "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name ="
                             " 'comment'), 0), coalesce((SELECT max(id) FROM comment), 0)) + 1",
                             "");
}

static gboolean
insert_comment (GalleyProject *project, GalleyComment *comment, GError **error)
{
  g_autofree char *date = galley_date_to_text (comment->date);

  if (!galley_sql_run (
          project, error,
          "INSERT INTO comment (post, parent, status, kind, by_author, name, place, email, url,"
          " date, instant, arrived, fingerprint, source, source_id, body, original)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "kkttitttttiiitttt", comment->post_id, comment->parent_id,
          galley_comment_status_to_name (comment->status),
          comment->kind == GALLEY_COMMENT_KIND_QUESTION ? "question" : "comment",
          (gint64) (comment->by_author ? 1 : 0), comment->name, comment->place, comment->email,
          comment->url, date, g_date_time_to_unix (comment->date), galley_project_now (),
          galley_comment_fingerprint (comment->body), comment->source, comment->source_id,
          comment->body, comment->original))
    return FALSE;
  comment->id = sqlite3_last_insert_rowid (project->handle);
  return comment->status != GALLEY_COMMENT_APPROVED ||
         note_shown (project, comment->post_id, error);
}

static gboolean
update_comment (GalleyProject *project, const GalleyComment *comment, GError **error)
{
  g_autofree char *date = galley_date_to_text (comment->date);

  return galley_sql_run (
      project, error,
      "UPDATE comment SET post = ?, parent = ?, status = ?, kind = ?, by_author = ?, name = ?,"
      " place = ?, email = ?, url = ?, date = ?, instant = ?, fingerprint = ?, source = ?,"
      " source_id = ?, body = ?, original = ? WHERE id = ?",
      "kkttitttttiitttti", comment->post_id, comment->parent_id,
      galley_comment_status_to_name (comment->status),
      comment->kind == GALLEY_COMMENT_KIND_QUESTION ? "question" : "comment",
      (gint64) (comment->by_author ? 1 : 0), comment->name, comment->place, comment->email,
      comment->url, date, g_date_time_to_unix (comment->date),
      galley_comment_fingerprint (comment->body), comment->source, comment->source_id,
      comment->body, comment->original, comment->id);
}

/* The first edit keeps what the reader wrote; where that is the text again it was not edited. */
static void
keep_original (GalleyComment *comment, const GalleyComment *before)
{
  const char *original = *before->original != '\0' ? before->original : before->body;

  if (g_strcmp0 (comment->body, before->body) == 0)
    return;
  g_free (comment->original);
  comment->original = g_strdup (g_str_equal (comment->body, original) ? "" : original);
}

static gboolean
save_existing (GalleyProject *project,
               GalleyComment *comment,
               const char *who,
               const char *detail,
               GError **error)
{
  g_autoptr (GalleyComment) before = galley_project_load_comment (project, comment->id, error);
  gboolean status_only;

  if (before == NULL)
    return FALSE;
  keep_original (comment, before);
  status_only = comment->status != before->status && g_strcmp0 (comment->body, before->body) == 0;
  return forget_comment (project, comment->id, error) && update_comment (project, comment, error) &&
         learn_comment (project, comment->id, error) &&
         galley_comment_note (project, comment->id, who, status_only ? "status" : "edit", detail,
                              error);
}

static gboolean
save_new (GalleyProject *project,
          GalleyComment *comment,
          const char *who,
          const char *detail,
          gint64 rule_id,
          GError **error)
{
  return insert_comment (project, comment, error) && learn_comment (project, comment->id, error) &&
         note_by_rule (project, comment->id, who, "arrive", detail, rule_id, error) &&
         (rule_id == 0 ||
          galley_sql_run (project, error, "UPDATE rule SET fired = fired + 1 WHERE id = ?", "i",
                          rule_id));
}

static gboolean
save (GalleyProject *project,
      GalleyComment *comment,
      const char *who,
      const char *detail,
      gint64 rule_id,
      GError **error)
{
  gint64 id = comment->id;

  if (!check_record (project, comment, error))
    return FALSE;
  if (comment->date == NULL)
    comment->date = g_date_time_new_now_utc ();
  if (!galley_project_join (project, error))
    return FALSE;
  if (!(id == 0 ? save_new (project, comment, who, detail, rule_id, error)
                : save_existing (project, comment, who, detail, error)))
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    return TRUE;
  comment->id = id;
  g_prefix_error (error, "saving a comment: ");
  return FALSE;
}

/**
 * galley_project_save_comment:
 * @project: a project
 * @comment: the comment; gets id and, where it has none, a date; and the original, where its body
 *   is another than before
 * @who: (nullable): who did it, for its history
 * @detail: (nullable): what there is to say about it there
 * @error: GALLEY_STORE_ERROR; EXISTS where source and source_id are there already
 *
 * Adds a comment (id 0) or changes one. Within a transaction it is one with that: an error other
 * than INVALID, EXISTS and NOT_FOUND undoes all of it.
 */
gboolean
galley_project_save_comment (GalleyProject *project,
                             GalleyComment *comment,
                             const char *who,
                             const char *detail,
                             GError **error)
{
  return save (project, comment, who, detail, 0, error);
}

/**
 * galley_project_add_ruled:
 * @project: a project
 * @comment: a new comment
 * @rule_id: the rule that decided on it, which is counted; 0: none did
 * @detail: (nullable): why
 * @error: as galley_project_save_comment()
 *
 * Adds a comment on which the rules were asked.
 */
gboolean
galley_project_add_ruled (GalleyProject *project,
                          GalleyComment *comment,
                          gint64 rule_id,
                          const char *detail,
                          GError **error)
{
  g_return_val_if_fail (comment->id == 0, FALSE);

  return save (project, comment, "rule", detail, rule_id, error);
}

/**
 * galley_project_find_comment:
 * @project: a project
 * @source: (nullable): where it came from
 * @source_id: (nullable): its id there
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: its id here; 0 where there is none, where @source_id is empty, and on error
 */
gint64
galley_project_find_comment (GalleyProject *project,
                             const char *source,
                             const char *source_id,
                             GError **error)
{
  gint64 id = 0;

  if (source_id == NULL || *source_id == '\0')
    return 0;
  return galley_sql_get_int (project, &id, error,
                             "SELECT id FROM comment WHERE source = ? AND source_id = ?"
                             " AND source_id <> ''",
                             "tt", source, source_id)
             ? id
             : 0;
}

/* What a comment was before it got another status. */
typedef struct
{
  GalleyCommentStatus status;
  gint64 post_id;
} Before;

static gboolean
read_before (GalleyProject *project, gint64 id, Before *before, GError **error)
{
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT status, post FROM comment WHERE id = ?", error);
  g_autofree char *name = NULL;
  GalleyStep step;

  if (row == NULL)
    return FALSE;
  galley_statement_bind (row, "i", id);
  step = galley_statement_step (row, error);
  if (step == GALLEY_STEP_DONE)
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_FOUND,
                 "%s: there is no comment with the number %" G_GINT64_FORMAT, project->path, id);
  if (step != GALLEY_STEP_ROW)
    return FALSE;
  name = galley_statement_text (row, 0);
  before->status = (GalleyCommentStatus) MAX (galley_comment_status_from_name (name), 0);
  before->post_id = galley_statement_int (row, 1);
  return TRUE;
}

static gboolean
set_status (GalleyProject *project,
            gint64 id,
            GalleyCommentStatus status,
            const char *who,
            const char *detail,
            Before *before,
            GError **error)
{
  g_autofree char *what = NULL;

  if (!read_before (project, id, before, error))
    return FALSE;
  if (before->status == status)
    return TRUE;
  what = g_strconcat (galley_comment_status_to_name (before->status), " > ",
                      galley_comment_status_to_name (status),
                      detail != NULL && *detail != '\0' ? ": " : "", detail, NULL);
  return galley_sql_run (project, error, "UPDATE comment SET status = ? WHERE id = ?", "ti",
                         galley_comment_status_to_name (status), id) &&
         galley_comment_note (project, id, who, "status", what, error);
}

/* Gives all of them the status; @before gets what they were. */
static gboolean
set_statuses (GalleyProject *project,
              const gint64 *ids,
              gsize n_ids,
              GalleyCommentStatus status,
              const char *who,
              const char *detail,
              GArray *before,
              GError **error)
{
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer post_id;

  for (gsize i = 0; i < n_ids; i++)
    {
      Before was = { GALLEY_COMMENT_PENDING, 0 };

      if (!set_status (project, ids[i], status, who, detail, &was, error))
        return FALSE;
      g_array_append_val (before, was.status);
      if (was.status != status &&
          (was.status == GALLEY_COMMENT_APPROVED || status == GALLEY_COMMENT_APPROVED) &&
          !g_hash_table_contains (shown, &was.post_id))
        g_hash_table_add (shown, g_memdup2 (&was.post_id, sizeof was.post_id));
    }
  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &post_id, NULL))
    if (!note_shown (project, *(gint64 *) post_id, error))
      return FALSE;
  return TRUE;
}

/**
 * galley_project_set_comment_status:
 * @project: a project
 * @ids: (array length=n_ids): comments
 * @n_ids: how many
 * @status: what they become
 * @who: (nullable): who did it, for their histories
 * @detail: (nullable): what there is to say about it there
 * @previous: (out) (optional) (transfer full) (element-type GalleyCommentStatus): what they were,
 *   in the order of @ids
 * @error: GALLEY_STORE_ERROR; NOT_FOUND where one of them is not there
 *
 * Changes all of them or, on error, none.
 */
gboolean
galley_project_set_comment_status (GalleyProject *project,
                                   const gint64 *ids,
                                   gsize n_ids,
                                   GalleyCommentStatus status,
                                   const char *who,
                                   const char *detail,
                                   GArray **previous,
                                   GError **error)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (GalleyCommentStatus));

  if (!galley_project_begin (project, error))
    return FALSE;
  if (!set_statuses (project, ids, n_ids, status, who, detail, before, error))
    {
      galley_project_roll_back (project);
      return FALSE;
    }
  if (!galley_project_commit (project, error))
    return FALSE;
  if (previous != NULL)
    *previous = g_steal_pointer (&before);
  return TRUE;
}
