/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-page-view.h"

#include <math.h>
#include <stdlib.h>

#include "galley-application.h"

/* The script world that the page does not see. */
#define WORLD "galley"

struct _GalleyPageView
{
  GtkBin parent_instance;
  WebKitWebView *web; /* (unowned): the child */
  int width;          /* CSS pixels; 0: as wide as the pane */
  GalleyAppearance appearance;

  GalleySiteBody *body;   /* what stands in #content; NULL where that is not known */
  GalleySiteBody *coming; /* what is being put there */
  gboolean at_once;       /* it is tried with the whole text, not with single blocks */
};

enum
{
  SCROLLED,
  CLICKED,
  READY,
  LAID_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPageView, galley_page_view, GTK_TYPE_BIN)

/* Blocks that left no trace in the page, as the definition of a link, are no elements there. */
static void
drop_empty_blocks (GalleySiteBody *body)
{
  gsize n = 0;

  for (gsize i = 0; i < body->n_blocks; i++)
    if (body->blocks[i].length > 0)
      body->blocks[n++] = body->blocks[i];
  body->n_blocks = n;
}

static double
read_fraction (const char *text)
{
  double number = g_ascii_strtod (text, NULL);

  return isfinite (number) ? CLAMP (number, 0, 1) : 0;
}

static double
line_of (GalleyPageView *self, guint block, double part)
{
  const GalleySiteBlock *at;

  if (self->body == NULL || self->body->n_blocks == 0)
    return 0;
  at = &self->body->blocks[MIN (block, self->body->n_blocks - 1)];
  return at->first_line - 1 + part * (at->last_line - at->first_line + 1);
}

static void
take_click (GalleyPageView *self, guint block, guint nth, const char *word)
{
  const GalleySiteBlock *at;

  if (self->body == NULL || block >= self->body->n_blocks)
    return;
  at = &self->body->blocks[block];
  g_signal_emit (self, signals[CLICKED], 0, at->first_line, at->last_line, word, nth);
}

/* "scroll BLOCK PART ANCHOR", "click BLOCK NTH WORD" or "layout". The web process may say anything.
 */
static void
message_cb (GalleyPageView *self, WebKitJavascriptResult *result)
{
  g_autofree char *line = jsc_value_to_string (webkit_javascript_result_get_js_value (result));
  g_auto (GStrv) words = g_strsplit (line, " ", 4);

  if (g_str_equal (line, "layout"))
    g_signal_emit (self, signals[LAID_OUT], 0);
  if (g_strv_length (words) != 4)
    return;
  if (g_str_equal (words[0], "scroll"))
    g_signal_emit (self, signals[SCROLLED], 0,
                   line_of (self, (guint) strtoul (words[1], NULL, 10), read_fraction (words[2])),
                   read_fraction (words[3]));
  else if (g_str_equal (words[0], "click"))
    take_click (self, (guint) strtoul (words[1], NULL, 10), (guint) strtoul (words[2], NULL, 10),
                words[3]);
}

static void
call (GalleyPageView *self, const char *script, GVariant *arguments, GAsyncReadyCallback callback)
{
  webkit_web_view_call_async_javascript_function (self->web, script, -1, arguments, WORLD, NULL,
                                                  NULL, callback,
                                                  callback != NULL ? g_object_ref (self) : NULL);
}

static gboolean
called (GObject *source, GAsyncResult *result)
{
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (source), result, NULL);

  return value != NULL && jsc_value_to_boolean (value);
}

static void
page_patched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPageView) self = user_data;

  g_signal_emit (self, signals[READY], 0, called (source, result));
}

static void
patch_page (GalleyPageView *self, const char *html, gboolean without_content)
{
  GVariantBuilder arguments;

  g_variant_builder_init (&arguments, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&arguments, "{sv}", "html", g_variant_new_string (html));
  g_variant_builder_add (&arguments, "{sv}", "less", g_variant_new_boolean (without_content));
  call (self, "return galley.patchPage(html, less)", g_variant_builder_end (&arguments),
        page_patched_cb);
}

static void put_whole_body (GalleyPageView *self);

static void
body_patched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPageView) self = user_data;

  if (called (source, result))
    {
      galley_page_view_set_body (self, g_steal_pointer (&self->coming));
      g_signal_emit (self, signals[READY], 0, TRUE);
    }
  else if (!self->at_once)
    put_whole_body (self);
  else
    {
      g_clear_pointer (&self->coming, galley_site_body_free);
      g_signal_emit (self, signals[READY], 0, FALSE);
    }
}

static void
put_whole_body (GalleyPageView *self)
{
  GVariantBuilder arguments;

  self->at_once = TRUE;
  g_variant_builder_init (&arguments, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&arguments, "{sv}", "html", g_variant_new_string (self->coming->html));
  call (self, "return galley.patchContent(html)", g_variant_builder_end (&arguments),
        body_patched_cb);
}

/* From the block @first on, @removed make place for @added of what is coming. */
static void
put_blocks (GalleyPageView *self, gsize first, gsize removed, gsize added)
{
  const GalleySiteBody *body = self->coming;
  gsize start = added > 0 ? body->blocks[first].offset : 0;
  gsize end = added > 0
                  ? body->blocks[first + added - 1].offset + body->blocks[first + added - 1].length
                  : 0;
  g_autofree char *html = g_strndup (body->html + start, end - start);
  GVariantBuilder arguments;

  self->at_once = FALSE;
  g_variant_builder_init (&arguments, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&arguments, "{sv}", "first", g_variant_new_double ((double) first));
  g_variant_builder_add (&arguments, "{sv}", "removed", g_variant_new_double ((double) removed));
  g_variant_builder_add (&arguments, "{sv}", "added", g_variant_new_double ((double) added));
  g_variant_builder_add (&arguments, "{sv}", "total",
                         g_variant_new_double ((double) self->body->n_blocks));
  g_variant_builder_add (&arguments, "{sv}", "html", g_variant_new_string (html));
  call (self, "return galley.patchBlocks(first, removed, added, total, html)",
        g_variant_builder_end (&arguments), body_patched_cb);
}

static void
load_changed_cb (GalleyPageView *self, WebKitLoadEvent event)
{
  if (event == WEBKIT_LOAD_FINISHED && self->appearance != GALLEY_APPEARANCE_AUTO)
    galley_page_view_set_appearance (self, self->appearance);
}

static void
galley_page_view_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  GalleyPageView *self = GALLEY_PAGE_VIEW (widget);
  GtkAllocation inside = *allocation;
  double zoom = 1;

  gtk_widget_set_allocation (widget, allocation);
  if (self->width > 0 && allocation->width > self->width)
    {
      inside.width = self->width;
      inside.x += (allocation->width - self->width) / 2;
    }
  else if (self->width > 0)
    zoom = (double) allocation->width / self->width;
  if (webkit_web_view_get_zoom_level (self->web) != zoom)
    webkit_web_view_set_zoom_level (self->web, zoom);
  gtk_widget_size_allocate (GTK_WIDGET (self->web), &inside);
}

static void
galley_page_view_finalize (GObject *object)
{
  GalleyPageView *self = GALLEY_PAGE_VIEW (object);

  g_clear_pointer (&self->body, galley_site_body_free);
  g_clear_pointer (&self->coming, galley_site_body_free);
  G_OBJECT_CLASS (galley_page_view_parent_class)->finalize (object);
}

static void
galley_page_view_class_init (GalleyPageViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_page_view_finalize;
  GTK_WIDGET_CLASS (class)->size_allocate = galley_page_view_size_allocate;
  signals[SCROLLED] = g_signal_new ("scrolled", GALLEY_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[CLICKED] =
      g_signal_new ("clicked", GALLEY_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_UINT);
  signals[READY] = g_signal_new ("ready", GALLEY_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[LAID_OUT] = g_signal_new ("laid-out", GALLEY_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_page_view_init (GalleyPageView *self)
{
}

static void
add_script (GalleyPageView *self)
{
  WebKitUserContentManager *manager = webkit_web_view_get_user_content_manager (self->web);
  g_autoptr (GBytes) source = g_resources_lookup_data (GALLEY_RESOURCES "preview/galley-page.js",
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (source, NULL), g_bytes_get_size (source));
  WebKitUserScript *script = webkit_user_script_new_for_world (
      text, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME, WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END, WORLD,
      NULL, NULL);

  webkit_user_content_manager_add_script (manager, script);
  webkit_user_script_unref (script);
  g_signal_connect_object (manager, "script-message-received::" WORLD, G_CALLBACK (message_cb),
                           self, G_CONNECT_SWAPPED);
  webkit_user_content_manager_register_script_message_handler_in_world (manager, WORLD, WORLD);
}

/**
 * galley_page_view_new:
 * @web: (transfer floating): a web view that reaches nothing but the project
 *
 * Returns: (transfer floating): a view without a page
 */
GtkWidget *
galley_page_view_new (WebKitWebView *web)
{
  GalleyPageView *self = g_object_new (GALLEY_TYPE_PAGE_VIEW, NULL);

  self->web = web;
  add_script (self);
  g_signal_connect_object (web, "load-changed", G_CALLBACK (load_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_show (GTK_WIDGET (web));
  gtk_container_add (GTK_CONTAINER (self), GTK_WIDGET (web));
  return GTK_WIDGET (self);
}

/**
 * galley_page_view_load:
 * @view: a view
 * @address: of a page, in the scheme of the preview
 *
 * Shows another page, from its top.
 */
void
galley_page_view_load (GalleyPageView *view, const char *address)
{
  galley_page_view_set_body (view, NULL);
  webkit_web_view_load_uri (view->web, address);
}

/**
 * galley_page_view_set_body:
 * @view: a view
 * @body: (transfer full) (nullable): what the page has in #content now
 *
 * Tells which text the page was loaded with.
 */
void
galley_page_view_set_body (GalleyPageView *view, GalleySiteBody *body)
{
  g_clear_pointer (&view->body, galley_site_body_free);
  view->body = body;
  if (body == NULL)
    return;
  drop_empty_blocks (body);
  g_clear_pointer (&body->html, g_free);
}

/**
 * galley_page_view_patch_page:
 * @view: a view with a page
 * @html: the page as it is now
 *
 * Makes the page the same as @html. "ready" follows.
 */
void
galley_page_view_patch_page (GalleyPageView *view, const char *html)
{
  galley_page_view_set_body (view, NULL);
  patch_page (view, html, FALSE);
}

/**
 * galley_page_view_patch_frame:
 * @view: a view with a page
 * @html: the page as it is now, with nothing in #content
 *
 * Makes all of the page but #content the same as @html. "ready" follows.
 */
void
galley_page_view_patch_frame (GalleyPageView *view, const char *html)
{
  patch_page (view, html, TRUE);
}

/**
 * galley_page_view_patch_body:
 * @view: a view with a page
 * @body: (transfer full): the text as it is now
 *
 * Replaces the blocks that changed. "ready" follows.
 */
void
galley_page_view_patch_body (GalleyPageView *view, GalleySiteBody *body)
{
  const GalleySiteBody *old = view->body;
  gsize start = 0;
  gsize end = 0;
  gsize least;

  drop_empty_blocks (body);
  g_clear_pointer (&view->coming, galley_site_body_free);
  view->coming = body;
  if (old == NULL || !old->apart || !body->apart)
    {
      put_whole_body (view);
      return;
    }
  least = MIN (old->n_blocks, body->n_blocks);
  while (start < least && old->blocks[start].hash == body->blocks[start].hash)
    start++;
  while (end < least - start &&
         old->blocks[old->n_blocks - 1 - end].hash == body->blocks[body->n_blocks - 1 - end].hash)
    end++;
  if (start + end == old->n_blocks && start + end == body->n_blocks)
    {
      galley_page_view_set_body (view, g_steal_pointer (&view->coming)); /* lines may differ */
      g_signal_emit (view, signals[READY], 0, TRUE);
      return;
    }
  put_blocks (view, start, old->n_blocks - start - end, body->n_blocks - start - end);
}

/**
 * galley_page_view_scroll_to:
 * @view: a view
 * @line: of the Markdown, from 0, with a fraction
 * @anchor: at which height of the view it is to be, from 0 (top) to 1
 * @lead: how much of what stands above the text is passed, from 0 to 1
 *
 * Moves the page.
 */
void
galley_page_view_scroll_to (GalleyPageView *view, double line, double anchor, double lead)
{
  const GalleySiteBody *body = view->body;
  GVariantBuilder arguments;
  gsize low = 0;
  gsize high;
  double part = 1;

  if (body == NULL || body->n_blocks == 0)
    return;
  high = body->n_blocks;
  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (body->blocks[middle].last_line > line)
        high = middle;
      else
        low = middle + 1;
    }
  if (low < body->n_blocks)
    {
      const GalleySiteBlock *at = &body->blocks[low];

      part = CLAMP ((line - (at->first_line - 1)) / (at->last_line - at->first_line + 1), 0, 1);
    }
  g_variant_builder_init (&arguments, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&arguments, "{sv}", "block", g_variant_new_double ((double) low));
  g_variant_builder_add (&arguments, "{sv}", "part", g_variant_new_double (part));
  g_variant_builder_add (&arguments, "{sv}", "anchor", g_variant_new_double (anchor));
  g_variant_builder_add (&arguments, "{sv}", "lead", g_variant_new_double (lead));
  call (view, "return galley.scrollToBlock(block, part, anchor, lead)",
        g_variant_builder_end (&arguments), NULL);
}

/**
 * galley_page_view_show_element:
 * @view: a view
 * @id: of an element of the page
 *
 * Moves the page to the element.
 */
void
galley_page_view_show_element (GalleyPageView *view, const char *id)
{
  GVariantBuilder arguments;

  g_variant_builder_init (&arguments, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&arguments, "{sv}", "id", g_variant_new_string (id));
  call (view, "return galley.showElement(id)", g_variant_builder_end (&arguments), NULL);
}

/**
 * galley_page_view_set_width:
 * @view: a view
 * @width: CSS pixels; 0: as wide as the pane
 *
 * Shows the page as on a screen of that width; where the pane is narrower, the page is made
 * smaller.
 */
void
galley_page_view_set_width (GalleyPageView *view, int width)
{
  view->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

/**
 * galley_page_view_set_appearance:
 * @view: a view
 * @appearance: light, dark, or as the desktop has it
 *
 * Shows the page as its theme makes it for readers who want it light or dark.
 */
void
galley_page_view_set_appearance (GalleyPageView *view, GalleyAppearance appearance)
{
  static const char *const names[] = { "auto", "light", "dark" };
  GVariantBuilder arguments;

  view->appearance = appearance;
  g_variant_builder_init (&arguments, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&arguments, "{sv}", "wanted", g_variant_new_string (names[appearance]));
  call (view, "return galley.show(wanted)", g_variant_builder_end (&arguments), NULL);
}
