/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-facet.h"
#include "galley-post.h"
#include "galley-session.h"

/* Which posts a person asked to see: those of one status, filtered by a series, a tag, an author
 * and a year, in an order, and of these the ones that hold certain words. It is asked anew whenever
 * the session's posts change, and an answer to an older question is dropped.
 *
 * Words are looked for within the list that is there already, twice: the READ lane looks for a few
 * milliseconds and brings the first rows, the SEARCH lane brings all of them.
 *
 * Signals, on the main thread: "counted" (pointer: GalleyPostCounts) with each new list; "answered"
 * (GArray of gint64, nullable GPtrArray): the posts, and the records of the first of them as
 * GalleyPostQueryFetch made them; "failed" (gboolean: it was the search that failed, string: why);
 * "found": galley_post_query_is_searching() is false again. */
#define GALLEY_TYPE_POST_QUERY (galley_post_query_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPostQuery, galley_post_query, GALLEY, POST_QUERY, GObject)

/* What the first rows of @ids show, where @words were found in them. On a lane's thread. */
typedef GPtrArray *(*GalleyPostQueryFetch) (GalleyProject *project,
                                            const GArray *ids,
                                            const char *words,
                                            GCancellable *cancellable,
                                            GError **error);

GalleyPostQuery *galley_post_query_new (GalleyPostQueryFetch fetch_first);
void galley_post_query_set_session (GalleyPostQuery *query, GalleySession *session);
void galley_post_query_set_status (GalleyPostQuery *query, int status);
int galley_post_query_get_status (GalleyPostQuery *query);
void galley_post_query_set_facet (GalleyPostQuery *query,
                                  GalleyFacetKind kind,
                                  const GalleyFacet *facet);
void galley_post_query_clear_facets (GalleyPostQuery *query);
gboolean galley_post_query_has_facets (GalleyPostQuery *query);
void galley_post_query_set_sort (GalleyPostQuery *query, GalleyPostSort sort);
void galley_post_query_set_words (GalleyPostQuery *query, const char *words);
const char *galley_post_query_get_words (GalleyPostQuery *query);
gboolean galley_post_query_is_complete (GalleyPostQuery *query);
gboolean galley_post_query_is_searching (GalleyPostQuery *query);
gboolean galley_post_query_is_another (GalleyPostQuery *query);
