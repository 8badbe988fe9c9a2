/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The addresses of the preview: "galley:///2009/10/a/index.html" is a file of the site. */
#define GALLEY_PREVIEW_SCHEME "galley"

/* What is done where the preview is about to show another page. */
typedef enum
{
  GALLEY_LINK_REFUSE,
  GALLEY_LINK_FOLLOW,
  GALLEY_LINK_FIND,    /* in the site: a post is opened, another page is followed */
  GALLEY_LINK_OUTSIDE, /* another program opens it */
} GalleyLinkChoice;

typedef struct
{
  const char *address;    /* where it leads */
  gboolean is_clicked;    /* a link was clicked on, */
  gboolean is_by_person;  /* by a person */
  gboolean is_new_window; /* it wants a window of its own */
} GalleyLinkRequest;

char *galley_preview_link_new (const char *path);
char *galley_preview_link_get_path (const char *address);
GalleyLinkChoice galley_preview_link_choose (const GalleyLinkRequest *request,
                                             const char *loading,
                                             const char *shown);
