/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The towns of the world, to be found by their first letters. Immutable: any thread may search. */
typedef struct _GalleyGazetteer GalleyGazetteer;

/* A place that was found. A plain record: who holds it owns its strings. */
typedef struct
{
  char *name;    /* "Moscow" */
  char *region;  /* "Moscow", a state or province; "" where there is none */
  char *country; /* "Russia" */
  char *text; /* as a post says it: "Moscow, Russia"; with the region where another is named so */
  double latitude, longitude; /* degrees, WGS 84, to a hundredth */
} GalleyPlace;

GalleyGazetteer *galley_gazetteer_new (void);
void galley_gazetteer_free (GalleyGazetteer *gazetteer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyGazetteer, galley_gazetteer_free)

GPtrArray *galley_gazetteer_search (const GalleyGazetteer *gazetteer,
                                    const char *text,
                                    const char *language,
                                    guint most);
