/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "galley-page-maker.h"

#include <string.h>

#include "galley-site.h"

/* What lives on the lane's thread alone. It is freed by a job of that thread. */
typedef struct
{
  GalleySite *site;
  GalleyPost *working; /* what the site shows in place of what the project holds */
} Plan;

struct _GalleyPageMaker
{
  GalleySession *session;
  Plan *plan;
  gboolean stale; /* the project changed since the plan was made */
  gint64 judged;
};

typedef struct
{
  Plan *plan;
  gboolean stale;
  gint64 judged;
  GalleyPost *post; /* NULL: the page of path */
  gboolean is_post;
  char *path;
  gboolean only_find;
  gboolean only_text;
} Order;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->site, galley_site_free);
  g_clear_pointer (&plan->working, galley_post_free);
}

static void
order_free (Order *order)
{
  g_clear_pointer (&order->post, galley_post_free);
  g_free (order->path);
  g_free (order);
}

/**
 * galley_page_free:
 * @page: (nullable): a page
 *
 * Frees it.
 */
void
galley_page_free (GalleyPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer (&page->bytes, g_bytes_unref);
  g_clear_pointer (&page->body, galley_site_body_free);
  g_free (page->type);
  g_free (page->path);
  g_free (page);
}

/* Plans the site anew only where more changed than the post that is being written. */
static gboolean
plan_site (Plan *plan, GalleyProject *project, Order *order, GError **error)
{
  GalleySiteOptions options = { 0 };

  if (order->post != NULL)
    {
      g_clear_pointer (&plan->working, galley_post_free);
      plan->working = g_steal_pointer (&order->post);
    }
  if (plan->site != NULL && !order->stale)
    {
      if (order->is_post)
        galley_site_set_working (plan->site, plan->working);
      return TRUE;
    }
  g_clear_pointer (&plan->site, galley_site_free);
  options.drafts = TRUE;
  options.working = plan->working;
  plan->site = galley_site_new (project, &options, error);
  return plan->site != NULL;
}

/* The text alone, by the plan as it is. */
static GalleyPage *
make_text (Plan *plan, const GalleyPost *post)
{
  GalleyPage *page = g_new0 (GalleyPage, 1);

  page->post_id = post->id;
  page->body = galley_site_render_body (plan->site, post);
  return page;
}

/* The text of a post's page in blocks, and where in the page it is. */
static void
find_text (Plan *plan, GalleyPage *page)
{
  gsize length;
  const char *bytes = g_bytes_get_data (page->bytes, &length);
  const char *found;

  page->body = galley_site_render_body (plan->site, plan->working);
  found = memmem (bytes, length, page->body->html, page->body->length);
  page->body_offset = found != NULL ? (gsize) (found - bytes) : G_MAXSIZE;
}

static gpointer
make_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;
  Plan *plan = order->plan;
  gint64 id = order->post != NULL ? order->post->id : 0;
  g_autoptr (GalleyPage) page = g_new0 (GalleyPage, 1);

  if (order->only_text && plan->site != NULL && !order->stale)
    return make_text (plan, order->post);
  if (!plan_site (plan, project, order, error))
    return NULL;
  galley_site_set_preview_comment (plan->site, order->judged);
  if (id != 0)
    {
      page->post_id = id;
      page->path = galley_site_get_post_path (plan->site, id);
    }
  else
    {
      page->path = g_strdup (order->path);
      page->post_id = galley_site_get_path_post (plan->site, order->path);
    }
  if (page->path == NULL)
    {
      g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND,
                   "preview: the post has no page");
      return NULL;
    }
  if (!order->only_find)
    {
      page->bytes = galley_site_render (plan->site, page->path, &page->type, error);
      if (page->bytes == NULL)
        return NULL;
      if (id != 0)
        find_text (plan, page);
    }
  return g_steal_pointer (&page);
}

static gpointer
free_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Plan *plan = data;

  plan_clear (plan);
  g_free (plan);
  return NULL;
}

static void
run (GalleyPageMaker *maker, Order *order, GAsyncReadyCallback callback, gpointer user_data)
{
  order->plan = maker->plan;
  order->stale = maker->stale;
  order->judged = maker->judged;
  maker->stale = FALSE;
  galley_session_run_async (maker->session, GALLEY_LANE_PREVIEW, make_job, order,
                            (GDestroyNotify) order_free, (GDestroyNotify) galley_page_free, NULL,
                            callback, user_data);
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
  maker->plan = g_new0 (Plan, 1);
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
  galley_session_run_async (maker->session, GALLEY_LANE_PREVIEW, free_job, maker->plan, NULL, NULL,
                            NULL, NULL, NULL);
  g_object_unref (maker->session);
  g_free (maker);
}

/**
 * galley_page_maker_forget:
 * @maker: a maker
 *
 * Tells that the project changed in other ways than the post that is being written.
 */
void
galley_page_maker_forget (GalleyPageMaker *maker)
{
  maker->stale = TRUE;
}

/**
 * galley_page_maker_set_judged:
 * @maker: a maker
 * @comment_id: a comment; 0: none
 *
 * Shows the comment on the page of its post as if it were approved, from the next page on.
 */
void
galley_page_maker_set_judged (GalleyPageMaker *maker, gint64 comment_id)
{
  maker->judged = comment_id;
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
  Order *order = g_new0 (Order, 1);

  order->post = post;
  order->is_post = TRUE;
  order->only_text = only_text;
  run (maker, order, callback, user_data);
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
  Order *order = g_new0 (Order, 1);

  order->path = g_strdup (path);
  order->only_find = only_find;
  run (maker, order, callback, user_data);
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
