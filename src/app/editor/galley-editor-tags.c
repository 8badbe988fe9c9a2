/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-editor-private.h"
#include "galley-series.h"

static gpointer
list_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  return galley_project_list_tags (project, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyEditor) self = user_data;
  g_autoptr (GPtrArray) tags = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);

  if (tags != NULL && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    galley_properties_set_tags (self->properties, tags);
}

/* Lets the form complete the project's tags; listed when it opens, for it takes a while in a
 * large project, and a post must not wait for it. */
void
galley_editor_offer_tags (GalleyEditor *editor)
{
  if (editor->session != NULL)
    galley_session_run_async (editor->session, GALLEY_LANE_READ, list_job, NULL, NULL,
                              (GDestroyNotify) g_ptr_array_unref, NULL, listed_cb,
                              g_object_ref (editor));
}
