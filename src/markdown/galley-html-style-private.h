/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-html-tree-private.h"

char *galley_html_get_attribute (xmlNodePtr node, const char *name);
char *galley_html_get_style (xmlNodePtr node, const char *property);
gboolean galley_html_is_hidden (xmlNodePtr node);
gboolean galley_html_style_is_bold (xmlNodePtr node);
gboolean galley_html_style_is_normal_weight (xmlNodePtr node);
gboolean galley_html_style_is_italic (xmlNodePtr node);
gboolean galley_html_style_is_deleted (xmlNodePtr node);
gboolean galley_html_style_is_code (xmlNodePtr node);
