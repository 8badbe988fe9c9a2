/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-preview.h"

#include <glib/gi18n.h>
#include <handy.h>

#include "galley-application.h"
#include "galley-page-maker.h"
#include "galley-web-context.h"

/* While one types only the text is made anew; what else the page says of it (how long it takes to
 * read, its contents) follows when the keys rest: this long, and longer where a page takes long. */
#define REST_MS 400
#define REST_TIMES 8

/* Pages follow each other no faster than this: the keys come first. */
#define FRAME_MS 30

struct _GalleyPreview
{
  GtkBox parent_instance;
  GtkStack *stack;
  GalleyPageView *view; /* NULL until there is something to show */
  gboolean probed;      /* it is known whether the sandbox works */
  gboolean sandbox;
  gulong drawn_handler; /* until the view is made, which takes long: the text is drawn first */
  guint view_idle;
  HdyStatusPage *message;
  GtkButton *reload;
  gboolean disposed;

  GalleyPreviewSource source;
  gpointer source_data;
  GalleySession *session;
  GalleyPageMaker *maker;

  GalleyPage *page;     /* what the view shows, or is being loaded */
  GalleySiteBody *body; /* to be put into the page when what is around it is done */
  char *frame;          /* the page without its text; NULL where that is not known */
  char *loading;        /* the address that we asked the view to load */
  gboolean loaded;      /* the page is there, and can be patched */
  gboolean busy;        /* a page is being made, loaded or patched */
  gboolean whole;       /* more than the text changed since the last whole page */
  guint rest_timeout;
  guint frame_timeout;
  gint64 started; /* when the last page was asked for, monotonic microseconds */
  gint64 took;    /* to make the last whole page, microseconds */
  gboolean again; /* something changed meanwhile */
  gboolean full;  /* the next page is loaded whole: styles may have changed */

  gint64 comment;       /* that is being judged; 0: none */
  gint64 comment_shown; /* the one that the page was moved to */
  int width;
  GalleyAppearance appearance;
};

enum
{
  OPEN_POST,
  LAID_OUT,
  SCROLLED,
  CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPreview, galley_preview, GTK_TYPE_BOX)

static void make_view_when_drawn (GalleyPreview *self);

static void
show_message (GalleyPreview *self, const char *title, const char *text, gboolean reload)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  hdy_status_page_set_title (self->message, title);
  hdy_status_page_set_description (self->message, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->reload), reload);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static gboolean
frame_cb (gpointer user_data)
{
  GalleyPreview *self = user_data;

  self->frame_timeout = 0;
  self->busy = FALSE;
  if (self->again)
    galley_preview_update (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* Moves the page to the comment that is being judged, once. */
static void
show_comment (GalleyPreview *self)
{
  g_autofree char *id = NULL;

  if (self->comment == self->comment_shown)
    return;
  self->comment_shown = self->comment;
  if (self->comment == 0)
    return;
  id = g_strdup_printf ("comment-%" G_GINT64_FORMAT, self->comment);
  galley_page_view_show_element (self->view, id);
}

/* Ready for the next page, when this one had its time. */
static void
rest (GalleyPreview *self)
{
  gint64 passed = (g_get_monotonic_time () - self->started) / 1000;

  if (self->frame_timeout == 0 && !self->disposed)
    self->frame_timeout =
        g_timeout_add ((guint) CLAMP (FRAME_MS - passed, 0, FRAME_MS), frame_cb, self);
}

static gboolean
rested_cb (gpointer user_data)
{
  GalleyPreview *self = user_data;

  self->rest_timeout = 0;
  galley_preview_update (self, FALSE);
  return G_SOURCE_REMOVE;
}

static char *
address_of (const char *path)
{
  g_autofree char *escaped =
      g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);

  return g_strconcat (GALLEY_PREVIEW_SCHEME ":///", escaped, NULL);
}

/* "galley:///2009/10/a/index.html#note" to "2009/10/a/index.html"; NULL: another scheme. */
static char *
path_of (const char *address)
{
  static const char start[] = GALLEY_PREVIEW_SCHEME ":///";
  g_autofree char *path = NULL;

  if (!g_str_has_prefix (address, start))
    return NULL;
  path = g_strndup (address + strlen (start), strcspn (address + strlen (start), "?#"));
  return g_uri_unescape_string (path, NULL);
}

static void
load_page (GalleyPreview *self)
{
  g_free (self->loading);
  self->loading = address_of (self->page->path);
  self->loaded = FALSE;
  self->full = FALSE;
  galley_page_view_load (self->view, self->loading);
}

/* A change of the page is done, or could not be made in place. */
static void
ready_cb (GalleyPreview *self, gboolean done)
{
  if (done && self->body != NULL)
    galley_page_view_patch_body (self->view, g_steal_pointer (&self->body));
  else if (done)
    {
      if (!self->again)
        show_comment (self);
      rest (self);
    }
  else
    {
      g_clear_pointer (&self->body, galley_site_body_free);
      self->full = TRUE;
      self->whole = TRUE;
      self->again = TRUE;
      rest (self);
    }
}

/* The page without its text; NULL where the theme does not show the text as it is. */
static char *
take_frame (const GalleyPage *page)
{
  gsize length;
  const char *bytes = g_bytes_get_data (page->bytes, &length);
  g_autoptr (GString) frame = NULL;
  gsize end;

  if (page->body == NULL || page->body_offset == G_MAXSIZE)
    return NULL;
  end = page->body_offset + page->body->length;
  frame = g_string_sized_new (length - page->body->length + 1);
  g_string_append_len (frame, bytes, (gssize) page->body_offset);
  g_string_append_len (frame, bytes + end, (gssize) (length - end));
  return g_string_free (g_steal_pointer (&frame), FALSE);
}

static void
show_text (GalleyPreview *self, GalleyPage *page)
{
  gint64 wait = MAX (REST_MS, REST_TIMES * self->took / 1000);

  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  self->rest_timeout = g_timeout_add ((guint) wait, rested_cb, self);
  if (self->loaded && self->page != NULL && self->page->post_id == page->post_id)
    galley_page_view_patch_body (self->view, g_steal_pointer (&page->body));
  else
    rest (self);
}

/* The same post again: what is around the text is changed only where it differs. */
static void
show_changes (GalleyPreview *self)
{
  g_autofree char *frame = take_frame (self->page);
  gboolean same = frame != NULL && g_strcmp0 (frame, self->frame) == 0;

  if (frame == NULL)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (self->page->bytes, &length);
      g_autofree char *html = g_utf8_make_valid (bytes, (gssize) length);

      g_clear_pointer (&self->frame, g_free);
      galley_page_view_patch_page (self->view, html);
      return;
    }
  if (same)
    {
      galley_page_view_patch_body (self->view, g_steal_pointer (&self->page->body));
      return;
    }
  g_free (self->frame);
  self->frame = g_steal_pointer (&frame);
  g_clear_pointer (&self->body, galley_site_body_free);
  self->body = g_steal_pointer (&self->page->body);
  galley_page_view_patch_frame (self->view, self->frame);
}

static void
show_whole (GalleyPreview *self, GalleyPage *page)
{
  gboolean same =
      self->loaded && !self->full && self->page != NULL && self->page->post_id == page->post_id;

  self->took = g_get_monotonic_time () - self->started;
  galley_page_free (self->page);
  self->page = page;
  if (same)
    {
      show_changes (self);
      return;
    }
  g_free (self->frame);
  self->frame = take_frame (page);
  load_page (self);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPage) page = galley_page_maker_finish (result, &error);

  if (GALLEY_SESSION (source) != self->session || self->view == NULL)
    {
      rest (self);
      return;
    }
  if (page == NULL)
    {
      show_message (self, _ ("No Preview"), error->message, FALSE);
      self->loaded = FALSE;
      rest (self);
      return;
    }
  if (page->bytes == NULL)
    show_text (self, page);
  else
    show_whole (self, g_steal_pointer (&page));
}

/**
 * galley_preview_update:
 * @preview: the preview
 * @only_text: nothing but the text of the post changed
 *
 * Shows the post as it stands now. May be called for every key: what cannot be shown in time is
 * left out, and the last state is always shown.
 */
void
galley_preview_update (GalleyPreview *preview, gboolean only_text)
{
  GalleyPost *post;

  preview->whole = preview->whole || !only_text;
  preview->again = preview->busy || !preview->probed;
  if (preview->again || preview->session == NULL || preview->source == NULL ||
      !gtk_widget_get_visible (GTK_WIDGET (preview)))
    return;
  post = preview->source (preview->source_data);
  if (post == NULL)
    {
      gtk_stack_set_visible_child_name (preview->stack, "nothing");
      preview->loaded = FALSE;
      return;
    }
  if (preview->view == NULL)
    {
      galley_post_free (post);
      make_view_when_drawn (preview);
      return;
    }
  only_text = !preview->whole && preview->loaded && !preview->full && preview->page != NULL &&
              preview->page->post_id == post->id;
  preview->busy = TRUE;
  preview->started = g_get_monotonic_time ();
  preview->whole = FALSE;
  galley_page_maker_post_async (preview->maker, post, only_text, made_cb, g_object_ref (preview));
}

typedef struct
{
  GalleyPreview *preview;
  WebKitURISchemeRequest *request;
  WebKitPolicyDecision *decision;
} Asked;

static Asked *
asked_new (GalleyPreview *preview, gpointer request, gpointer decision)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->preview = g_object_ref (preview);
  asked->request = request != NULL ? g_object_ref (request) : NULL;
  asked->decision = decision != NULL ? g_object_ref (decision) : NULL;
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_clear_object (&asked->preview);
  g_clear_object (&asked->request);
  g_clear_object (&asked->decision);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPage) page = galley_page_maker_finish (result, &error);

  if (page != NULL)
    galley_web_answer (asked->request, page->bytes, page->type);
  else
    webkit_uri_scheme_request_finish_error (asked->request, error);
}

static void
answer_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  GalleyPreview *self = user_data;
  g_autofree char *path = path_of (webkit_uri_scheme_request_get_uri (request));

  if (self->page != NULL && g_strcmp0 (path, self->page->path) == 0)
    galley_web_answer (request, self->page->bytes, self->page->type);
  else if (path != NULL && self->maker != NULL)
    galley_page_maker_path_async (self->maker, path, FALSE, answered_cb,
                                  asked_new (self, request, NULL));
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
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GalleyPage) page = galley_page_maker_finish (result, NULL);
  GalleyPreview *self = asked->preview;

  if (page == NULL || page->post_id != 0)
    webkit_policy_decision_ignore (asked->decision);
  else
    {
      /* A page of the site that is no post, as the archive: it is shown in place. */
      g_clear_pointer (&self->page, galley_page_free);
      self->loaded = FALSE;
      webkit_policy_decision_use (asked->decision);
    }
  if (page != NULL && page->post_id != 0)
    g_signal_emit (self, signals[OPEN_POST], 0, page->post_id);
}

static void
open_outside (GalleyPreview *self, const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));

  if (scheme != NULL &&
      (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0 ||
       g_ascii_strcasecmp (scheme, "mailto") == 0))
    gtk_show_uri_on_window (GTK_WINDOW (window), address, GDK_CURRENT_TIME, NULL);
}

/* The page goes nowhere by itself. What a person clicks on is opened where it belongs. */
static void
decide_navigation (GalleyPreview *self,
                   WebKitNavigationPolicyDecision *decision,
                   gboolean new_window)
{
  WebKitNavigationAction *action =
      webkit_navigation_policy_decision_get_navigation_action (decision);
  const char *address = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  g_autofree char *path = path_of (address);
  gboolean clicked =
      webkit_navigation_action_get_navigation_type (action) == WEBKIT_NAVIGATION_TYPE_LINK_CLICKED;
  gboolean here = path != NULL && self->page != NULL && g_strcmp0 (path, self->page->path) == 0;

  if (!new_window && (g_strcmp0 (address, self->loading) == 0 || (clicked && here)))
    {
      webkit_policy_decision_use (WEBKIT_POLICY_DECISION (decision));
      return;
    }
  if (clicked && path != NULL && self->maker != NULL && !new_window)
    {
      galley_page_maker_path_async (self->maker, path, TRUE, found_cb,
                                    asked_new (self, NULL, decision));
      return;
    }
  webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));
  if (clicked && path == NULL && webkit_navigation_action_is_user_gesture (action))
    open_outside (self, address);
}

static gboolean
decide_policy_cb (GalleyPreview *self,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type)
{
  const char *address;

  if (type != WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    {
      decide_navigation (self, WEBKIT_NAVIGATION_POLICY_DECISION (decision),
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
load_changed_cb (GalleyPreview *self, WebKitLoadEvent event)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    gtk_stack_set_visible_child_name (self->stack, "page");
  if (event != WEBKIT_LOAD_FINISHED)
    return;
  self->loaded = self->page != NULL;
  if (self->loaded && self->page->body != NULL && self->page->body_offset != G_MAXSIZE)
    galley_page_view_set_body (self->view, g_steal_pointer (&self->page->body));
  g_signal_emit (self, signals[LAID_OUT], 0);
  if (!self->again)
    show_comment (self);
  rest (self);
}

static void
terminated_cb (GalleyPreview *self)
{
  self->loaded = FALSE;
  self->busy = TRUE; /* nothing is shown until the person asks for it */
  show_message (self, _ ("The Preview Stopped"),
                _ ("The process that shows the page ended. Your text is safe."), TRUE);
}

static void
reload_cb (GalleyPreview *self)
{
  self->busy = FALSE;
  self->full = TRUE;
  galley_preview_update (self, FALSE);
}

/* Of the context menu stay copying and selecting. */
static gboolean
context_menu_cb (GalleyPreview *self, WebKitContextMenu *menu)
{
  g_autoptr (GList) items = g_list_copy (webkit_context_menu_get_items (menu));

  for (GList *l = items; l != NULL; l = l->next)
    {
      WebKitContextMenuAction action = webkit_context_menu_item_get_stock_action (l->data);

      if (action != WEBKIT_CONTEXT_MENU_ACTION_COPY &&
          action != WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL &&
          action != WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD)
        webkit_context_menu_remove (menu, l->data);
    }
  return webkit_context_menu_get_n_items (menu) == 0;
}

static void
scrolled_cb (GalleyPreview *self, double line, double anchor)
{
  g_signal_emit (self, signals[SCROLLED], 0, line, anchor);
}

static void
laid_out_cb (GalleyPreview *self)
{
  g_signal_emit (self, signals[LAID_OUT], 0);
}

static void
clicked_cb (GalleyPreview *self, guint first, guint last, const char *word, guint nth)
{
  g_signal_emit (self, signals[CLICKED], 0, first, last, word, nth);
}

static gboolean
make_view_cb (gpointer user_data)
{
  GalleyPreview *self = user_data;
  WebKitWebView *web = galley_web_view_new (self->sandbox, answer_cb, self);

  self->view_idle = 0;
  self->view = GALLEY_PAGE_VIEW (galley_page_view_new (web));
  galley_page_view_set_width (self->view, self->width);
  galley_page_view_set_appearance (self->view, self->appearance);
  g_signal_connect_object (web, "decide-policy", G_CALLBACK (decide_policy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (web, "load-changed", G_CALLBACK (load_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (web, "context-menu", G_CALLBACK (context_menu_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (web, "web-process-terminated", G_CALLBACK (terminated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "scrolled", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "laid-out", G_CALLBACK (laid_out_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_show (GTK_WIDGET (self->view));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), "page");
  galley_preview_update (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* As soon as what is waiting to be drawn is there, before GTK measures the lines of a long text
 * that are not seen. */
static void
make_view_soon (GalleyPreview *self)
{
  self->view_idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, make_view_cb, self, NULL);
}

static void
drawn_cb (GalleyPreview *self, GdkFrameClock *clock)
{
  g_clear_signal_handler (&self->drawn_handler, clock);
  make_view_soon (self);
}

/* The next frame shows the text. A window that is not shown yet has no frames. */
static void
make_view_when_drawn (GalleyPreview *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->drawn_handler != 0 || self->view_idle != 0)
    return;
  if (clock == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      make_view_soon (self);
      return;
    }
  self->drawn_handler = g_signal_connect_object (clock, "after-paint", G_CALLBACK (drawn_cb), self,
                                                 G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPreview) self = user_data;

  self->sandbox = galley_web_sandbox_probe_finish (result);
  self->probed = TRUE;
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)) && self->again)
    galley_preview_update (self, FALSE);
}

static void
posts_changed_cb (GalleyPreview *self)
{
  galley_page_maker_forget (self->maker);
  galley_preview_update (self, FALSE);
}

static void
settings_changed_cb (GalleyPreview *self)
{
  self->full = TRUE;
  posts_changed_cb (self);
}

static void
galley_preview_dispose (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  galley_preview_set_session (self, NULL);
  self->view = NULL;
  self->disposed = TRUE;
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  g_clear_handle_id (&self->frame_timeout, g_source_remove);
  g_clear_handle_id (&self->view_idle, g_source_remove);
  g_clear_pointer (&self->loading, g_free);
  g_clear_pointer (&self->frame, g_free);
  g_clear_pointer (&self->body, galley_site_body_free);
  G_OBJECT_CLASS (galley_preview_parent_class)->dispose (object);
}

static void
galley_preview_class_init (GalleyPreviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_preview_dispose;
  signals[OPEN_POST] = g_signal_new ("open-post", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[LAID_OUT] = g_signal_new ("laid-out", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[SCROLLED] = g_signal_new ("scrolled", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[CLICKED] =
      g_signal_new ("clicked", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "preview/galley-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreview, message);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreview, reload);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
}

static void
galley_preview_init (GalleyPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_web_sandbox_probe_async (probed_cb, g_object_ref (self));
}

/**
 * galley_preview_set_source:
 * @preview: the preview
 * @source: gives the post as it stands
 * @user_data: for @source
 *
 * Tells where the post comes from.
 */
void
galley_preview_set_source (GalleyPreview *preview, GalleyPreviewSource source, gpointer user_data)
{
  preview->source = source;
  preview->source_data = user_data;
}

/**
 * galley_preview_set_session:
 * @preview: the preview
 * @session: (nullable): whose site it shows
 *
 * Joins it to another project.
 */
void
galley_preview_set_session (GalleyPreview *preview, GalleySession *session)
{
  if (preview->session != NULL)
    g_signal_handlers_disconnect_by_data (preview->session, preview);
  g_clear_pointer (&preview->maker, galley_page_maker_free);
  g_clear_pointer (&preview->page, galley_page_free);
  preview->loaded = FALSE;
  g_set_object (&preview->session, session);
  if (session == NULL)
    return;
  preview->maker = galley_page_maker_new (session);
  galley_page_maker_set_judged (preview->maker, preview->comment);
  g_signal_connect_swapped (session, "posts-changed", G_CALLBACK (posts_changed_cb), preview);
  g_signal_connect_swapped (session, "comments-changed", G_CALLBACK (posts_changed_cb), preview);
  g_signal_connect_swapped (session, "settings-changed", G_CALLBACK (settings_changed_cb), preview);
}

/**
 * galley_preview_scroll_to:
 * @preview: the preview
 * @line: of the Markdown, from 0, with a fraction
 * @anchor: at which height it is to be, from 0 (top) to 1
 * @lead: how much of what stands above the text is passed, from 0 to 1
 *
 * Moves the page along with the text, unless somebody moves the page just now.
 */
void
galley_preview_scroll_to (GalleyPreview *preview, double line, double anchor, double lead)
{
  if (preview->view != NULL && preview->loaded)
    galley_page_view_scroll_to (preview->view, line, anchor, lead);
}

/**
 * galley_preview_set_comment:
 * @preview: the preview
 * @comment_id: a comment; 0: none
 *
 * Shows the comment on the page of its post as if it were approved, and moves the page there, from
 * the next galley_preview_update() on.
 */
void
galley_preview_set_comment (GalleyPreview *preview, gint64 comment_id)
{
  preview->comment = comment_id;
  preview->comment_shown = 0;
  if (preview->maker != NULL)
    galley_page_maker_set_judged (preview->maker, comment_id);
}

/**
 * galley_preview_set_width:
 * @preview: the preview
 * @width: CSS pixels; 0: as wide as the pane
 *
 * Shows the page as on a screen of that width.
 */
void
galley_preview_set_width (GalleyPreview *preview, int width)
{
  preview->width = width;
  if (preview->view != NULL)
    galley_page_view_set_width (preview->view, width);
}

/**
 * galley_preview_set_appearance:
 * @preview: the preview
 * @appearance: light, dark, or as the desktop has it
 *
 * Shows the page as readers see it who want it light or dark.
 */
void
galley_preview_set_appearance (GalleyPreview *preview, GalleyAppearance appearance)
{
  preview->appearance = appearance;
  if (preview->view != NULL)
    galley_page_view_set_appearance (preview->view, appearance);
}
