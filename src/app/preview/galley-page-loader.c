/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-page-loader.h"

#include "galley-preview-link.h"
#include "galley-web-context.h"

struct _GalleyPageLoader
{
  GObject parent_instance;
  GalleyPageMaker *maker; /* (unowned) (nullable) */
  GalleyPage *page;       /* that is shown, or being loaded */
  char *address;          /* that the preview itself loads */
};

enum
{
  OPEN_POST,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPageLoader, galley_page_loader, G_TYPE_OBJECT)

/* A file that a web view waits for, or whose owner is looked for. */
typedef struct
{
  GalleyPageLoader *loader;
  WebKitURISchemeRequest *request; /* NULL where a decision waits */
  WebKitPolicyDecision *decision;
} PendingFile;

static PendingFile *
pending_file_new (GalleyPageLoader *loader,
                  WebKitURISchemeRequest *request,
                  WebKitPolicyDecision *decision)
{
  PendingFile *pending = g_new0 (PendingFile, 1);

  pending->loader = g_object_ref (loader);
  g_set_object (&pending->request, request);
  g_set_object (&pending->decision, decision);
  return pending;
}

static void
pending_file_free (PendingFile *pending)
{
  g_clear_object (&pending->loader);
  g_clear_object (&pending->request);
  g_clear_object (&pending->decision);
  g_free (pending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PendingFile, pending_file_free)

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PendingFile) pending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPage) page = galley_page_maker_finish (result, &error);

  if (page != NULL)
    galley_web_answer (pending->request, page->bytes, page->type);
  else
    webkit_uri_scheme_request_finish_error (pending->request, error);
}

static void
request_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  GalleyPageLoader *self = user_data;
  g_autofree char *path =
      galley_preview_link_get_path (webkit_uri_scheme_request_get_uri (request));

  if (self->page != NULL && g_strcmp0 (path, self->page->path) == 0)
    galley_web_answer (request, self->page->bytes, self->page->type);
  else if (path != NULL && self->maker != NULL)
    galley_page_maker_path_async (self->maker, path, FALSE, made_cb,
                                  pending_file_new (self, request, NULL));
  else
    {
      g_autoptr (GError) error =
          g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "preview: there is no such file");

      webkit_uri_scheme_request_finish_error (request, error);
    }
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PendingFile) pending = user_data;
  g_autoptr (GalleyPage) page = galley_page_maker_finish (result, NULL);
  GalleyPageLoader *self = pending->loader;

  if (page == NULL || page->post_id != 0)
    webkit_policy_decision_ignore (pending->decision);
  else
    {
      g_clear_pointer (&self->page, galley_page_free);
      g_signal_emit (self, signals[LEFT], 0);
      webkit_policy_decision_use (pending->decision);
    }
  if (page != NULL && page->post_id != 0)
    g_signal_emit (self, signals[OPEN_POST], 0, page->post_id);
}

static void
find_owner (GalleyPageLoader *self, WebKitPolicyDecision *decision, const char *address)
{
  g_autofree char *path = galley_preview_link_get_path (address);

  if (self->maker != NULL)
    galley_page_maker_path_async (self->maker, path, TRUE, found_cb,
                                  pending_file_new (self, NULL, decision));
  else
    webkit_policy_decision_ignore (decision);
}

static void
decide_navigation (GalleyPageLoader *self,
                   WebKitWebView *view,
                   WebKitPolicyDecision *decision,
                   gboolean is_new_window)
{
  WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action (
      WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  GalleyLinkRequest request = {
    .address = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action)),
    .is_clicked = webkit_navigation_action_get_navigation_type (action) ==
                  WEBKIT_NAVIGATION_TYPE_LINK_CLICKED,
    .is_by_person = webkit_navigation_action_is_user_gesture (action),
    .is_new_window = is_new_window,
  };
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (view));

  switch (galley_preview_link_choose (&request, self->address,
                                      self->page != NULL ? self->page->path : NULL))
    {
    case GALLEY_LINK_FOLLOW:
      webkit_policy_decision_use (decision);
      break;
    case GALLEY_LINK_FIND:
      find_owner (self, decision, request.address);
      break;
    case GALLEY_LINK_OUTSIDE:
      webkit_policy_decision_ignore (decision);
      gtk_show_uri_on_window (GTK_WINDOW (window), request.address, GDK_CURRENT_TIME, NULL);
      break;
    case GALLEY_LINK_REFUSE:
    default:
      webkit_policy_decision_ignore (decision);
      break;
    }
}

static gboolean
decide_policy_cb (GalleyPageLoader *self,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  WebKitWebView *view)
{
  const char *address;

  if (type != WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    {
      decide_navigation (self, view, decision,
                         type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION);
      return TRUE;
    }
  address = webkit_uri_request_get_uri (
      webkit_response_policy_decision_get_request (WEBKIT_RESPONSE_POLICY_DECISION (decision)));
  if (g_str_has_prefix (address, GALLEY_PREVIEW_SCHEME ":"))
    webkit_policy_decision_use (decision);
  else
    webkit_policy_decision_ignore (decision);
  return TRUE;
}

static void
galley_page_loader_finalize (GObject *object)
{
  GalleyPageLoader *self = GALLEY_PAGE_LOADER (object);

  g_clear_pointer (&self->page, galley_page_free);
  g_clear_pointer (&self->address, g_free);
  G_OBJECT_CLASS (galley_page_loader_parent_class)->finalize (object);
}

static void
galley_page_loader_class_init (GalleyPageLoaderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_page_loader_finalize;
  signals[OPEN_POST] = g_signal_new ("open-post", GALLEY_TYPE_PAGE_LOADER, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[LEFT] = g_signal_new ("left", GALLEY_TYPE_PAGE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
galley_page_loader_init (GalleyPageLoader *self)
{
}

/**
 * galley_page_loader_new:
 *
 * Returns: (transfer full): a loader that has no files yet
 */
GalleyPageLoader *
galley_page_loader_new (void)
{
  return g_object_new (GALLEY_TYPE_PAGE_LOADER, NULL);
}

/**
 * galley_page_loader_make_view:
 * @loader: a loader
 * @sandbox: whether WebKit's sandbox works
 *
 * Returns: (transfer floating): a web view that reaches what the loader gives it, and nothing else
 */
WebKitWebView *
galley_page_loader_make_view (GalleyPageLoader *loader, gboolean sandbox)
{
  WebKitWebView *view = galley_web_view_new (sandbox, request_cb, G_OBJECT (loader));

  g_signal_connect_object (view, "decide-policy", G_CALLBACK (decide_policy_cb), loader,
                           G_CONNECT_SWAPPED);
  return view;
}

/**
 * galley_page_loader_set_maker:
 * @loader: a loader
 * @maker: (nullable): makes the files; it is unset before it is freed
 *
 * Joins the loader to another project.
 */
void
galley_page_loader_set_maker (GalleyPageLoader *loader, GalleyPageMaker *maker)
{
  loader->maker = maker;
  g_clear_pointer (&loader->page, galley_page_free);
}

/**
 * galley_page_loader_take_page:
 * @loader: a loader
 * @page: (transfer full): a post's page
 *
 * Gives the page that is to be shown.
 */
void
galley_page_loader_take_page (GalleyPageLoader *loader, GalleyPage *page)
{
  galley_page_free (loader->page);
  loader->page = page;
}

/**
 * galley_page_loader_get_page:
 * @loader: a loader
 *
 * Returns: (transfer none) (nullable): the page that is shown, or being loaded
 */
GalleyPage *
galley_page_loader_get_page (GalleyPageLoader *loader)
{
  return loader->page;
}

/**
 * galley_page_loader_begin:
 * @loader: a loader that was given a page
 *
 * Lets its view go to this page.
 *
 * Returns: (transfer none): the address that is to be loaded
 */
const char *
galley_page_loader_begin (GalleyPageLoader *loader)
{
  g_free (loader->address);
  loader->address = galley_preview_link_new (loader->page->path);
  return loader->address;
}
