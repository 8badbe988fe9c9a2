/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-preview.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-page-loader.h"
#include "galley-preview-state.h"
#include "galley-status-page.h"
#include "galley-web-context.h"

struct _GalleyPreview
{
  GtkBox parent_instance;
  GtkStack *stack;
  HdyStatusPage *message;
  GtkButton *reload;
  GalleyPageView *view; /* NULL until there is something to show */
  gboolean probed;      /* it is known whether the sandbox works */
  gboolean sandbox;
  gulong drawn_handler; /* until the view is made, which takes long: the text is drawn first */
  guint view_idle;

  GalleyPreviewSource source;
  gpointer source_data;
  GalleySession *session;
  GalleyPageMaker *maker;
  GalleyPageLoader *loader;
  GalleyPreviewState *state;
  GalleySiteBody *body; /* to be put into the page when what is around it is done */
  char *frame;          /* the page without its text; NULL where that is not known */
  guint rest_timeout;
  guint pause_timeout;
  gint64 comment;
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

static void show_next (GalleyPreview *self);

static void
show_message (GalleyPreview *self, const char *title, const char *text, gboolean reload)
{
  galley_status_page_show (self->message, NULL, title, text);
  gtk_widget_set_visible (GTK_WIDGET (self->reload), reload);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static gboolean
rest_cb (gpointer user_data)
{
  GalleyPreview *self = user_data;

  self->rest_timeout = 0;
  galley_preview_state_rested (self->state);
  show_next (self);
  return G_SOURCE_REMOVE;
}

/* Ready for the next page, when this one had its time. */
static void
rest (GalleyPreview *self)
{
  guint wait = galley_preview_state_get_rest (self->state, g_get_monotonic_time ());

  if (self->rest_timeout == 0 && self->view != NULL)
    self->rest_timeout = g_timeout_add (wait, rest_cb, self);
}

static gboolean
pause_cb (gpointer user_data)
{
  GalleyPreview *self = user_data;

  self->pause_timeout = 0;
  galley_preview_update (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* Moves the page to the comment under review, once. */
static void
show_comment (GalleyPreview *self)
{
  gint64 comment = galley_preview_state_take_comment (self->state);
  g_autofree char *id = g_strdup_printf ("comment-%" G_GINT64_FORMAT, comment);

  if (comment != 0)
    galley_page_view_show_element (self->view, id);
}

/* A change of the page is done, or could not be made in place. */
static void
ready_cb (GalleyPreview *self, gboolean done)
{
  g_autoptr (GalleySiteBody) body = g_steal_pointer (&self->body);

  if (done && body != NULL)
    {
      galley_page_view_patch_body (self->view, g_steal_pointer (&body));
      return;
    }
  if (!galley_preview_state_patched (self->state, done))
    return;
  show_comment (self);
  rest (self);
}

/* The same post again: what is around the text is changed only where it differs. */
static void
patch_page (GalleyPreview *self, GalleyPage *page)
{
  g_autofree char *frame = galley_page_dup_frame (page);

  if (frame == NULL)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (page->bytes, &length);
      g_autofree char *html = g_utf8_make_valid (bytes, (gssize) length);

      g_clear_pointer (&self->frame, g_free);
      galley_page_view_patch_page (self->view, html);
      return;
    }
  if (g_strcmp0 (frame, self->frame) == 0)
    {
      galley_page_view_patch_body (self->view, g_steal_pointer (&page->body));
      return;
    }
  g_free (self->frame);
  self->frame = g_steal_pointer (&frame);
  self->body = g_steal_pointer (&page->body);
  galley_page_view_patch_frame (self->view, self->frame);
}

static void
show_page (GalleyPreview *self, GalleyPage *made)
{
  g_autoptr (GalleyPage) page = made;
  gboolean only_text = page->bytes == NULL;
  GalleyPreviewStep step =
      galley_preview_state_receive (self->state, page->post_id, only_text, g_get_monotonic_time ());

  if (only_text)
    {
      g_clear_handle_id (&self->pause_timeout, g_source_remove);
      self->pause_timeout =
          g_timeout_add (galley_preview_state_get_pause (self->state), pause_cb, self);
    }
  else if (step != GALLEY_PREVIEW_DROP)
    galley_page_loader_take_page (self->loader, g_steal_pointer (&page));
  g_clear_pointer (&self->body, galley_site_body_free);
  switch (step)
    {
    case GALLEY_PREVIEW_PATCH_TEXT:
      galley_page_view_patch_body (self->view, g_steal_pointer (&page->body));
      break;
    case GALLEY_PREVIEW_PATCH_PAGE:
      patch_page (self, galley_page_loader_get_page (self->loader));
      break;
    case GALLEY_PREVIEW_LOAD:
      g_free (self->frame);
      self->frame = galley_page_dup_frame (galley_page_loader_get_page (self->loader));
      galley_page_view_load (self->view, galley_page_loader_begin (self->loader));
      break;
    case GALLEY_PREVIEW_DROP:
    default:
      rest (self);
      break;
    }
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPage) page = galley_page_maker_finish (result, &error);
  gboolean current = GALLEY_SESSION (source) == self->session && self->view != NULL;

  if (current && page != NULL)
    {
      show_page (self, g_steal_pointer (&page));
      return;
    }
  galley_preview_state_fail (self->state);
  if (current)
    show_message (self, _ ("No Preview"), error->message, FALSE);
  rest (self);
}

static void
load_changed_cb (GalleyPreview *self, WebKitLoadEvent event)
{
  GalleyPage *page = galley_page_loader_get_page (self->loader);
  gboolean over;

  if (event == WEBKIT_LOAD_COMMITTED)
    gtk_stack_set_visible_child_name (self->stack, "page");
  if (event != WEBKIT_LOAD_FINISHED)
    return;
  over = galley_preview_state_loaded (self->state);
  if (galley_preview_state_is_loaded (self->state) && page != NULL && galley_page_has_body (page))
    galley_page_view_set_body (self->view, g_steal_pointer (&page->body));
  g_signal_emit (self, signals[LAID_OUT], 0);
  show_comment (self);
  if (over)
    rest (self);
}

static void
terminated_cb (GalleyPreview *self)
{
  galley_preview_state_stop (self->state);
  g_clear_pointer (&self->body, galley_site_body_free);
  show_message (self, _ ("The Preview Stopped"),
                _ ("The process that shows the page ended. Your text is safe."), TRUE);
}

static void
reload_cb (GalleyPreview *self)
{
  galley_preview_state_restart (self->state);
  show_next (self);
}

static void
left_cb (GalleyPreview *self)
{
  galley_preview_state_leave (self->state);
}

static void
open_post_cb (GalleyPreview *self, gint64 post_id)
{
  g_signal_emit (self, signals[OPEN_POST], 0, post_id);
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
  WebKitWebView *web = galley_page_loader_make_view (self->loader, self->sandbox);

  self->view_idle = 0;
  self->view = GALLEY_PAGE_VIEW (galley_page_view_new (web));
  galley_page_view_set_width (self->view, self->width);
  galley_page_view_set_appearance (self->view, self->appearance);
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

/* Asks for the page that is due, if one is and it would be seen. */
static void
show_next (GalleyPreview *self)
{
  GalleyPost *post;
  gboolean only_text;

  if (!galley_preview_state_is_due (self->state) || !self->probed || self->session == NULL ||
      self->source == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  post = self->source (self->source_data);
  if (post == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      galley_preview_state_show_nothing (self->state);
      return;
    }
  if (self->view == NULL)
    {
      galley_post_free (post);
      make_view_when_drawn (self);
      return;
    }
  only_text = galley_preview_state_ask (self->state, post->id, g_get_monotonic_time ());
  galley_page_maker_post_async (self->maker, post, only_text, made_cb, g_object_ref (self));
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPreview) self = user_data;

  self->sandbox = galley_web_sandbox_probe_finish (result);
  self->probed = TRUE;
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    show_next (self);
}

static void
posts_changed_cb (GalleyPreview *self)
{
  galley_page_maker_invalidate (self->maker);
  galley_preview_update (self, FALSE);
}

static void
settings_changed_cb (GalleyPreview *self)
{
  galley_preview_state_change (self->state, GALLEY_PREVIEW_STYLES);
  posts_changed_cb (self);
}

static void
galley_preview_dispose (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  galley_preview_set_session (self, NULL);
  self->view = NULL;
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  g_clear_handle_id (&self->pause_timeout, g_source_remove);
  g_clear_handle_id (&self->view_idle, g_source_remove);
  g_clear_pointer (&self->frame, g_free);
  g_clear_pointer (&self->body, galley_site_body_free);
  G_OBJECT_CLASS (galley_preview_parent_class)->dispose (object);
}

static void
galley_preview_finalize (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  g_clear_pointer (&self->state, galley_preview_state_free);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (galley_preview_parent_class)->finalize (object);
}

static void
galley_preview_class_init (GalleyPreviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_preview_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_preview_finalize;
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
  self->state = galley_preview_state_new ();
  self->loader = galley_page_loader_new ();
  g_signal_connect_object (self->loader, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "open-post", G_CALLBACK (open_post_cb), self,
                           G_CONNECT_SWAPPED);
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
  galley_page_loader_set_maker (preview->loader, NULL);
  g_clear_pointer (&preview->maker, galley_page_maker_free);
  galley_preview_state_leave (preview->state);
  g_set_object (&preview->session, session);
  if (session == NULL)
    return;
  preview->maker = galley_page_maker_new (session);
  galley_page_loader_set_maker (preview->loader, preview->maker);
  galley_page_maker_set_comment (preview->maker, preview->comment);
  g_signal_connect_swapped (session, "posts-changed", G_CALLBACK (posts_changed_cb), preview);
  g_signal_connect_swapped (session, "comments-changed", G_CALLBACK (posts_changed_cb), preview);
  g_signal_connect_swapped (session, "settings-changed", G_CALLBACK (settings_changed_cb), preview);
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
  galley_preview_state_change (preview->state,
                               only_text ? GALLEY_PREVIEW_TEXT : GALLEY_PREVIEW_PAGE);
  show_next (preview);
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
  if (preview->view != NULL && galley_preview_state_is_loaded (preview->state))
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
  galley_preview_state_set_comment (preview->state, comment_id);
  if (preview->maker != NULL)
    galley_page_maker_set_comment (preview->maker, comment_id);
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
