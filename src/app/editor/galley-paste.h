/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-text-view.h"

/* What comes into the text from other programs: by the clipboard, or dropped. */
void galley_paste_clipboard (GalleyTextView *view, gboolean plain);
void galley_paste_uris (GalleyTextView *view, char **uris);
gboolean galley_paste_is_address (const char *text);
gboolean galley_paste_html_says_more (const char *html);
char *galley_paste_decode_html (const guint8 *data, gsize length);
