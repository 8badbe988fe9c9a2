/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

typedef enum
{
  GALLEY_FACET_SERIES,
  GALLEY_FACET_TAG,
  GALLEY_FACET_AUTHOR,
  GALLEY_FACET_YEAR,
} GalleyFacetKind;

/* Something that posts have in common, and that lists of them are narrowed by. */
typedef struct
{
  GalleyFacetKind kind;
  gint64 id;     /* of a series; of a year: its number */
  char *name;    /* as it is shown */
  guint n_posts; /* that have it and are not in the trash */
} GalleyFacet;

void galley_facet_free (GalleyFacet *facet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFacet, galley_facet_free)

/* Of GalleyFacet, by kind: series, tags and authors by name, years newest first. */
GPtrArray *
galley_project_list_facets (GalleyProject *project, GCancellable *cancellable, GError **error);
