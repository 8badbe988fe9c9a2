/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files the site has of a media file, known from its record alone. */
#include "galley-media-files.h"

#include <string.h>

/* What is made changes with the code that makes it; this is raised then. */
#define MAKER "picture 1 "

/**
 * galley_media_get_facts:
 * @media: a media file
 * @facts: (out): what the project knows of its data; its type belongs to @media
 */
void
galley_media_get_facts (const GalleyMedia *media, GalleyPictureFacts *facts)
{
  *facts = (GalleyPictureFacts){ media->type, media->width, media->height, media->orientation,
                                 media->is_animated };
}

/**
 * galley_media_get_sizes:
 * @media: a media file
 * @sizes: (out): what is published of it
 */
void
galley_media_get_sizes (const GalleyMedia *media, GalleyPictureSizes *sizes)
{
  GalleyPictureFacts facts;

  galley_media_get_facts (media, &facts);
  galley_picture_get_sizes (&facts, sizes);
  /* A folder of thumbnails may be called as a media file without an ending is; no picture that has
   * thumbnails lacks one. */
  if (strchr (media->name, '.') == NULL)
    sizes->n_widths = 0;
}

/**
 * galley_media_is_published:
 * @media: a media file
 *
 * Returns: whether the site has it, as far as that is known without looking into it
 */
gboolean
galley_media_is_published (const GalleyMedia *media)
{
  GalleyPictureSizes sizes;

  galley_media_get_sizes (media, &sizes);
  return sizes.treatment != GALLEY_PICTURE_REFUSE;
}

/**
 * galley_media_get_path:
 * @media: a media file
 * @width: of a thumbnail, or 0 for the whole
 *
 * Returns: (transfer full): its path in the site
 */
char *
galley_media_get_path (const GalleyMedia *media, guint width)
{
  return width == 0 ? g_strconcat ("media/", media->name, NULL)
                    : g_strdup_printf ("media/%u/%s", width, media->name);
}

/**
 * galley_media_get_fingerprint:
 * @media: a media file
 * @width: of a thumbnail, or 0 for the whole
 *
 * Returns: (transfer full): of all that the file is made from
 */
char *
galley_media_get_fingerprint (const GalleyMedia *media, guint width)
{
  return g_strdup_printf (MAKER "%s %u", media->digest, width);
}
