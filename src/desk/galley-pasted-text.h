/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What other programs give as text. */
gboolean galley_pasted_text_is_address (const char *text);
gboolean galley_pasted_text_html_says_more (const char *html);
char *galley_pasted_text_decode_html (const guint8 *data, gsize length);
char *galley_pasted_text_unify_lines (const char *text);
