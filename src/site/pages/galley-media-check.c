/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-media-files.h"
#include "galley-site-private.h"

typedef struct
{
  GalleySite *site;
  GalleySiteFindingFunc found;
  gpointer user_data;
} Check;

static void
tell (const Check *check, const GalleyMedia *media, gboolean must, const char *what)
{
  g_autofree char *text = g_strdup_printf ("the media %s %s", media->name, what);

  check->found (text, must, check->user_data);
}

static void
check_data (const Check *check,
            const GalleyMedia *media,
            const GalleyPictureSizes *sizes,
            GBytes *data)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) clean = NULL;
  gboolean is_whole = TRUE;

  if (sizes->treatment == GALLEY_PICTURE_SVG)
    clean = galley_picture_clean_svg (data, &problem);
  else
    clean = galley_picture_strip (media->type, data, &is_whole, &problem);
  if (clean != NULL && !is_whole)
    tell (check, media, FALSE, "is cut short; put in a whole one");
  else if (clean != NULL && sizes->treatment == GALLEY_PICTURE_STRIP && media->orientation > 1)
    tell (check, media, FALSE, "lies on its side, and is too large to be turned");
  else if (clean == NULL)
    {
      g_autofree char *what = g_strdup_printf ("is not published: %s", problem->message);

      tell (check, media, TRUE, what);
    }
}

/**
 * galley_site_check_media:
 * @site: a site
 * @found: called for each thing that should be mended
 * @user_data: for @found
 * @cancellable: (nullable): stops between two media
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Looks at all pictures of the project, without decoding them: whether they are whole, and what is
 * written beside them can be taken out. Runs on the project's thread.
 *
 * Returns: whether all could be looked at
 */
gboolean
galley_site_check_media (GalleySite *site,
                         GalleySiteFindingFunc found,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  Check check = { site, found, user_data };

  for (guint i = 0; i < site->model->media->len; i++)
    {
      const GalleyMedia *media = g_ptr_array_index (site->model->media, i);
      g_autoptr (GBytes) data = NULL;
      GalleyPictureSizes sizes;

      galley_media_get_sizes (media, &sizes);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (sizes.treatment == GALLEY_PICTURE_REFUSE)
        tell (&check, media, TRUE, "is not published: it has too many pixels; make it smaller");
      if (sizes.treatment == GALLEY_PICTURE_REFUSE || sizes.treatment == GALLEY_PICTURE_COPY)
        continue;
      data = galley_project_load_media (site->model->project, media->name, error);
      if (data == NULL)
        return FALSE;
      check_data (&check, media, &sizes, data);
    }
  return TRUE;
}
