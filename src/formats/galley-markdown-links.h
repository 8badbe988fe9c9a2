/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * GalleyLinkFunc:
 * @address: an address in a text, as it stands there
 * @alternative: the text between the brackets before it; "" where there is none
 * @line: the line it stands in, from 1
 * @user_data: what the caller gave
 *
 * Returns: (transfer full) (nullable): what shall stand in its place; %NULL to leave it
 */
typedef char *(*GalleyLinkFunc) (const char *address,
                                 const char *alternative,
                                 guint line,
                                 gpointer user_data);

char *galley_markdown_links_rewrite (const char *text, GalleyLinkFunc function, gpointer user_data);
