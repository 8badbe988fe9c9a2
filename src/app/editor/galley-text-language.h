/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

/* The colours of Markdown in a text, and the spelling of its language. Both take long to read, and
 * are there a moment after the text is. */
typedef struct _GalleyTextLanguage GalleyTextLanguage;

GalleyTextLanguage *galley_text_language_new (GtkSourceView *view);
void galley_text_language_free (GalleyTextLanguage *language);
void galley_text_language_set (GalleyTextLanguage *language, const char *tag);
void galley_text_language_set_spelled (GalleyTextLanguage *language, gboolean spelled);
