/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A link in the text, or where one is to be: offsets in characters. */
typedef struct
{
  int from, to;
  char *text;    /* Markdown between the brackets */
  char *address; /* "" where there is no link yet */
} GalleyLinkText;

GalleyLinkText *galley_link_text_at_cursor (GtkTextBuffer *buffer);
void galley_link_text_free (GalleyLinkText *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLinkText, galley_link_text_free)
char *galley_link_text_complete_address (const char *typed);
