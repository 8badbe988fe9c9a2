/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

typedef enum
{
  GALLEY_COMMENT_FORM_NONE,
  GALLEY_COMMENT_FORM_POST, /* sends to an address */
  GALLEY_COMMENT_FORM_MAIL, /* opens a mail */
} GalleyCommentForm;

/* What the site as a whole is. Strings are UTF-8 and never NULL: what is not set is "". */
typedef struct
{
  char *title;
  char *tagline;
  char *url;            /* "https://example.org/blog/", or "" while there is none */
  char *language;       /* BCP 47: "en" */
  char *zone;           /* IANA: "Europe/Moscow"; "UTC" by default */
  char *author;         /* the byline of posts that name none */
  char *theme;          /* a built-in theme's name or a folder's path; "dispatch" by default */
  char *theme_options;  /* a JSON object */
  char *permalink;      /* ":year/:month/:slug" by default */
  guint posts_per_page; /* 10 by default */
  guint latest_stories; /* how many the panel shows; 5 by default */
  GalleyCommentForm comment_form;
  char *comment_form_address; /* an http address or a mail address */
  gboolean allow_raw_html;    /* in posts; TRUE by default */
  gboolean show_comment_urls; /* whether readers' names link to their sites; FALSE by default */
} GalleySiteSettings;

GalleySiteSettings *galley_project_load_settings (GalleyProject *project, GError **error);
gboolean galley_project_save_settings (GalleyProject *project,
                                       const GalleySiteSettings *settings,
                                       GError **error);
void galley_site_settings_free (GalleySiteSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteSettings, galley_site_settings_free)
