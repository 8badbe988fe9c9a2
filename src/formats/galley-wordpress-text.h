/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * GalleyWordpressPicture:
 * @id: of an attachment
 * @user_data: what the caller gave
 *
 * Returns: (transfer full) (nullable): the address of its file
 */
typedef char *(*GalleyWordpressPicture) (gint64 id, gpointer user_data);

char *galley_wordpress_text_to_html (const char *text,
                                     GalleyWordpressPicture picture,
                                     gpointer user_data,
                                     GHashTable *unknown);
