/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-property-names.h"

#include "galley-media.h"
#include "galley-series.h"

typedef struct
{
  GPtrArray *tags;  /* of GalleyTag */
  GPtrArray *media; /* of GalleyMedia */
} Known;

static void
known_free (Known *known)
{
  g_clear_pointer (&known->tags, g_ptr_array_unref);
  g_clear_pointer (&known->media, g_ptr_array_unref);
  g_free (known);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Known, known_free)

static gpointer
list_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Known) known = g_new0 (Known, 1);

  known->tags = galley_project_list_tags (project, error);
  if (known->tags == NULL)
    return NULL;
  known->media = galley_project_list_media (project, error);
  return known->media != NULL ? g_steal_pointer (&known) : NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyProperties) self = user_data;
  g_autoptr (Known) known = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);

  if (known == NULL || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  galley_properties_set_tags (self, known->tags);
  galley_properties_set_media (self, known->media);
}

/**
 * galley_property_names_offer:
 * @properties: a form that opens
 * @session: the project
 *
 * Lets the form complete the project's tags and pictures; listed when it opens, for it takes a
 * while in a large project, and a post must not wait for it.
 */
void
galley_property_names_offer (GalleyProperties *properties, GalleySession *session)
{
  galley_session_run_async (session, GALLEY_LANE_READ, list_job, NULL, NULL,
                            (GDestroyNotify) known_free, NULL, listed_cb,
                            g_object_ref (properties));
}
