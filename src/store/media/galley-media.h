/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

/* A picture or other file that posts use. Its name is its address: media/NAME. */
typedef struct
{
  gint64 id;
  char *name;          /* unique, safe as a file name */
  char *type;          /* MIME */
  char *alternative;   /* text for those who do not see it */
  guint width, height; /* pixels, when it stands upright; 0 where it is no picture */
  char *digest;        /* SHA-256 of the data, hexadecimal */
  gint64 size;         /* bytes */
  guint orientation;   /* how the data has to be turned: TIFF's 1 (not at all) to 8 */
  gboolean is_animated;
} GalleyMedia;

/* Takes data in under @name, or another made from it where that is taken by other data; the same
 * data twice is one media. Returns its name. */
char *galley_project_add_media (GalleyProject *project,
                                const char *name,
                                const char *type,
                                GBytes *data,
                                const char *alternative,
                                guint width,
                                guint height,
                                GError **error);
GPtrArray *galley_project_list_media (GalleyProject *project, GError **error);
GBytes *galley_project_load_media (GalleyProject *project, const char *name, GError **error);
