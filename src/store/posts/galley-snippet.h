/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project.h"

/* Bytes of a text, from the first to after the last. */
typedef struct
{
  guint start, end;
} GalleyMark;

/* A piece of a post's text, on one line, with the words that were looked for. */
typedef struct
{
  char *text;    /* how the text begins, where the words are not in it */
  GArray *marks; /* of GalleyMark, in the order of the text */
} GalleySnippet;

void galley_snippet_free (GalleySnippet *snippet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySnippet, galley_snippet_free)

/* Of GalleySnippet, in the order of @ids; NULL in place of a post that is gone. */
GPtrArray *galley_project_make_snippets (GalleyProject *project,
                                         const char *words,
                                         const gint64 *ids,
                                         gsize n_ids,
                                         GError **error);
