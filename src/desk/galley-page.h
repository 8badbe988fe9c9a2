/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "galley-site.h"

/* A file of the site, as the preview shows it: the bytes that an export would write. */
typedef struct
{
  GBytes *bytes;        /* NULL where only the text was asked for */
  GalleySiteBody *body; /* the text of a post's page */
  gsize body_offset;    /* where it is in bytes; G_MAXSIZE: the theme does not show it as it is */
  char *type;           /* MIME */
  char *path;           /* in the site */
  gint64 post_id;       /* whose page it is; 0: none's */
} GalleyPage;

void galley_page_free (GalleyPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPage, galley_page_free)

void galley_page_set_body (GalleyPage *page, GalleySiteBody *body);
gboolean galley_page_has_body (const GalleyPage *page);
char *galley_page_dup_frame (const GalleyPage *page);
