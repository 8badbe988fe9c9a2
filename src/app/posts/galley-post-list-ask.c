/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-post-list-private.h"
#include "galley-post-records.h"

/* A search first looks at so many posts as go into so long a time, in microseconds, and shows what
 * it finds of them: that is a screenful where a word is common. */
#define PEEK_TIME 2000
#define PEEK_ROWS 48

typedef struct
{
  GalleyPostFilter filter;
  char *tag, *author;
} Question;

typedef struct
{
  GArray *ids;
  GPtrArray *first;        /* records of the first rows, where words were looked for */
  GalleyPostCounts counts; /* where none were */
} Answer;

/* A search within a list. */
typedef struct
{
  char *words;
  GArray *ids;
} Search;

static void
question_free (Question *question)
{
  g_free (question->tag);
  g_free (question->author);
  g_free (question);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->ids, g_array_unref);
  g_clear_pointer (&answer->first, g_ptr_array_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
search_free (Search *search)
{
  g_free (search->words);
  g_array_unref (search->ids);
  g_free (search);
}

static gpointer
list_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->ids = galley_project_list_posts (project, &question->filter, cancellable, error);
  if (answer->ids == NULL || !galley_project_count_posts (project, &answer->counts, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static void
set_awaited (GalleyPostList *self, gboolean awaited)
{
  if (self->awaited == awaited)
    return;
  self->awaited = awaited;
  if (!awaited)
    g_signal_emit_by_name (self, "found");
}

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
  answer->first = galley_record_class_fetch_first (&galley_post_records, project, ids,
                                                   search->words, cancellable, error);
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

/* @first, where it is given, are the records of the first rows. */
static void
show_found (GalleyPostList *self, GArray *ids, GPtrArray *first)
{
  if (ids->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    galley_post_list_show_empty (self);
  galley_post_list_show_ids (self, ids, first);
  galley_post_list_show_summary (self);
  if (self->complete)
    self->filtering = FALSE;
  set_awaited (self, FALSE);
}

static gboolean
is_overtaken (GalleyPostList *self, GObject *source, GAsyncResult *result, GCancellable *current)
{
  return current == NULL || g_task_get_cancellable (G_TASK (result)) != current ||
         GALLEY_SESSION (source) != self->session;
}

/* The first rows, where the whole answer is not there yet. */
static void
peeked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPostList) self = user_data;
  g_autoptr (Answer) answer = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);

  if (answer != NULL && answer->ids->len > 0 && !self->complete &&
      !is_overtaken (self, source, result, self->searching))
    show_found (self, answer->ids, answer->first);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPostList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (is_overtaken (self, source, result, self->searching))
    return;
  self->complete = TRUE;
  if (answer != NULL)
    show_found (self, answer->ids, answer->first);
  else
    galley_post_list_say_empty (self, "dialog-error-symbolic", _ ("The Search Failed"),
                                error->message);
  set_awaited (self, FALSE);
}

static void
cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static Search *
search_new (GalleyPostList *self)
{
  Search *search = g_new0 (Search, 1);

  search->words = g_strdup (self->search);
  search->ids = g_array_ref (self->base);
  return search;
}

/* Returns: (nullable): what is looked for; %NULL: nothing, the list is whole */
const char *
galley_post_list_get_words (GalleyPostList *self)
{
  return self->search != NULL && self->search[0] != '\0' ? self->search : NULL;
}

/* Looks for the words in the list, which is there; a search that was not answered yet is dropped.
 * Two lanes work on it: what finds all may have to read for a tenth of a second. */
void
galley_post_list_search (GalleyPostList *self)
{
  cancel (&self->searching);
  if (self->session == NULL || self->base == NULL)
    return;
  self->complete = galley_post_list_get_words (self) == NULL;
  if (self->complete)
    {
      show_found (self, self->base, NULL);
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
  g_autoptr (GalleyPostList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  if (is_overtaken (self, source, result, self->listing))
    return; /* a later question is under way */
  if (answer == NULL)
    {
      galley_post_list_say_empty (self, "dialog-error-symbolic", _ ("The Posts Could Not Be Read"),
                                  error->message);
      return;
    }
  galley_post_list_show_counts (self, &answer->counts);
  g_clear_pointer (&self->base, g_array_unref);
  self->base = g_steal_pointer (&answer->ids);
  galley_post_list_search (self);
  if (!self->announced)
    {
      self->announced = TRUE;
      g_signal_emit_by_name (self, "loaded", answer->counts.all);
    }
}

static const char *
facet_name (GalleyPostList *self, GalleyFacetKind kind)
{
  return self->facets[kind] != NULL ? self->facets[kind]->name : NULL;
}

static Question *
question_new (GalleyPostList *self)
{
  const GalleyFacet *series = self->facets[GALLEY_FACET_SERIES];
  const GalleyFacet *year = self->facets[GALLEY_FACET_YEAR];
  Question *question = g_new0 (Question, 1);
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;

  question->filter = filter;
  question->filter.status = galley_post_list_get_status (self);
  question->filter.tag = question->tag = g_strdup (facet_name (self, GALLEY_FACET_TAG));
  question->filter.author = question->author = g_strdup (facet_name (self, GALLEY_FACET_AUTHOR));
  question->filter.series_id = series != NULL ? series->id : 0;
  question->filter.year = year != NULL ? (int) year->id : 0;
  question->filter.sort = self->sort;
  /* Parts are of one series. */
  if (series == NULL && self->sort == GALLEY_POST_SORT_PART)
    question->filter.sort = GALLEY_POST_SORT_NEWEST;
  return question;
}

/* Drops what is under way, and what it would have been an answer to. */
static void
stop (GalleyPostList *self)
{
  cancel (&self->listing);
  cancel (&self->searching);
  set_awaited (self, FALSE);
  g_clear_pointer (&self->base, g_array_unref);
}

/* Asks for the list anew; a question that was not answered yet is dropped. */
void
galley_post_list_ask (GalleyPostList *self)
{
  stop (self);
  if (self->session == NULL)
    return;
  self->listing = g_cancellable_new ();
  galley_session_run_async (self->session, GALLEY_LANE_READ, list_job, question_new (self),
                            (GDestroyNotify) question_free, (GDestroyNotify) answer_free,
                            self->listing, listed_cb, g_object_ref (self));
}
