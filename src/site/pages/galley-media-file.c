/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A media as the site has it: whole, or in a width. */
#include "galley-media-files.h"
#include "galley-page-kind.h"
#include "galley-site-private.h"
#include "galley-warnings.h"

/* The widths of a picture are made one after the other: it is read once for all. */
static GBytes *
read_media (GalleySite *site, const GalleyMedia *media, GError **error)
{
  if (site->media_data == NULL || site->media_id != media->id)
    {
      g_clear_pointer (&site->media_data, g_bytes_unref);
      site->media_data = galley_project_load_media (site->model->project, media->name, error);
      site->media_id = media->id;
    }
  return site->media_data != NULL ? g_bytes_ref (site->media_data) : NULL;
}

static gboolean
load_media (GalleySite *site, const GalleyFile *file, GalleyMaterials *materials, GError **error)
{
  materials->data = read_media (site, file->subject, error);
  return materials->data != NULL;
}

/* A warning is kept for the export's report. */
static GBytes *
make_media (GalleySite *site,
            const GalleyFile *file,
            const GalleyMaterials *materials,
            GError **error)
{
  const GalleyMedia *media = file->subject;
  GalleyPictureFacts facts;
  g_autofree char *warning = NULL;
  g_autoptr (GError) problem = NULL;
  GBytes *bytes;

  galley_media_get_facts (media, &facts);
  bytes = galley_thumbnailer_make (site->thumbnailer, media->id, &facts, file->number,
                                   materials->data, &warning, &problem);
  if (bytes == NULL)
    g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_REFUSED, "media %s: %s", media->name,
                 problem->message);
  else if (warning != NULL)
    {
      g_autofree char *text = g_strdup_printf ("media %s: %s", media->name, warning);

      galley_site_add_warning (site, text);
    }
  return bytes;
}

/* Its digest tells all of it, so that pictures are not made again when the site changes. */
static gboolean
fingerprint_media (GalleySite *site, const GalleyFile *file, GString *out)
{
  g_autofree char *fingerprint = galley_media_get_fingerprint (file->subject, file->number);

  g_string_append (out, fingerprint);
  return TRUE;
}

GALLEY_DEFINE_PAGE_KIND (media,
                         fingerprint_media,
                         galley_reach_nothing,
                         .make = make_media,
                         .load = load_media,
                         .is_independent = TRUE)
