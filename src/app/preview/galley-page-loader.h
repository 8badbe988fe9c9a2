/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit2/webkit2.h>

#include "galley-page-maker.h"

/* Gives a web view the files of a site, and decides where it may go. It has the page that is shown,
 * so that this one is not made twice. Signals: "open-post" (gint64): a link to a post was clicked
 * on; "left": one to another page of the site was, which is shown in place. */
#define GALLEY_TYPE_PAGE_LOADER (galley_page_loader_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPageLoader, galley_page_loader, GALLEY, PAGE_LOADER, GObject)

GalleyPageLoader *galley_page_loader_new (void);
WebKitWebView *galley_page_loader_make_view (GalleyPageLoader *loader, gboolean sandbox);
void galley_page_loader_set_maker (GalleyPageLoader *loader, GalleyPageMaker *maker);
void galley_page_loader_take_page (GalleyPageLoader *loader, GalleyPage *page);
GalleyPage *galley_page_loader_get_page (GalleyPageLoader *loader);
const char *galley_page_loader_begin (GalleyPageLoader *loader);
