/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-query.h"

/* A search first looks at so many posts as go into so long a time, in microseconds, and shows what
 * it finds of them: that is a screenful where a word is common. */
#define PEEK_TIME 2000
#define PEEK_ROWS 48

#define N_FACETS (GALLEY_FACET_YEAR + 1)

struct _GalleyPostQuery
{
  GObject parent_instance;
  GalleyPostQueryFetch fetch_first;
  GalleySession *session;

  int status; /* a GalleyPostStatus, or -1 */
  GalleyFacet *facets[N_FACETS];
  GalleyPostSort sort;
  char *words; /* NULL: none */

  GArray *listed;          /* all but for the words; NULL while it is asked for */
  GCancellable *listing;   /* of the list that is under way */
  GCancellable *searching; /* of the search that is under way */
  gboolean complete;       /* all that is found was answered */
  gboolean awaited;        /* nothing of it was */
  gboolean another;        /* another list was asked for, not the same anew */
};

enum
{
  COUNTED,
  ANSWERED,
  FAILED,
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPostQuery, galley_post_query, G_TYPE_OBJECT)

typedef struct
{
  GalleyPostFilter filter;
  char *tag, *author;
} Listing;

/* A search within a list. */
typedef struct
{
  GalleyPostQueryFetch fetch_first;
  char *words;
  GArray *ids;
} Search;

typedef struct
{
  GArray *ids;
  GPtrArray *first;        /* records of the first rows, where words were looked for */
  GalleyPostCounts counts; /* where none were */
} Answer;

static void
listing_free (Listing *listing)
{
  g_free (listing->tag);
  g_free (listing->author);
  g_free (listing);
}

static void
search_free (Search *search)
{
  g_free (search->words);
  g_array_unref (search->ids);
  g_free (search);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->ids, g_array_unref);
  g_clear_pointer (&answer->first, g_ptr_array_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
list_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const Listing *listing = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->ids = galley_project_list_posts (project, &listing->filter, cancellable, error);
  if (answer->ids == NULL || !galley_project_count_posts (project, &answer->counts, error))
    return NULL;
  return g_steal_pointer (&answer);
}

/* Takes @ids. */
static gpointer
answer_search (GalleyProject *project,
               const Search *search,
               GArray *ids,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (Answer) answer = NULL;

  if (ids == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->ids = ids;
  answer->first = search->fetch_first (project, ids, search->words, cancellable, error);
  return answer->first != NULL ? g_steal_pointer (&answer) : NULL;
}

static gpointer
peek_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const Search *search = data;
  GArray *ids =
      galley_project_peek_posts (project, search->words, search->ids, PEEK_ROWS, PEEK_TIME, error);

  return answer_search (project, search, ids, cancellable, error);
}

static gpointer
search_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const Search *search = data;
  GArray *ids =
      galley_project_search_posts (project, search->words, search->ids, cancellable, error);

  return answer_search (project, search, ids, cancellable, error);
}

static void
set_awaited (GalleyPostQuery *self, gboolean awaited)
{
  if (self->awaited == awaited)
    return;
  self->awaited = awaited;
  if (!awaited)
    g_signal_emit (self, signals[FOUND], 0);
}

static void
give_answer (GalleyPostQuery *self, GArray *ids, GPtrArray *first)
{
  g_signal_emit (self, signals[ANSWERED], 0, ids, first);
  if (self->complete)
    self->another = FALSE;
  set_awaited (self, FALSE);
}

static void
fail (GalleyPostQuery *self, gboolean searching, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, searching, error->message);
  set_awaited (self, FALSE);
}

/* Whether a later question is under way, or the project is another. */
static gboolean
is_overtaken (GalleyPostQuery *self, GObject *source, GAsyncResult *result, GCancellable *current)
{
  return current == NULL || g_task_get_cancellable (G_TASK (result)) != current ||
         GALLEY_SESSION (source) != self->session;
}

/* The first rows, where the whole answer is not there yet. */
static void
peeked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPostQuery) self = user_data;
  g_autoptr (Answer) answer = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);

  if (answer != NULL && answer->ids->len > 0 && !self->complete &&
      !is_overtaken (self, source, result, self->searching))
    give_answer (self, answer->ids, answer->first);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPostQuery) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (is_overtaken (self, source, result, self->searching))
    return;
  self->complete = TRUE;
  if (answer != NULL)
    give_answer (self, answer->ids, answer->first);
  else
    fail (self, TRUE, error);
}

static void
cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static Search *
search_new (GalleyPostQuery *self)
{
  Search *search = g_new0 (Search, 1);

  search->fetch_first = self->fetch_first;
  search->words = g_strdup (self->words);
  search->ids = g_array_ref (self->listed);
  return search;
}

/* Looks for the words in the list; a search that was not answered yet is dropped. */
static void
look_for_words (GalleyPostQuery *self)
{
  cancel (&self->searching);
  if (self->session == NULL || self->listed == NULL)
    return;
  self->complete = self->words == NULL;
  if (self->complete)
    {
      give_answer (self, self->listed, NULL);
      return;
    }
  self->searching = g_cancellable_new ();
  set_awaited (self, TRUE);
  galley_session_run_async (self->session, GALLEY_LANE_READ, peek_job, search_new (self),
                            (GDestroyNotify) search_free, (GDestroyNotify) answer_free,
                            self->searching, peeked_cb, g_object_ref (self));
  galley_session_run_async (self->session, GALLEY_LANE_SEARCH, search_job, search_new (self),
                            (GDestroyNotify) search_free, (GDestroyNotify) answer_free,
                            self->searching, searched_cb, g_object_ref (self));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPostQuery) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (is_overtaken (self, source, result, self->listing))
    return;
  if (answer == NULL)
    {
      fail (self, FALSE, error);
      return;
    }
  self->listed = g_steal_pointer (&answer->ids);
  g_signal_emit (self, signals[COUNTED], 0, &answer->counts);
  look_for_words (self);
}

static const char *
facet_name (GalleyPostQuery *self, GalleyFacetKind kind)
{
  return self->facets[kind] != NULL ? self->facets[kind]->name : NULL;
}

static Listing *
listing_new (GalleyPostQuery *self)
{
  const GalleyFacet *series = self->facets[GALLEY_FACET_SERIES];
  const GalleyFacet *year = self->facets[GALLEY_FACET_YEAR];
  Listing *listing = g_new0 (Listing, 1);
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;

  listing->filter = filter;
  listing->filter.status = self->status;
  listing->filter.tag = listing->tag = g_strdup (facet_name (self, GALLEY_FACET_TAG));
  listing->filter.author = listing->author = g_strdup (facet_name (self, GALLEY_FACET_AUTHOR));
  listing->filter.series_id = series != NULL ? series->id : 0;
  listing->filter.year = year != NULL ? (int) year->id : 0;
  listing->filter.sort = self->sort;
  /* Parts are of one series. */
  if (series == NULL && self->sort == GALLEY_POST_SORT_PART)
    listing->filter.sort = GALLEY_POST_SORT_NEWEST;
  return listing;
}

/* Drops what is under way, and what it would have been an answer to. */
static void
stop (GalleyPostQuery *self)
{
  cancel (&self->listing);
  cancel (&self->searching);
  set_awaited (self, FALSE);
  g_clear_pointer (&self->listed, g_array_unref);
}

/* Asks for the list anew. */
static void
ask (GalleyPostQuery *self)
{
  stop (self);
  if (self->session == NULL)
    return;
  self->listing = g_cancellable_new ();
  galley_session_run_async (self->session, GALLEY_LANE_READ, list_job, listing_new (self),
                            (GDestroyNotify) listing_free, (GDestroyNotify) answer_free,
                            self->listing, listed_cb, g_object_ref (self));
}

static void
ask_for_another (GalleyPostQuery *self)
{
  self->another = TRUE;
  ask (self);
}

static void
clear_facets (GalleyPostQuery *self)
{
  for (guint i = 0; i < N_FACETS; i++)
    g_clear_pointer (&self->facets[i], galley_facet_free);
}

static void
galley_post_query_dispose (GObject *object)
{
  GalleyPostQuery *self = GALLEY_POST_QUERY (object);

  stop (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_post_query_parent_class)->dispose (object);
}

static void
galley_post_query_finalize (GObject *object)
{
  GalleyPostQuery *self = GALLEY_POST_QUERY (object);

  clear_facets (self);
  g_free (self->words);
  G_OBJECT_CLASS (galley_post_query_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, GALLEY_TYPE_POST_QUERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, first, second);
}

static void
galley_post_query_class_init (GalleyPostQueryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = galley_post_query_dispose;
  object_class->finalize = galley_post_query_finalize;
  signals[COUNTED] = add_signal ("counted", 1, G_TYPE_POINTER, G_TYPE_NONE);
  signals[ANSWERED] = add_signal ("answered", 2, G_TYPE_ARRAY, G_TYPE_PTR_ARRAY);
  signals[FAILED] = add_signal ("failed", 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  signals[FOUND] = add_signal ("found", 0, G_TYPE_NONE, G_TYPE_NONE);
}

static void
galley_post_query_init (GalleyPostQuery *self)
{
  self->status = -1;
  self->complete = TRUE;
}

/**
 * galley_post_query_new:
 * @fetch_first: makes the records of the first rows that a search finds
 *
 * Returns: (transfer full): a query for all posts but those in the trash, the newest first, which
 *   asks nothing until it has a session
 */
GalleyPostQuery *
galley_post_query_new (GalleyPostQueryFetch fetch_first)
{
  GalleyPostQuery *query = g_object_new (GALLEY_TYPE_POST_QUERY, NULL);

  query->fetch_first = fetch_first;
  return query;
}

/**
 * galley_post_query_set_session:
 * @query: a query
 * @session: (nullable): the project that is asked
 *
 * Asks another project, of which nothing is filtered. The status, the order and the words stay.
 */
void
galley_post_query_set_session (GalleyPostQuery *query, GalleySession *session)
{
  if (query->session != NULL)
    g_signal_handlers_disconnect_by_data (query->session, query);
  g_set_object (&query->session, session);
  clear_facets (query);
  if (session != NULL)
    g_signal_connect_swapped (session, "posts-changed", G_CALLBACK (ask), query);
  ask (query);
}

/**
 * galley_post_query_set_status:
 * @query: a query
 * @status: a GalleyPostStatus; -1: any but the trash
 *
 * Asks for the posts of this status.
 */
void
galley_post_query_set_status (GalleyPostQuery *query, int status)
{
  query->status = status;
  ask_for_another (query);
}

/**
 * galley_post_query_get_status:
 * @query: a query
 *
 * Returns: the GalleyPostStatus that is asked for; -1: any but the trash
 */
int
galley_post_query_get_status (GalleyPostQuery *query)
{
  return query->status;
}

/**
 * galley_post_query_set_facet:
 * @query: a query
 * @kind: of the facet
 * @facet: (nullable): what the posts have; it is copied
 *
 * Asks for the posts with this facet, in place of another one of its kind.
 */
void
galley_post_query_set_facet (GalleyPostQuery *query, GalleyFacetKind kind, const GalleyFacet *facet)
{
  GalleyFacet *copy = NULL;

  if (facet != NULL)
    {
      copy = g_memdup2 (facet, sizeof *facet);
      copy->name = g_strdup (facet->name);
    }
  g_clear_pointer (&query->facets[kind], galley_facet_free);
  query->facets[kind] = copy;
  ask_for_another (query);
}

/**
 * galley_post_query_clear_facets:
 * @query: a query
 *
 * Asks for the posts of any series, tag, author and year.
 */
void
galley_post_query_clear_facets (GalleyPostQuery *query)
{
  if (!galley_post_query_has_facets (query))
    return;
  clear_facets (query);
  ask_for_another (query);
}

/**
 * galley_post_query_has_facets:
 * @query: a query
 *
 * Returns: whether posts of one series, tag, author or year are asked for
 */
gboolean
galley_post_query_has_facets (GalleyPostQuery *query)
{
  for (guint i = 0; i < N_FACETS; i++)
    if (query->facets[i] != NULL)
      return TRUE;
  return FALSE;
}

/**
 * galley_post_query_set_sort:
 * @query: a query
 * @sort: the order; by part it is only while a series is asked for, else the newest come first
 *
 * Asks for the posts in this order.
 */
void
galley_post_query_set_sort (GalleyPostQuery *query, GalleyPostSort sort)
{
  if (query->sort == sort)
    return;
  query->sort = sort;
  ask_for_another (query);
}

/**
 * galley_post_query_set_words:
 * @query: a query
 * @words: (nullable): in UTF-8; the last one may be begun only; empty as none
 *
 * Looks for the posts that have these words.
 */
void
galley_post_query_set_words (GalleyPostQuery *query, const char *words)
{
  if (words != NULL && words[0] == '\0')
    words = NULL;
  if (g_strcmp0 (query->words, words) == 0)
    return;
  g_free (query->words);
  query->words = g_strdup (words);
  query->another = TRUE;
  look_for_words (query);
}

/**
 * galley_post_query_get_words:
 * @query: a query
 *
 * Returns: (nullable): what is looked for; %NULL: nothing
 */
const char *
galley_post_query_get_words (GalleyPostQuery *query)
{
  return query->words;
}

/**
 * galley_post_query_is_complete:
 * @query: a query
 *
 * Returns: whether the last answer holds all posts that were asked for, not only the first of them
 */
gboolean
galley_post_query_is_complete (GalleyPostQuery *query)
{
  return query->complete;
}

/**
 * galley_post_query_is_searching:
 * @query: a query
 *
 * Returns: whether nothing was answered yet to the search; "found" follows
 */
gboolean
galley_post_query_is_searching (GalleyPostQuery *query)
{
  return query->awaited;
}

/**
 * galley_post_query_is_another:
 * @query: a query
 *
 * Returns: whether the person asked for another list and not all of it was answered yet; in the
 *   handlers of "answered" also with the last answer. A list that is the same anew keeps its place.
 */
gboolean
galley_post_query_is_another (GalleyPostQuery *query)
{
  return query->another;
}
