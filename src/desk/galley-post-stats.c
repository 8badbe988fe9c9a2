/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-stats.h"

#include "galley-markdown.h"
#include "galley-series.h"

/**
 * galley_post_stats_new:
 * @project: the project
 * @post: a post with its body, as the project has it
 *
 * Counts. For a thread of the session.
 *
 * Returns: (transfer full): the numbers
 */
GalleyPostStats *
galley_post_stats_new (GalleyProject *project, const GalleyPost *post)
{
  GalleyMarkdownOptions options = { 0 };
  g_autoptr (GalleyDocument) document = galley_document_new (post->body, -1, &options);
  g_autoptr (GalleySeries) series = NULL;
  GalleyPostStats *stats = g_new0 (GalleyPostStats, 1);

  stats->words = galley_document_get_word_count (document);
  stats->outline = g_ptr_array_ref (galley_document_get_outline (document));
  if (post->series_id != 0)
    series = galley_project_load_series (project, post->series_id, NULL);
  stats->series_length = series != NULL ? series->n_parts : 0;
  galley_project_find_part (project, post->id, &stats->series_position, NULL);
  return stats;
}

/**
 * galley_post_stats_free:
 * @stats: (nullable): the numbers
 */
void
galley_post_stats_free (GalleyPostStats *stats)
{
  if (stats == NULL)
    return;
  g_clear_pointer (&stats->outline, g_ptr_array_unref);
  g_free (stats);
}
