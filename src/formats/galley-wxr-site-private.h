/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-xml-private.h"

/* What an export of WordPress says of the site as a whole: needed before its posts are read. */
typedef struct
{
  const char *name;        /* of the file, for messages */
  char *base;              /* the address of the blog, without a slash at its end; "" */
  GHashTable *authors;     /* char * login to char * name */
  GHashTable *mails;       /* a set of char *: the authors' addresses */
  GHashTable *pages;       /* char * path, "2015/01/x", to gint64 *: the post there */
  GHashTable *attachments; /* gint64 * to char *: addresses of files */
  GalleySourceTree *files; /* the folder that the export is in: uploads may be there */
  GHashTable *shortcodes;  /* char * name to how many stay as they are */
  guint n_missing;         /* files that are not at hand */
} GalleyWxrSite;

void galley_wxr_site_init (GalleyWxrSite *site, const char *name, GalleySourceTree *files);
void galley_wxr_site_clear (GalleyWxrSite *site);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyWxrSite, galley_wxr_site_clear)
void galley_wxr_site_add (GalleyWxrSite *site, const xmlNode *element);
char *galley_wxr_site_get_path (const GalleyWxrSite *site, const char *address);
char *galley_wxr_site_find_file (GalleyWxrSite *site, const char *address);
char *galley_wxr_site_rewrite (GalleyWxrSite *site, const char *html);
char *galley_wxr_plain_text (const char *html);
