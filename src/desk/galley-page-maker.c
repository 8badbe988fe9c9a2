/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-page-maker.h"

#include "galley-site.h"

/* What lives on the lane's thread alone. It is freed by a job of that thread. */
typedef struct
{
  GalleySite *site;
  GalleyPost *working; /* what the site shows in place of what the project holds */
} SiteCache;

struct _GalleyPageMaker
{
  GalleySession *session;
  SiteCache *cache;
  gboolean stale;    /* the project changed since the cache was made */
  gint64 comment_id; /* shown as if it were approved; 0: none */
};

typedef struct
{
  SiteCache *cache;
  gboolean stale;
  gint64 comment_id; /* shown as if it were approved; 0: none */
  GalleyPost *post;  /* NULL: the page of path */
  gboolean is_post;
  char *path;
  gboolean only_find;
  gboolean only_text;
} PageRequest;

static void
site_cache_clear (SiteCache *cache)
{
  g_clear_pointer (&cache->site, galley_site_free);
  g_clear_pointer (&cache->working, galley_post_free);
}

static void
page_request_free (PageRequest *request)
{
  g_clear_pointer (&request->post, galley_post_free);
  g_free (request->path);
  g_free (request);
}

/* Plans the site anew only where more changed than the post that is being written. */
static gboolean
refresh_site (SiteCache *cache, GalleyProject *project, PageRequest *request, GError **error)
{
  GalleySiteOptions options = { 0 };

  if (request->post != NULL)
    {
      g_clear_pointer (&cache->working, galley_post_free);
      cache->working = g_steal_pointer (&request->post);
    }
  if (cache->site != NULL && !request->stale)
    {
      if (request->is_post)
        galley_site_set_working (cache->site, cache->working);
      return TRUE;
    }
  g_clear_pointer (&cache->site, galley_site_free);
  options.drafts = TRUE;
  options.working = cache->working;
  cache->site = galley_site_new (project, &options, error);
  return cache->site != NULL;
}

/* The text alone, by the cache as it is. */
static GalleyPage *
make_text (SiteCache *cache, const GalleyPost *post)
{
  GalleyPage *page = g_new0 (GalleyPage, 1);

  page->post_id = post->id;
  page->body = galley_site_render_body (cache->site, post);
  return page;
}

static gpointer
make_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  PageRequest *request = data;
  SiteCache *cache = request->cache;
  gint64 id = request->post != NULL ? request->post->id : 0;
  g_autoptr (GalleyPage) page = g_new0 (GalleyPage, 1);

  if (request->only_text && cache->site != NULL && !request->stale)
    return make_text (cache, request->post);
  if (!refresh_site (cache, project, request, error))
    return NULL;
  galley_site_set_preview_comment (cache->site, request->comment_id);
  if (id != 0)
    {
      page->post_id = id;
      page->path = galley_site_get_post_path (cache->site, id);
    }
  else
    {
      page->path = g_strdup (request->path);
      page->post_id = galley_site_get_path_post (cache->site, request->path);
    }
  if (page->path == NULL)
    {
      g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND,
                   "preview: the post has no page");
      return NULL;
    }
  if (!request->only_find)
    {
      page->bytes = galley_site_render (cache->site, page->path, &page->type, error);
      if (page->bytes == NULL)
        return NULL;
      if (id != 0)
        galley_page_set_body (page, galley_site_render_body (cache->site, cache->working));
    }
  return g_steal_pointer (&page);
}

static gpointer
free_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  SiteCache *cache = data;

  site_cache_clear (cache);
  g_free (cache);
  return NULL;
}

static void
run (GalleyPageMaker *maker, PageRequest *request, GAsyncReadyCallback callback, gpointer user_data)
{
  request->cache = maker->cache;
  request->stale = maker->stale;
  request->comment_id = maker->comment_id;
  maker->stale = FALSE;
  galley_session_run_async (maker->session, GALLEY_LANE_PREVIEW, make_job, request,
                            (GDestroyNotify) page_request_free, (GDestroyNotify) galley_page_free,
                            NULL, callback, user_data);
}

/**
 * galley_page_maker_new:
 * @session: an open session
 *
 * Returns: (transfer full): a maker of pages; it must be freed before the session is closed
 */
GalleyPageMaker *
galley_page_maker_new (GalleySession *session)
{
  GalleyPageMaker *maker = g_new0 (GalleyPageMaker, 1);

  maker->session = g_object_ref (session);
  maker->cache = g_new0 (SiteCache, 1);
  return maker;
}

/**
 * galley_page_maker_free:
 * @maker: (nullable): a maker
 *
 * Frees it, after the pages that were asked for are made.
 */
void
galley_page_maker_free (GalleyPageMaker *maker)
{
  if (maker == NULL)
    return;
  galley_session_run_async (maker->session, GALLEY_LANE_PREVIEW, free_job, maker->cache, NULL, NULL,
                            NULL, NULL, NULL);
  g_object_unref (maker->session);
  g_free (maker);
}

/**
 * galley_page_maker_invalidate:
 * @maker: a maker
 *
 * Notes that the project changed in other ways than the post that is being written.
 */
void
galley_page_maker_invalidate (GalleyPageMaker *maker)
{
  maker->stale = TRUE;
}

/**
 * galley_page_maker_set_comment:
 * @maker: a maker
 * @comment_id: a comment; 0: none
 *
 * Shows the comment on the page of its post as if it were approved, from the next page on.
 */
void
galley_page_maker_set_comment (GalleyPageMaker *maker, gint64 comment_id)
{
  maker->comment_id = comment_id;
}

/**
 * galley_page_maker_post_async:
 * @maker: a maker
 * @post: (transfer full): as it stands now
 * @only_text: only its text changed: the text alone will do, though a whole page may come
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Makes the page of a post with what was typed up to now.
 */
void
galley_page_maker_post_async (GalleyPageMaker *maker,
                              GalleyPost *post,
                              gboolean only_text,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  PageRequest *request = g_new0 (PageRequest, 1);

  request->post = post;
  request->is_post = TRUE;
  request->only_text = only_text;
  run (maker, request, callback, user_data);
}

/**
 * galley_page_maker_path_async:
 * @maker: a maker
 * @path: of a file of the site
 * @only_find: do not make it, only tell whose page it is
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Makes any file of the site.
 */
void
galley_page_maker_path_async (GalleyPageMaker *maker,
                              const char *path,
                              gboolean only_find,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  PageRequest *request = g_new0 (PageRequest, 1);

  request->path = g_strdup (path);
  request->only_find = only_find;
  run (maker, request, callback, user_data);
}

/**
 * galley_page_maker_finish:
 * @result: what the callback was given
 * @error: GALLEY_SITE_ERROR
 *
 * Returns: (transfer full) (nullable): the page
 */
GalleyPage *
galley_page_maker_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
