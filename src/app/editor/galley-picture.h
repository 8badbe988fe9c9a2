/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-session.h"

/* A picture that comes in from outside: a file, or data with the name it is to get. */
typedef struct
{
  GFile *file;  /* or NULL */
  GBytes *data; /* or NULL */
  char *name;   /* what people know it by */
} GalleyPictureSource;

GalleyPictureSource *galley_picture_source_new_for_file (GFile *file);
GalleyPictureSource *galley_picture_source_new_for_data (GBytes *data, const char *name);
void galley_picture_source_free (GalleyPictureSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPictureSource, galley_picture_source_free)

/* What became of several of them. */
typedef struct
{
  GPtrArray *names;    /* of char *: the media, in the order of the sources */
  GPtrArray *problems; /* of char *: sentences about what was refused */
} GalleyPictures;

void galley_pictures_free (GalleyPictures *pictures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPictures, galley_pictures_free)

void galley_pictures_add_async (GalleySession *session,
                                GPtrArray *sources,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GalleyPictures *galley_pictures_add_finish (GAsyncResult *result, GError **error);
