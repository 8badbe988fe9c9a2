/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-comment.h"
#include "galley-date.h"
#include "galley-import-private.h"
#include "galley-sample-resources.h"

#define SAMPLE "/io/github/galleyproof/Galley/sample/"

static const char *
resource_text (GResource *resource, const char *name, gsize *length, GBytes **owner, GError **error)
{
  g_autofree char *path = g_strconcat (SAMPLE, name, NULL);

  *owner = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return *owner != NULL ? g_bytes_get_data (*owner, length) : NULL;
}

/* The readers' comments that stand in the page. An import approves nothing; here the author of the
 * sample does. */
static gboolean
approve (GalleyProject *project, GError **error)
{
  static const char *const ids[] = { "dipnote-1", "dipnote-2" };
  gint64 found[G_N_ELEMENTS (ids)];

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      found[i] = galley_project_find_comment (project, "comments", ids[i], error);
      if (found[i] == 0)
        return FALSE;
    }
  return galley_project_set_comment_status (
      project, found, G_N_ELEMENTS (ids), GALLEY_COMMENT_APPROVED, "author", "sample", NULL, error);
}

static gboolean
fill (GalleyImporter *importer, GError **error)
{
  GResource *resource = galley_sample_get_resource ();
  g_autoptr (GalleySourceTree) tree = galley_source_tree_open_resource (resource, SAMPLE);
  g_autoptr (GBytes) site = NULL;
  g_autoptr (GBytes) comments = NULL;
  const char *text;
  gsize length;

  text = resource_text (resource, "galley.json", &length, &site, error);
  if (text == NULL || !galley_import_site (importer, text, error))
    return FALSE;
  if (!galley_import_tree (importer, tree, error))
    return FALSE;
  text = resource_text (resource, "comments.jsonl", &length, &comments, error);
  return text != NULL && galley_import_comments (importer, "comments.jsonl", text, length, error) &&
         approve (importer->project, error);
}

/**
 * galley_sample_fill:
 * @project: a new project, open for editing
 * @error: GALLEY_STORE_ERROR
 *
 * Fills @project with the travel diary, which is what a person can look at first: three posts, a
 * series with its links, two comments in the page and two that wait for review. All or nothing.
 */
gboolean
galley_sample_fill (GalleyProject *project, GError **error)
{
  const GalleyImportOptions options = { .format = "markdown" };
  g_autoptr (GTimeZone) zone = galley_date_zone ("Europe/Moscow");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  GalleyImportReport report;
  GalleyImporter importer = { project, &options, &report, NULL, zone, now, 0, 0 };
  gboolean filled;

  if (!galley_project_begin (project, error))
    return FALSE;
  galley_import_report_init (&report);
  filled = fill (&importer, error);
  galley_import_report_clear (&report);
  if (filled)
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}
