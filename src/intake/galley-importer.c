/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-importer.h"

#include "galley-comment-importer.h"
#include "galley-foreign-database.h"
#include "galley-html-to-markdown.h"
#include "galley-post-importer.h"
#include "galley-post.h"
#include "galley-site-importer.h"

struct _GalleyImporter
{
  GalleyRecordSink sink; /* first: the functions of the sink get the importer by it */
  GalleyImportContext context;
  GalleyReadOptions read_options;

  /* Of the source that is read: */
  GalleyMediaImporter *media;
  GalleyPostImporter *posts; /* NULL once they are taken in */
  GalleyCommentImporter *comments;
};

static gboolean
is_empty (GalleyProject *project, gboolean *empty, GError **error)
{
  GalleyPostCounts posts = { 0 };
  GalleyCommentCounts comments = { 0 };

  if (!galley_project_count_posts (project, &posts, error) ||
      !galley_project_count_comments (project, &comments, error))
    return FALSE;
  *empty = posts.all + posts.trash == 0 &&
           comments.pending + comments.approved + comments.spam + comments.trash == 0;
  return TRUE;
}

static gboolean
take_site (GalleyRecordSink *sink, const GalleySiteRecord *site, GError **error)
{
  GalleyImporter *self = (GalleyImporter *) sink;
  gboolean empty = FALSE;

  if (!is_empty (self->context.project, &empty, error))
    return FALSE;
  self->context.restores = empty && site->is_whole_extract;
  if (!galley_site_importer_take (&self->context, site, error))
    return FALSE;
  for (guint i = 0; self->context.restores && i < site->media->len; i++)
    galley_media_importer_take (self->media, site->files, g_ptr_array_index (site->media, i));
  return TRUE;
}

static gboolean
take_post (GalleyRecordSink *sink, GalleyPostRecord *post, GError **error)
{
  GalleyImporter *self = (GalleyImporter *) sink;

  return galley_post_importer_add (self->posts, post, error);
}

static gboolean
finish_posts (GalleyImporter *self, GError **error)
{
  g_autoptr (GalleyPostImporter) posts = g_steal_pointer (&self->posts);

  return posts == NULL || galley_post_importer_finish (posts, error);
}

/* What a comment is about must be there: the posts come first. */
static gboolean
take_comment (GalleyRecordSink *sink, GalleyCommentRecord *comment, GError **error)
{
  GalleyImporter *self = (GalleyImporter *) sink;

  return finish_posts (self, error) && galley_comment_importer_add (self->comments, comment, error);
}

static void
take_note (GalleyRecordSink *sink,
           GalleyNoteKind kind,
           const GalleySourcePosition *position,
           const char *text)
{
  GalleyImportLedger *ledger = &((GalleyImporter *) sink)->context.ledger;

  if (kind == GALLEY_NOTE_PAGE_LEFT_OUT)
    galley_import_ledger_count (ledger, &ledger->report->pages, GALLEY_OUTCOME_SKIPPED);
  else if (kind == GALLEY_NOTE_POST_REFUSED)
    galley_import_ledger_count (ledger, &ledger->report->posts, GALLEY_OUTCOME_REFUSED);
  else if (kind == GALLEY_NOTE_COMMENT_REFUSED)
    galley_import_ledger_count (ledger, &ledger->report->comments, GALLEY_OUTCOME_REFUSED);
  galley_import_ledger_warn (ledger, position, "%s", text);
}

static void
tell_progress (GalleyRecordSink *sink, guint64 done, guint64 total)
{
  const GalleyImportOptions *options = ((GalleyImporter *) sink)->context.options;

  if (options->progress != NULL)
    options->progress (done, total, options->progress_data);
}

static char *
convert_html (const char *html)
{
  return galley_mail_html_to_markdown (html, -1);
}

static char *
convert_post (const char *html)
{
  return galley_html_to_markdown (html, -1, NULL);
}

/**
 * galley_importer_new:
 * @project: where records go, in a transaction
 * @options: what to do
 * @zone: the site's
 * @report: an initialised report, which is filled
 * @cancellable: (nullable): stops it
 *
 * Returns: (transfer full): an importer; all that it is given must outlive it
 */
GalleyImporter *
galley_importer_new (GalleyProject *project,
                     const GalleyImportOptions *options,
                     GTimeZone *zone,
                     GalleyImportReport *report,
                     GCancellable *cancellable)
{
  GalleyImporter *self = g_new0 (GalleyImporter, 1);

  self->sink = (GalleyRecordSink){ take_site, take_post, take_comment, take_note, tell_progress };
  self->context = (GalleyImportContext){ .project = project,
                                         .options = options,
                                         .cancellable = cancellable,
                                         .zone = g_time_zone_ref (zone),
                                         .now = g_date_time_new_now (zone) };
  galley_import_ledger_init (&self->context.ledger, report);
  self->read_options =
      (GalleyReadOptions){ self->context.zone,           convert_html,     convert_post,
                           galley_foreign_database_read, options->columns, cancellable };
  return self;
}

static void
clear_source (GalleyImporter *self)
{
  g_clear_pointer (&self->posts, galley_post_importer_free);
  g_clear_pointer (&self->comments, galley_comment_importer_free);
  g_clear_pointer (&self->media, galley_media_importer_free);
}

/**
 * galley_importer_free:
 * @self: (nullable): an importer
 */
void
galley_importer_free (GalleyImporter *self)
{
  if (self == NULL)
    return;
  clear_source (self);
  galley_import_ledger_clear (&self->context.ledger);
  g_time_zone_unref (self->context.zone);
  g_date_time_unref (self->context.now);
  g_free (self);
}

/**
 * galley_importer_begin_source:
 * @self: an importer
 * @error: GALLEY_STORE_ERROR
 *
 * To be called before a source is read: links and replies stay within one source.
 */
gboolean
galley_importer_begin_source (GalleyImporter *self, GError **error)
{
  clear_source (self);
  self->context.restores = FALSE;
  self->media = galley_media_importer_new (self->context.project, &self->context.ledger, error);
  if (self->media == NULL)
    return FALSE;
  self->posts = galley_post_importer_new (&self->context, self->media);
  self->comments = galley_comment_importer_new (&self->context);
  return TRUE;
}

/**
 * galley_importer_get_sink:
 * @self: an importer with a source
 *
 * Returns: (transfer none): what the source's records go to
 */
GalleyRecordSink *
galley_importer_get_sink (GalleyImporter *self)
{
  return &self->sink;
}

/**
 * galley_importer_get_read_options:
 * @self: an importer
 *
 * Returns: (transfer none): how sources are to be read
 */
const GalleyReadOptions *
galley_importer_get_read_options (GalleyImporter *self)
{
  return &self->read_options;
}

/**
 * galley_importer_end_source:
 * @self: an importer with a source that is read
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Takes in what was kept back until all of the source was known.
 */
gboolean
galley_importer_end_source (GalleyImporter *self, GError **error)
{
  return finish_posts (self, error) && galley_comment_importer_finish (self->comments, error);
}

/**
 * galley_importer_close:
 * @self: an importer whose sources are all read
 *
 * Returns: (transfer none): what became of all
 */
const GalleyImportLedger *
galley_importer_close (GalleyImporter *self)
{
  galley_import_ledger_close (&self->context.ledger);
  return &self->context.ledger;
}
