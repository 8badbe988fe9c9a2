/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the path of a text says of it. */
typedef struct
{
  char *stem;     /* its name without date, language and ending; of "slug/index.md" the folder's */
  char *language; /* (nullable): BCP 47: of "post.de.md", "content/de/post.md" */
  char *variant;  /* (nullable): the same where it is the name's, and not a folder's */
  char *day;      /* (nullable): "2015-01-09": of "2015-01-09-x.md", "2015/01/09/x.md" */
} GalleySourceName;

void galley_source_name_read (GalleySourceName *name, const char *path);
void galley_source_name_clear (GalleySourceName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleySourceName, galley_source_name_clear)
char *galley_source_day_of_address (const char *address);
gboolean galley_source_stands_in (const char *path, const char *const *folders);
