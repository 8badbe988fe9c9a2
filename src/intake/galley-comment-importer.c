/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-importer.h"

#include <string.h>

#include "galley-origin.h"
#include "galley-post.h"
#include "galley-reply-resolver.h"
#include "galley-subject-matcher.h"
#include "galley-text.h"

#define MAX_BODY (64 * 1024)
#define MAX_FIELD 200 /* characters */

struct _GalleyCommentImporter
{
  GalleyImportContext *context;
  GHashTable *posts;             /* char * to gint64 *: references that were looked up */
  GalleyReplyResolver *replies;  /* those whose parent was not there yet */
  GalleySubjectMatcher *matcher; /* (nullable): once a mail came */
  char *file;                    /* (nullable): the one that comments came from last */
  guint n_known;                 /* that were here already, and were not told one by one */
  guint n_restored[4];           /* by their status */
};

/**
 * galley_comment_importer_new:
 * @context: the import
 *
 * Returns: (transfer full): an importer of the comments of one source; @context must outlive it
 */
GalleyCommentImporter *
galley_comment_importer_new (GalleyImportContext *context)
{
  GalleyCommentImporter *self = g_new0 (GalleyCommentImporter, 1);

  self->context = context;
  self->posts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->replies = galley_reply_resolver_new (context);
  return self;
}

/**
 * galley_comment_importer_free:
 * @self: (nullable): an importer
 */
void
galley_comment_importer_free (GalleyCommentImporter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->posts);
  galley_reply_resolver_free (self->replies);
  g_clear_pointer (&self->matcher, galley_subject_matcher_free);
  g_free (self->file);
  g_free (self);
}

static gboolean
find_post (GalleyCommentImporter *self, const char *reference, gint64 *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 found;
  gint64 *known;

  *id = 0;
  if (reference == NULL || *reference == '\0')
    return TRUE;
  known = g_hash_table_lookup (self->posts, reference);
  if (known == NULL)
    {
      found = galley_project_find_post (self->context->project, reference, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      known = g_memdup2 (&found, sizeof found);
      g_hash_table_insert (self->posts, g_strdup (reference), known);
    }
  *id = *known;
  return TRUE;
}

/* A mail that names no post may name the comment that it answers, or the title of a post. */
static gboolean
place_by_subject (GalleyCommentImporter *self,
                  GalleyComment *comment,
                  const GalleyCommentRecord *record,
                  GError **error)
{
  g_autoptr (GalleyComment) parent = NULL;

  if (record->subject == NULL || record->post != NULL)
    return TRUE;
  if (self->matcher == NULL)
    self->matcher = galley_subject_matcher_new (self->context->project, error);
  if (self->matcher == NULL)
    return FALSE;
  parent = galley_subject_matcher_find_parent (self->matcher, record->subject);
  if (parent != NULL)
    {
      comment->parent_id = parent->id;
      comment->post_id = parent->post_id;
    }
  else if (record->parents == NULL || record->parents[0] == NULL)
    comment->post_id = galley_subject_matcher_find_title (self->matcher, record->subject);
  return TRUE;
}

/* A reply to a comment of a known post is of that post too. */
static void
take_post_of_parent (GalleyCommentImporter *self, GalleyComment *comment)
{
  g_autoptr (GalleyComment) parent = NULL;

  if (comment->post_id != 0 || comment->parent_id == 0)
    return;
  parent = galley_project_load_comment (self->context->project, comment->parent_id, NULL);
  if (parent != NULL)
    comment->post_id = parent->post_id;
}

static gboolean
place (GalleyCommentImporter *self,
       GalleyComment *comment,
       const GalleyCommentRecord *record,
       GError **error)
{
  if (!place_by_subject (self, comment, record, error))
    return FALSE;
  if (comment->parent_id == 0 &&
      !galley_reply_resolver_find (self->replies, record, &comment->parent_id, error))
    return FALSE;
  if (comment->post_id == 0 && !find_post (self, record->post, &comment->post_id, error))
    return FALSE;
  take_post_of_parent (self, comment);
  return TRUE;
}

static void
warn_unplaced (GalleyCommentImporter *self, const GalleyCommentRecord *record)
{
  GalleyImportLedger *ledger = &self->context->ledger;

  if (record->post != NULL && *record->post != '\0')
    galley_import_ledger_warn (ledger, &record->position,
                               "there is no post “%.100s”; the comment is unplaced", record->post);
  else if (record->subject != NULL)
    galley_import_ledger_warn (ledger, &record->position,
                               "“%.100s” is no post’s title; the comment is unplaced",
                               record->subject);
  else if (!self->context->restores) /* where it was unplaced before */
    galley_import_ledger_warn (ledger, &record->position,
                               "it names no post; the comment is unplaced");
}

/* The text as it may be kept: valid, and of bounded length. */
static char *
limit_body (GalleyCommentImporter *self, const GalleyCommentRecord *record)
{
  g_autofree char *body =
      galley_text_repair (record->body, MIN (strlen (record->body), MAX_BODY + 8), NULL);
  char *end;

  if (strlen (body) > MAX_BODY)
    {
      end = g_utf8_find_prev_char (body, body + MAX_BODY);
      if (end != NULL)
        *end = '\0';
      galley_import_ledger_warn (&self->context->ledger, &record->position,
                                 "longer than 64 KiB; what is beyond is left out");
    }
  return g_steal_pointer (&body);
}

/* A name, a place or an address, in one line. */
static char *
limit_field (GalleyCommentImporter *self,
             const GalleyCommentRecord *record,
             const char *text,
             const char *what)
{
  char *kept = galley_text_shorten (text != NULL ? text : "", MAX_FIELD);

  if (text != NULL && strlen (text) > MAX_FIELD && g_utf8_strlen (text, -1) > MAX_FIELD)
    galley_import_ledger_warn (&self->context->ledger, &record->position,
                               "its %s is longer than %d characters; what is beyond is left out",
                               what, MAX_FIELD);
  return kept;
}

/* Which id a comment is kept under. Where another bears the same by mistake, as mails by careless
 * programs do, what it says tells them apart. */
static char *
choose_id (GalleyCommentImporter *self, const GalleyCommentRecord *record, const char *body)
{
  g_autoptr (GalleyComment) other = NULL;
  gint64 id;

  if (record->digest == NULL)
    return g_strdup (record->id);
  if (record->id == NULL || *record->id == '\0')
    return g_strconcat ("sha256:", record->digest, NULL);
  id = galley_project_find_comment (self->context->project, record->source, record->id, NULL);
  if (id != 0)
    other = galley_project_load_comment (self->context->project, id, NULL);
  if (other == NULL || g_str_equal (other->body, body) || g_str_equal (other->original, body) ||
      g_strcmp0 (other->original, record->original) == 0)
    return g_strdup (record->id);
  return g_strdup_printf ("%s sha256:%.16s", record->id, record->digest);
}

static void
set_text (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

static GalleyComment *
make_comment (GalleyCommentImporter *self, const GalleyCommentRecord *record)
{
  GalleyComment *comment = galley_comment_new ();

  set_text (&comment->name, limit_field (self, record, record->name, "name"));
  set_text (&comment->place, limit_field (self, record, record->place, "place"));
  set_text (&comment->email, limit_field (self, record, record->email, "e-mail address"));
  set_text (&comment->url, limit_field (self, record, record->url, "web address"));
  set_text (&comment->body, limit_body (self, record));
  if (record->original != NULL)
    set_text (
        &comment->original,
        galley_text_repair (record->original, MIN (strlen (record->original), MAX_BODY), NULL));
  set_text (&comment->source, g_strdup (record->source));
  set_text (&comment->source_id, choose_id (self, record, comment->body));
  g_clear_pointer (&comment->date, g_date_time_unref);
  comment->date = g_date_time_ref (record->date != NULL ? record->date : self->context->now);
  comment->kind = record->is_question ? GALLEY_COMMENT_KIND_QUESTION : GALLEY_COMMENT_KIND_COMMENT;
  comment->by_author = record->by_author;
  return comment;
}

/* A comment of a whole extract comes back as it was. */
static gboolean
restore (GalleyCommentImporter *self,
         GalleyComment *comment,
         const GalleyCommentRecord *record,
         GError **error)
{
  int status = record->status != NULL ? galley_comment_status_from_name (record->status) : -1;

  comment->status = status >= 0 ? (GalleyCommentStatus) status : GALLEY_COMMENT_PENDING;
  if (record->first_source != NULL)
    {
      set_text (&comment->source, g_strdup (record->first_source));
      set_text (&comment->source_id, g_strdup (record->first_id != NULL ? record->first_id : ""));
    }
  if (!galley_project_reserve_comment_id (self->context->project, record->number, error) ||
      !galley_project_save_comment (self->context->project, comment, "import",
                                    "as it was in the project that was extracted", error))
    return FALSE;
  self->n_restored[comment->status]++;
  return TRUE;
}

/* Nothing of a stranger's arrives approved, whatever its file says: only the author, or a rule that
 * the author switched on, approves; or the author says that the source is to be trusted. */
static gboolean
keep (GalleyCommentImporter *self,
      GalleyComment *comment,
      const GalleyCommentRecord *record,
      GError **error)
{
  const GalleyImportOptions *options = self->context->options;
  const char *status = record->status;
  g_autofree char *reason = NULL;

  if (self->context->restores)
    return restore (self, comment, record, error);
  comment->status = GALLEY_COMMENT_PENDING;
  if (status != NULL && g_ascii_strcasecmp (status, "spam") == 0)
    comment->status = GALLEY_COMMENT_SPAM;
  else if (status != NULL && g_ascii_strcasecmp (status, "trash") == 0)
    comment->status = GALLEY_COMMENT_TRASH;
  else if (options->trust && status != NULL && g_ascii_strcasecmp (status, "approved") == 0)
    comment->status = GALLEY_COMMENT_APPROVED;
  if (comment->status == GALLEY_COMMENT_PENDING && options->take_in != NULL)
    return options->take_in (self->context->project, comment, options->take_in_data, error);
  if (comment->status != GALLEY_COMMENT_PENDING)
    reason = g_strdup_printf ("was %s where it came from", status);
  return galley_project_save_comment (self->context->project, comment, "import",
                                      reason != NULL ? reason : "", error);
}

/* A mail that was here already is told by itself: another may have taken its Message-ID. Of a file
 * that is imported again as it grows, it is told how much was known. */
static void
warn_known (GalleyCommentImporter *self, const GalleyCommentRecord *record)
{
  if (record->subject != NULL)
    galley_import_ledger_warn (&self->context->ledger, &record->position,
                               "“%.100s” is here already; nothing was added", record->subject);
  else
    self->n_known++;
}

/**
 * galley_comment_importer_add:
 * @self: an importer
 * @record: a comment
 * @error: GALLEY_STORE_ERROR
 *
 * Takes a comment in. One that cannot be placed is kept unplaced.
 *
 * Returns: %FALSE only where the import cannot go on
 */
gboolean
galley_comment_importer_add (GalleyCommentImporter *self,
                             GalleyCommentRecord *record,
                             GError **error)
{
  GalleyImportLedger *ledger = &self->context->ledger;
  g_autoptr (GalleyComment) comment = make_comment (self, record);
  g_autoptr (GError) problem = NULL;

  if (self->file == NULL)
    self->file = g_strdup (record->position.file);
  if (!place (self, comment, record, error))
    return FALSE;
  if (!keep (self, comment, record, &problem))
    {
      if (!g_error_matches (problem, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      galley_import_ledger_count (ledger, &ledger->report->comments, GALLEY_OUTCOME_SKIPPED);
      warn_known (self, record);
      return TRUE;
    }
  galley_import_ledger_count (ledger, &ledger->report->comments, GALLEY_OUTCOME_ADDED);
  if (comment->post_id == 0)
    warn_unplaced (self, record);
  galley_reply_resolver_add (self->replies, record, comment);
  return TRUE;
}

/* That something arrived approved is never left unsaid. */
static void
warn_restored (GalleyCommentImporter *self)
{
  const GalleySourcePosition position = { self->file, "line", 0 };

  if (self->n_restored[GALLEY_COMMENT_APPROVED] > 0)
    galley_import_ledger_warn (&self->context->ledger, &position,
                               "%u comments are approved, as they were in the project that this "
                               "is an extract of",
                               self->n_restored[GALLEY_COMMENT_APPROVED]);
}

/**
 * galley_comment_importer_finish:
 * @self: an importer
 * @error: GALLEY_STORE_ERROR
 *
 * Joins comments to what they answer, where that came after them, and says what concerns all.
 */
gboolean
galley_comment_importer_finish (GalleyCommentImporter *self, GError **error)
{
  const GalleySourcePosition position = { self->file, "line", 0 };

  if (!galley_reply_resolver_finish (self->replies, error))
    return FALSE;
  if (self->n_known > 0)
    galley_import_ledger_warn (&self->context->ledger, &position,
                               self->n_known == 1
                                   ? "%u comment is here already; nothing was added for it"
                                   : "%u comments are here already; nothing was added for them",
                               self->n_known);
  warn_restored (self);
  return TRUE;
}
