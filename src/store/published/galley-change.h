/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

typedef enum
{
  GALLEY_CHANGE_SITE, /* anything may look different */
  GALLEY_CHANGE_TEXT, /* of a post: its text, its excerpt, its links, whether it takes comments */
  GALLEY_CHANGE_COMMENTS, /* of a post: those that readers see */
} GalleyChangeKind;

/* That something changed that shows on the site. */
typedef struct
{
  GalleyChangeKind kind;
  gint64 post_id; /* 0 where the site changed */
  gint64 number;  /* when: grows with each change, and is never given twice */
} GalleyChange;

gint64 galley_project_last_change (GalleyProject *project, GError **error);
/* Of GalleyChange. */
GArray *
galley_project_list_changes (GalleyProject *project, gint64 after, guint limit, GError **error);
