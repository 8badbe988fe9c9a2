/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof.h"

#include "galley-proof-media.h"
#include "galley-proof-pages.h"
#include "galley-proof-post.h"
#include "galley-proof-site.h"
#include "galley-proof-text.h"

struct _GalleyProof
{
  GHashTable *texts; /* gint64 post to Known */
  GHashTable *media; /* of galley_proof_media_check() */

  GalleySite *site; /* (nullable): of the last run, with drafts */
  GalleyProofPages pages;
};

/* What is known of the text of a post. */
typedef struct
{
  gint64 post_id; /* the key */
  gint64 revision_id;
  gint64 modified;   /* a revision is written to while its post is typed; seconds since 1970 */
  gboolean is_fresh; /* it was read so soon after that it may change once more in that second */
  gboolean allow_raw_html;
  GalleyProofText *text;
} Known;

static void
free_known (gpointer data)
{
  Known *known = data;

  galley_proof_text_free (known->text);
  g_free (known);
}

/**
 * galley_proof_new:
 *
 * Returns: (transfer full): a proof that knows nothing yet
 */
GalleyProof *
galley_proof_new (void)
{
  GalleyProof *self = g_new0 (GalleyProof, 1);

  self->texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_known);
  self->media =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

static void
clear_site (GalleyProof *self)
{
  if (self->site == NULL)
    return;
  galley_proof_pages_clear (&self->pages);
  g_clear_pointer (&self->site, galley_site_free);
}

/**
 * galley_proof_free:
 * @self: (transfer full) (nullable): a proof
 */
void
galley_proof_free (GalleyProof *self)
{
  if (self == NULL)
    return;
  clear_site (self);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->media);
  g_free (self);
}

/* The plan of the site with all that is or may be in it. What makes a theme or a setting impossible
 * is a finding: an export would be refused with it. */
static gboolean
open_site (GalleyProof *self, GalleyProject *project, GPtrArray *findings, GError **error)
{
  const GalleySiteOptions options = { NULL, TRUE, NULL };
  g_autoptr (GError) problem = NULL;

  clear_site (self);
  self->site = galley_site_new (project, &options, &problem);
  if (self->site != NULL)
    {
      galley_proof_pages_init (&self->pages, self->site);
      return TRUE;
    }
  if (problem->domain != GALLEY_SITE_ERROR && problem->domain != GALLEY_THEME_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  galley_findings_add (findings, "no-site", TRUE, "%s", problem->message);
  return TRUE;
}

/* All posts but those in the trash, without their texts. */
static GPtrArray *
load_posts (GalleyProject *project, GCancellable *cancellable, GError **error)
{
  const GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = galley_project_list_posts (project, &filter, cancellable, error);
  g_autoptr (GPtrArray) posts = NULL;

  if (ids == NULL)
    return NULL;
  posts = galley_project_load_posts (project, (const gint64 *) (void *) ids->data, ids->len,
                                     GALLEY_VERSION_WORKING, error);
  for (guint i = 0; posts != NULL && i < posts->len;)
    if (g_ptr_array_index (posts, i) == NULL)
      g_ptr_array_remove_index (posts, i);
    else
      i++;
  return g_steal_pointer (&posts);
}

/* Reads the text of a post, where it is not known yet. */
static const GalleyProofText *
read_text (GalleyProof *self, const GalleyPost *post, GError **error)
{
  const GalleyModel *model = galley_site_get_model (self->site);
  gint64 modified = post->modified != NULL ? g_date_time_to_unix (post->modified) : 0;
  gboolean allow_raw_html = model->settings->allow_raw_html;
  Known *known = g_hash_table_lookup (self->texts, &post->id);
  g_autofree char *body = NULL;

  if (known != NULL && known->revision_id == post->revision_id && known->modified == modified &&
      !known->is_fresh && known->allow_raw_html == allow_raw_html)
    return known->text;
  body = galley_project_load_body (model->project, post->revision_id, error);
  if (body == NULL)
    return NULL;
  known = g_new0 (Known, 1);
  known->post_id = post->id;
  known->revision_id = post->revision_id;
  known->modified = modified;
  known->is_fresh = g_get_real_time () / G_USEC_PER_SEC - modified < 2;
  known->allow_raw_html = allow_raw_html;
  known->text = galley_proof_text_new (body, allow_raw_html);
  g_hash_table_replace (self->texts, &known->post_id, known);
  return known->text;
}

static gboolean
check_posts (GalleyProof *self,
             GPtrArray *posts,
             GDateTime *now,
             GPtrArray *findings,
             GCancellable *cancellable,
             GError **error)
{
  for (guint i = 0; i < posts->len; i++)
    {
      const GalleyPost *post = g_ptr_array_index (posts, i);
      const GalleyProofText *text = NULL;

      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        text = read_text (self, post, error);
      if (text == NULL)
        return FALSE;
      galley_proof_post_check (&self->pages, post, text, now, findings);
    }
  return TRUE;
}

/**
 * galley_proof_run:
 * @self: a proof
 * @project: a project, which must outlive @self
 * @now: the time at which it is read
 * @cancellable: (nullable): stops it
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Reads the whole project as it would be published: every post but those in the trash with what its
 * author changed last, the pictures, and the site around them. What did not change since the last
 * run is not read again. Runs on the thread of @project.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyFinding): what should be mended: the site
 *   as a whole first, then the posts, newest first
 */
GPtrArray *
galley_proof_run (GalleyProof *self,
                  GalleyProject *project,
                  GDateTime *now,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) findings = galley_findings_new ();
  g_autoptr (GPtrArray) posts = NULL;

  if (!open_site (self, project, findings, error))
    return NULL;
  if (self->site == NULL)
    return g_steal_pointer (&findings);
  posts = load_posts (project, cancellable, error);
  if (posts == NULL || !galley_proof_site_check (self->site, posts, findings, cancellable, error) ||
      !galley_proof_media_check (self->site, self->media, findings, cancellable, error) ||
      !check_posts (self, posts, now, findings, cancellable, error))
    return NULL;
  return g_steal_pointer (&findings);
}

/**
 * galley_proof_check_post:
 * @self: a proof that was run
 * @post: a post of the project with its text, as its author has it before them
 * @now: the time at which it is read
 *
 * Reads one post again, while it is written, against the site as it was at the last run. Runs on
 * the thread of the project.
 *
 * Returns: (transfer full) (element-type GalleyFinding): what should be mended in it
 */
GPtrArray *
galley_proof_check_post (GalleyProof *self, const GalleyPost *post, GDateTime *now)
{
  g_autoptr (GPtrArray) findings = galley_findings_new ();
  g_autoptr (GalleyProofText) text = NULL;

  if (self->site == NULL)
    return g_steal_pointer (&findings);
  text = galley_proof_text_new (post->body != NULL ? post->body : "",
                                galley_site_get_model (self->site)->settings->allow_raw_html);
  galley_proof_post_check (&self->pages, post, text, now, findings);
  return g_steal_pointer (&findings);
}
