/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"

#include <string.h>

#include "galley-comment-file.h"
#include "galley-comment.h"
#include "galley-date.h"
#include "galley-importer.h"
#include "galley-markdown-source.h"
#include "galley-sample-resources.h"
#include "galley-site-file.h"

#define SAMPLE "/io/github/galleyproof/Galley/sample/"

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
read_site (GResource *resource, GalleyRecordSink *sink, GError **error)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (resource, SAMPLE "galley.json", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GalleySiteRecord) site =
      bytes != NULL ? galley_site_file_read (g_bytes_get_data (bytes, NULL), error) : NULL;

  return site != NULL && sink->take_site (sink, site, error);
}

static gboolean
read_comments (GResource *resource,
               const GalleyReadOptions *options,
               GalleyRecordSink *sink,
               GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, SAMPLE "comments.jsonl",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL &&
         galley_comment_file_read_data ("comments.jsonl", g_bytes_get_data (bytes, NULL),
                                        g_bytes_get_size (bytes), options, sink, error);
}

static gboolean
fill (GalleyImporter *importer, GError **error)
{
  GResource *resource = galley_sample_get_resource ();
  const GalleyReadOptions *options = galley_importer_get_read_options (importer);
  GalleyRecordSink *sink = galley_importer_get_sink (importer);
  g_autoptr (GalleySourceTree) tree = galley_source_tree_open_resource (resource, SAMPLE);

  return galley_importer_begin_source (importer, error) && read_site (resource, sink, error) &&
         galley_markdown_source_read_tree (tree, options, sink, error) &&
         read_comments (resource, options, sink, error) &&
         galley_importer_end_source (importer, error);
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
  g_autoptr (GalleyImporter) importer = NULL;
  GalleyImportReport report;
  gboolean filled;

  if (!galley_project_begin (project, error))
    return FALSE;
  galley_import_report_init (&report);
  importer = galley_importer_new (project, &options, zone, &report, NULL);
  filled = fill (importer, error) && approve (project, error);
  galley_import_report_clear (&report);
  if (filled)
    return galley_project_commit (project, error);
  galley_project_roll_back (project);
  return FALSE;
}
