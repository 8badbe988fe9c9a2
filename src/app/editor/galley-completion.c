/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-completion.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-post-finder.h"

#define PREFIX "post:"
#define MAX_WORDS 60 /* characters after the prefix */

struct _GalleyCompletion
{
  GObject parent_instance;
  GalleySession *session;
  GCancellable *search;
};

static void provider_init (GtkSourceCompletionProviderIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyCompletion,
                               galley_completion,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      provider_init))

/* Proposals on their way. */
typedef struct
{
  GalleyCompletion *completion;
  GtkSourceCompletionContext *context;
} Request;

/* Moves to the start of the "post:" that the place stands in. FALSE where there is none. */
static gboolean
find_start (GtkTextIter *place)
{
  GtkTextIter start = *place;
  g_autofree char *text = NULL;
  const char *prefix, *found = NULL;

  gtk_text_iter_set_line_offset (
      &start, MAX (0, gtk_text_iter_get_line_offset (place) - MAX_WORDS - (int) strlen (PREFIX)));
  text = gtk_text_iter_get_text (&start, place);
  for (prefix = strstr (text, PREFIX); prefix != NULL; prefix = strstr (prefix + 1, PREFIX))
    found = prefix;
  if (found == NULL || strpbrk (found, "()<>[]\n") != NULL ||
      (found > text && strchr ("( <\t", found[-1]) == NULL))
    return FALSE;
  gtk_text_iter_forward_chars (&start, (int) g_utf8_pointer_to_offset (text, found));
  *place = start;
  return TRUE;
}

static char *
get_name (GtkSourceCompletionProvider *provider)
{
  return g_strdup (_ ("Posts"));
}

static gboolean
match (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context)
{
  GtkTextIter place;

  return GALLEY_COMPLETION (provider)->session != NULL &&
         gtk_source_completion_context_get_iter (context, &place) && find_start (&place);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) posts = galley_post_finder_finish (GALLEY_SESSION (source), result, &error);
  GList *proposals = NULL;

  /* A context that was given up must not be answered. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      for (guint i = 0; posts != NULL && i < posts->len; i++)
        {
          const GalleyFoundPost *post = g_ptr_array_index (posts, i);
          g_autofree char *text = g_strdup_printf (PREFIX "%" G_GINT64_FORMAT, post->id);

          proposals =
              g_list_append (proposals, g_object_new (GTK_SOURCE_TYPE_COMPLETION_ITEM, "label",
                                                      post->title, "text", text, NULL));
        }
      gtk_source_completion_context_add_proposals (
          request->context, GTK_SOURCE_COMPLETION_PROVIDER (request->completion), proposals, TRUE);
      g_list_free_full (proposals, g_object_unref);
    }
  g_object_unref (request->context);
  g_object_unref (request->completion);
  g_free (request);
}

static void
cancelled_cb (GalleyCompletion *self)
{
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
}

static void
populate (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context)
{
  GalleyCompletion *self = GALLEY_COMPLETION (provider);
  GtkTextIter place, start;
  g_autofree char *text = NULL;
  Request *request;

  cancelled_cb (self);
  g_clear_object (&self->search);
  if (!gtk_source_completion_context_get_iter (context, &place))
    return;
  start = place;
  if (self->session == NULL || !find_start (&start))
    {
      gtk_source_completion_context_add_proposals (context, provider, NULL, TRUE);
      return;
    }
  text = gtk_text_iter_get_text (&start, &place);
  self->search = g_cancellable_new ();
  g_signal_connect_object (context, "cancelled", G_CALLBACK (cancelled_cb), self,
                           G_CONNECT_SWAPPED);
  request = g_new0 (Request, 1);
  request->completion = g_object_ref (self);
  request->context = g_object_ref (context);
  galley_post_finder_async (self->session, text + strlen (PREFIX), self->search, found_cb, request);
}

static gboolean
get_start_iter (GtkSourceCompletionProvider *provider,
                GtkSourceCompletionContext *context,
                GtkSourceCompletionProposal *proposal,
                GtkTextIter *iter)
{
  return gtk_source_completion_context_get_iter (context, iter) && find_start (iter);
}

static void
provider_init (GtkSourceCompletionProviderIface *iface)
{
  iface->get_name = get_name;
  iface->match = match;
  iface->populate = populate;
  iface->get_start_iter = get_start_iter;
}

static void
galley_completion_dispose (GObject *object)
{
  GalleyCompletion *self = GALLEY_COMPLETION (object);

  cancelled_cb (self);
  g_clear_object (&self->search);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_completion_parent_class)->dispose (object);
}

static void
galley_completion_class_init (GalleyCompletionClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_completion_dispose;
}

static void
galley_completion_init (GalleyCompletion *self)
{
}

/**
 * galley_completion_new:
 * @view: the text
 *
 * Returns: (transfer full): what completes in it
 */
GalleyCompletion *
galley_completion_new (GtkSourceView *view)
{
  GalleyCompletion *self = g_object_new (GALLEY_TYPE_COMPLETION, NULL);
  GtkSourceCompletion *completion = gtk_source_view_get_completion (view);

  g_object_set (completion, "show-icons", FALSE, "remember-info-visibility", FALSE,
                "select-on-show", TRUE, NULL);
  gtk_source_completion_add_provider (completion, GTK_SOURCE_COMPLETION_PROVIDER (self), NULL);
  return self;
}

/**
 * galley_completion_set_session:
 * @completion: what completes
 * @session: (nullable): the project, whose posts are offered
 */
void
galley_completion_set_session (GalleyCompletion *completion, GalleySession *session)
{
  cancelled_cb (completion);
  g_set_object (&completion->session, session);
}
