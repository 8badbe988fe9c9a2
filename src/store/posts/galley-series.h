/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

typedef struct
{
  gint64 id;
  char *title;
  char *slug;
  char *description; /* Markdown */
  GPtrArray *links;  /* of GalleyLink: the bar that its posts inherit */
  guint n_parts;     /* read-only: posts in it that are not in the trash */
} GalleySeries;

typedef struct
{
  gint64 id;
  char *name;
  char *slug;
  guint n_posts;
} GalleyTag;

void galley_series_free (GalleySeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySeries, galley_series_free)

/* By title, made where there is none. */
gint64 galley_project_ensure_series (GalleyProject *project, const char *title, GError **error);
gboolean galley_project_save_series (GalleyProject *project, GalleySeries *series, GError **error);
GalleySeries *galley_project_load_series (GalleyProject *project, gint64 id, GError **error);
GPtrArray *galley_project_list_series (GalleyProject *project, GError **error);
/* Which of the posts of its series a post is, from 1; 0 where it has none. */
gboolean
galley_project_find_part (GalleyProject *project, gint64 post, guint *position, GError **error);
GPtrArray *galley_project_list_tags (GalleyProject *project, GError **error);
GalleySeries *galley_project_load_series_record (GalleyProject *project, gint64 id, GError **error);
