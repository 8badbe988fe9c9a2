/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-facet.h"

#include "galley-project-private.h"

void
galley_facet_free (GalleyFacet *facet)
{
  if (facet == NULL)
    return;
  g_free (facet->name);
  g_free (facet);
}

/* By kind: number, name, count. */
static const char *const LISTS[] = {
  [GALLEY_FACET_SERIES] =
      "SELECT s.id, s.title, count(*) FROM post p JOIN series s ON s.id = p.series"
      " WHERE p.series IS NOT NULL AND p.status <> 'trash'"
      " GROUP BY p.series ORDER BY s.title COLLATE NOCASE, s.id",
  [GALLEY_FACET_TAG] =
      "SELECT t.id, t.name, count(*) FROM post p JOIN revision_tag rt ON rt.revision = p.working"
      " JOIN tag t ON t.id = rt.tag WHERE p.status <> 'trash'"
      " GROUP BY rt.tag ORDER BY t.name COLLATE NOCASE",
  [GALLEY_FACET_AUTHOR] =
      "SELECT a.id, a.name, count(*) FROM post p JOIN revision r ON r.id = p.working"
      " JOIN author a ON a.id = r.author WHERE p.status <> 'trash'"
      " GROUP BY r.author ORDER BY a.name COLLATE NOCASE",
  [GALLEY_FACET_YEAR] =
      "SELECT CAST(substr(r.date, 1, 4) AS INTEGER) AS year, substr(r.date, 1, 4), count(*)"
      " FROM post p JOIN revision r ON r.id = p.working WHERE p.status <> 'trash'"
      " GROUP BY year HAVING year > 0 ORDER BY year DESC",
};

static gboolean
add_facets (GalleyProject *project, GalleyFacetKind kind, GPtrArray *facets, GError **error)
{
  g_autoptr (GalleyStatement) row = galley_statement_new (project, LISTS[kind], error);
  GalleyStep step;

  if (row == NULL)
    return FALSE;
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      GalleyFacet *facet = g_new0 (GalleyFacet, 1);

      facet->kind = kind;
      facet->id = galley_statement_int (row, 0);
      facet->name = galley_statement_text (row, 1);
      facet->n_posts = (guint) galley_statement_int (row, 2);
      g_ptr_array_add (facets, facet);
    }
  return step == GALLEY_STEP_DONE;
}

/**
 * galley_project_list_facets:
 * @project: a project
 * @cancellable: (nullable): to give up
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type GalleyFacet): the series, tags, authors and
 *   years of working copies, with how many posts each has
 */
GPtrArray *
galley_project_list_facets (GalleyProject *project, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) facets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_facet_free);
  gboolean done = TRUE;

  galley_project_watch (project, cancellable);
  for (GalleyFacetKind kind = GALLEY_FACET_SERIES; done && kind <= GALLEY_FACET_YEAR; kind++)
    done = add_facets (project, kind, facets, error);
  galley_project_unwatch (project);
  return done ? g_steal_pointer (&facets) : NULL;
}
