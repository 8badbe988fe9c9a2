/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A word about what was just done, over the window's content, with a way to undo it. */
#define GALLEY_TYPE_NOTICE (galley_notice_get_type ())
G_DECLARE_FINAL_TYPE (GalleyNotice, galley_notice, GALLEY, NOTICE, GtkRevealer)

typedef void (*GalleyNoticeFunc) (gpointer user_data);

void galley_notice_show (GalleyNotice *notice,
                         const char *text,
                         const char *button,
                         GalleyNoticeFunc func,
                         gpointer user_data,
                         GDestroyNotify free_data);
