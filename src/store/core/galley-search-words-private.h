/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-project-private.h"

/* The words of a search, folded as the index folds them, to find in a text what the index finds:
 * for a look at a few posts, where asking the index would mean to read all it knows of a word. */
typedef struct _GalleySearchWords GalleySearchWords;

GalleySearchWords *
galley_search_words_new (GalleyProject *project, const char *words, GError **error);
void galley_search_words_free (GalleySearchWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySearchWords, galley_search_words_free)
guint galley_search_words_count (const GalleySearchWords *words);

/* Called for each place where a word is found, in the order of the text; FALSE: enough. */
typedef gboolean (*GalleySearchWordFunc) (guint word, gsize start, gsize end, gpointer user_data);
/* FALSE where @deadline (monotonic, 0: none) came before the end. */
gboolean galley_search_words_find (GalleySearchWords *words,
                                   const char *text,
                                   gint64 deadline,
                                   GalleySearchWordFunc func,
                                   gpointer user_data);
