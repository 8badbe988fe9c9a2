/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comments-tab.h"

#include <glib/gi18n.h>

#include "galley-comment.h"

struct _GalleyCommentsTab
{
  GObject parent_instance;
  GtkStack *views; /* (unowned), as the next: they live longer */
  GtkWidget *pane;
  GalleySession *session; /* NULL: no project is open */
};

G_DEFINE_FINAL_TYPE (GalleyCommentsTab, galley_comments_tab, G_TYPE_OBJECT)

static gpointer
count_comments_job (GalleyProject *project,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree GalleyCommentCounts *counts = g_new0 (GalleyCommentCounts, 1);

  return galley_project_count_comments (project, counts, error) ? g_steal_pointer (&counts) : NULL;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyCommentsTab) self = user_data;
  g_autofree GalleyCommentCounts *counts =
      galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  g_autofree char *title = NULL;

  if (counts == NULL || GALLEY_SESSION (source) != self->session)
    return;
  title = counts->pending > 0 ? g_strdup_printf (_ ("Comments %'u"), counts->pending)
                              : g_strdup (_ ("Comments"));
  gtk_container_child_set (GTK_CONTAINER (self->views), self->pane, "title", title, NULL);
}

static void
count (GalleyCommentsTab *self)
{
  galley_session_run_async (self->session, GALLEY_LANE_READ, count_comments_job, NULL, NULL, g_free,
                            NULL, counted_cb, g_object_ref (self));
}

static void
galley_comments_tab_dispose (GObject *object)
{
  galley_comments_tab_set_session (GALLEY_COMMENTS_TAB (object), NULL);
  G_OBJECT_CLASS (galley_comments_tab_parent_class)->dispose (object);
}

static void
galley_comments_tab_class_init (GalleyCommentsTabClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_comments_tab_dispose;
}

static void
galley_comments_tab_init (GalleyCommentsTab *self)
{
}

/**
 * galley_comments_tab_new:
 * @views: the views of a window; live longer
 * @pane: the one of the comments
 *
 * Returns: (transfer full): what keeps the title of @pane true
 */
GalleyCommentsTab *
galley_comments_tab_new (GtkStack *views, GtkWidget *pane)
{
  GalleyCommentsTab *self = g_object_new (GALLEY_TYPE_COMMENTS_TAB, NULL);

  self->views = views;
  self->pane = pane;
  return self;
}

/**
 * galley_comments_tab_set_session:
 * @tab: the title
 * @session: (nullable): whose comments are counted; NULL: no project is open any more
 */
void
galley_comments_tab_set_session (GalleyCommentsTab *tab, GalleySession *session)
{
  if (tab->session != NULL)
    g_signal_handlers_disconnect_by_data (tab->session, tab);
  g_set_object (&tab->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "comments-changed", G_CALLBACK (count), tab);
  count (tab);
}
