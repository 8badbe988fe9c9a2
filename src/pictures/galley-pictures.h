/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-picture-facts.h"

#define GALLEY_PICTURE_ERROR (galley_picture_error_quark ())
GQuark galley_picture_error_quark (void);

typedef enum
{
  GALLEY_PICTURE_ERROR_REFUSED, /* nothing of it may be published */
} GalleyPictureError;

/* ---- cleaned: nothing but what is seen ---- */

GBytes *galley_picture_strip (const char *type, GBytes *data, gboolean *is_whole, GError **error);
GBytes *galley_picture_clean_svg (GBytes *data, GError **error);

/* ---- in which sizes ---- */

#define GALLEY_PICTURE_MAX_WIDTHS 4

typedef enum
{
  GALLEY_PICTURE_COPY,   /* no picture, or one that nothing is known of: as it is */
  GALLEY_PICTURE_STRIP,  /* the same pixels */
  GALLEY_PICTURE_ROTATE, /* made anew, upright */
  GALLEY_PICTURE_SVG,    /* cleaned of what acts */
  GALLEY_PICTURE_REFUSE, /* too large to be looked at: it is not published */
} GalleyPictureTreatment;

typedef struct
{
  GalleyPictureTreatment treatment;
  guint width, height; /* of the published file; 0 where they are not known */
  guint n_widths;
  guint widths[GALLEY_PICTURE_MAX_WIDTHS]; /* of the thumbnails, the narrowest first */
} GalleyPictureSizes;

void galley_picture_get_sizes (const GalleyPictureFacts *facts, GalleyPictureSizes *sizes);
guint galley_picture_get_height (const GalleyPictureSizes *sizes, guint width);
guint galley_picture_choose_width (const GalleyPictureSizes *sizes, guint width);

/* ---- made ---- */

/* Makes the files of pictures, on any thread, and holds few of them decoded at a time. */
typedef struct _GalleyThumbnailer GalleyThumbnailer;

GalleyThumbnailer *galley_thumbnailer_new (void);
void galley_thumbnailer_free (GalleyThumbnailer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyThumbnailer, galley_thumbnailer_free)
GBytes *galley_thumbnailer_make (GalleyThumbnailer *self,
                                 gint64 id,
                                 const GalleyPictureFacts *facts,
                                 guint width,
                                 GBytes *data,
                                 char **warning,
                                 GError **error);
