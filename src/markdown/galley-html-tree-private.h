/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>

htmlDocPtr galley_html_parse (const char *html, gsize length);
xmlNodePtr galley_html_walk (xmlNodePtr node, xmlNodePtr root, gboolean *entering);
gboolean galley_html_is (xmlNodePtr node, const char *name);
gboolean galley_html_is_dropped (xmlNodePtr node);
char *galley_html_get_text (xmlNodePtr root);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)
