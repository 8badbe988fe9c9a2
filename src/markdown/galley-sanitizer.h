/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Whose HTML it is. */
typedef enum
{
  GALLEY_SANITIZE_COMMENT, /* a stranger's: text, links to http, https and mailto, no images */
  GALLEY_SANITIZE_POST,    /* an author's: also images, tables, headings and figures */
} GalleySanitizePolicy;

char *galley_sanitize_html (const char *html, gssize length, GalleySanitizePolicy policy);
