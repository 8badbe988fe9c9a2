/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-picture-tag.h"

#include "galley-context-value.h"
#include "galley-index.h"
#include "galley-site-private.h"

#include "galley-escape.h"

#include <string.h>

/* How wide a picture in a text is shown: a column of the widest setting of the themes that come
 * with Galley, or the whole of a narrow window. */
#define SIZES "(min-width: 46rem) 44rem, 100vw"
/* What a reader without srcset gets, and what cards and feeds show. */
#define COMMON_WIDTH 1200
/* A wider original is for those who ask for it, not for a page. */
#define WIDEST_IN_PAGE 2560

static char *
address_of (const GalleyMedia *media, guint width, const GalleyViewpoint *from)
{
  g_autofree char *path = galley_media_get_path (media, width);

  return galley_address_for (from, path);
}

/* The width of the file that is shown where only one can be named. */
static guint
shown_width (const GalleyPictureSizes *sizes)
{
  guint width = galley_picture_choose_width (sizes, COMMON_WIDTH);

  return width == 0 && sizes->width > WIDEST_IN_PAGE && sizes->n_widths > 0
             ? sizes->widths[sizes->n_widths - 1]
             : width;
}

/**
 * galley_picture_get_shown_size:
 * @media: a media file
 * @width: (out): pixels, of what shown_address() leads to; 0 where they are not known
 * @height: (out): likewise
 */
void
galley_picture_get_shown_size (const GalleyMedia *media, guint *width, guint *height)
{
  GalleyPictureSizes sizes;

  galley_media_get_sizes (media, &sizes);
  *width = shown_width (&sizes);
  *height = *width > 0 ? galley_picture_get_height (&sizes, *width) : sizes.height;
  *width = *width > 0 ? *width : sizes.width;
}

/* The address of the file that is shown where only one can be named. */
static char *
shown_address (const GalleyMedia *media, const GalleyViewpoint *from)
{
  GalleyPictureSizes sizes;

  galley_media_get_sizes (media, &sizes);
  return address_of (media, shown_width (&sizes), from);
}

/* The addresses of all its widths, as HTML's srcset has them; NULL where there is but one. */
static char *
make_srcset (const GalleyMedia *media, const GalleyViewpoint *from)
{
  GalleyPictureSizes sizes;
  g_autoptr (GString) out = NULL;

  galley_media_get_sizes (media, &sizes);
  if (sizes.n_widths == 0)
    return NULL;
  out = g_string_new (NULL);
  for (guint i = 0; i < sizes.n_widths; i++)
    {
      g_autofree char *address = address_of (media, sizes.widths[i], from);

      g_string_append_printf (out, "%s%s %uw", i > 0 ? ", " : "", address, sizes.widths[i]);
    }
  if (sizes.width <= WIDEST_IN_PAGE)
    {
      g_autofree char *address = address_of (media, 0, from);

      g_string_append_printf (out, ", %s %uw", address, sizes.width);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The media that an address made from @from leads to; NULL where it is none of the site's. */
static const GalleyMedia *
find_media (GalleySite *site, const char *address, const GalleyViewpoint *from)
{
  g_autofree char *name = NULL;

  if (!g_str_has_prefix (address, from->root))
    return NULL;
  address += strlen (from->root);
  if (!g_str_has_prefix (address, "media/"))
    return NULL;
  name = galley_address_unescape (address + strlen ("media/"));
  return name != NULL ? galley_index_find_media (site->model, name) : NULL;
}

/**
 * galley_picture_append_attributes:
 * @site: a site
 * @address: what a text shows as a picture, as galley_resolve_address() gave it
 * @from: where the text stands
 * @is_first: whether the reader sees it at once, so that it is not waited with
 * @out: where to append
 *
 * Appends the attributes of a picture in a text: its addresses, its sides, so that nothing moves
 * when it comes, and when to load it.
 *
 * Returns: whether it is a picture of the site's
 */
gboolean
galley_picture_append_attributes (GalleySite *site,
                                  const char *address,
                                  const GalleyViewpoint *from,
                                  gboolean is_first,
                                  GString *out)
{
  const GalleyMedia *media = find_media (site, address, from);
  GalleyPictureSizes sizes;
  g_autofree char *shown = NULL;
  g_autofree char *srcset = NULL;

  if (media == NULL || !g_str_has_prefix (media->type, "image/"))
    return FALSE;
  galley_media_get_sizes (media, &sizes);
  shown = shown_address (media, from);
  srcset = make_srcset (media, from);
  g_string_append (out, "src=\"");
  galley_escape_html (out, shown, -1);
  g_string_append_c (out, '"');
  if (srcset != NULL)
    {
      g_string_append (out, " srcset=\"");
      galley_escape_html (out, srcset, -1);
      g_string_append (out, "\" sizes=\"" SIZES "\"");
    }
  if (sizes.width > 0 && sizes.height > 0)
    g_string_append_printf (out, " width=\"%u\" height=\"%u\"", sizes.width, sizes.height);
  /* What is seen at once comes with the text and not after it. */
  if (!is_first)
    g_string_append (out, " loading=\"lazy\" decoding=\"async\"");
  return TRUE;
}

/**
 * galley_picture_context:
 * @site: a site
 * @name: (nullable): of a media file
 * @from: where it will stand
 *
 * Returns: (transfer full): what templates get of a picture; false where it is none
 */
GalleyValue *
galley_picture_context (GalleySite *site, const char *name, const GalleyViewpoint *from)
{
  const GalleyMedia *media = galley_picture_find (site, name);
  g_autofree char *srcset = NULL;
  GalleyPictureSizes sizes;
  GalleyValue *map;

  if (media == NULL)
    return galley_value_new_boolean (FALSE);
  galley_media_get_sizes (media, &sizes);
  srcset = make_srcset (media, from);
  map = galley_value_new_map ();
  galley_value_take_string (map, "address", shown_address (media, from));
  galley_value_take_string (map, "full", address_of (media, 0, from));
  galley_context_set_text (map, "srcset", srcset);
  galley_context_set_text (map, "alternative", media->alternative);
  galley_value_set_boolean (map, "width", FALSE);
  galley_value_set_boolean (map, "height", FALSE);
  galley_value_set_boolean (map, "is_upright", sizes.height > sizes.width);
  if (sizes.width > 0 && sizes.height > 0)
    {
      galley_value_set_integer (map, "width", sizes.width);
      galley_value_set_integer (map, "height", sizes.height);
    }
  return map;
}

/**
 * galley_picture_find:
 * @site: a site
 * @name: (nullable): of a media file
 *
 * Returns: (transfer none) (nullable): the picture of that name, if it is published
 */
const GalleyMedia *
galley_picture_find (GalleySite *site, const char *name)
{
  const GalleyMedia *media =
      name != NULL && *name != '\0' ? galley_index_find_media (site->model, name) : NULL;

  return media != NULL && g_str_has_prefix (media->type, "image/") ? media : NULL;
}

/**
 * galley_picture_get_web_address:
 * @site: a site
 * @post: a post of it
 *
 * Returns: (transfer full) (nullable): the absolute address of the post's picture; without the
 *   site's own there is none
 */
char *
galley_picture_get_web_address (GalleySite *site, const GalleyPost *post)
{
  const GalleyMedia *media = galley_picture_find (site, post->cover);
  GalleyViewpoint from = { site->model->base, TRUE };

  return site->model->base != NULL && media != NULL ? shown_address (media, &from) : NULL;
}
