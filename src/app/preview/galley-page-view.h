/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit2/webkit2.h>

#include "galley-site.h"

/* A web view that shows one page of a site, and changes it in place.
 *
 * Places in the text are lines of the Markdown, from 0, with a fraction, at a height of the view,
 * from 0 (top) to 1. Signals: "scrolled" (double line, double anchor): a person moved the page;
 * "clicked" (guint first, guint last, char *word, guint nth): on the nth (from 0) such word of the
 * block of these lines, from 1; "ready" (gboolean whole): a change is done, or could not be made,
 * and the page must be loaded; "laid-out": it has another width, and may be at another place. */
#define GALLEY_TYPE_PAGE_VIEW (galley_page_view_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPageView, galley_page_view, GALLEY, PAGE_VIEW, GtkBin)

typedef enum
{
  GALLEY_APPEARANCE_AUTO,
  GALLEY_APPEARANCE_LIGHT,
  GALLEY_APPEARANCE_DARK,
} GalleyAppearance;

GtkWidget *galley_page_view_new (WebKitWebView *web);
void galley_page_view_load (GalleyPageView *view, const char *address);
void galley_page_view_set_body (GalleyPageView *view, GalleySiteBody *body);
void galley_page_view_patch_page (GalleyPageView *view, const char *html);
void galley_page_view_patch_frame (GalleyPageView *view, const char *html);
void galley_page_view_patch_body (GalleyPageView *view, GalleySiteBody *body);

void galley_page_view_scroll_to (GalleyPageView *view, double line, double anchor, double lead);
void galley_page_view_show_element (GalleyPageView *view, const char *id);
void galley_page_view_set_width (GalleyPageView *view, int width);
void galley_page_view_set_appearance (GalleyPageView *view, GalleyAppearance appearance);
