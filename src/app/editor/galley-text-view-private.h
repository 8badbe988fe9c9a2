/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gspell/gspell.h>

#include "galley-text-view.h"

struct _GalleyTextView
{
  GtkSourceView parent_instance;
  GspellTextBuffer *spelling;
  guint generation;    /* counts the texts that were shown */
  gboolean unmeasured; /* the text is new, and the view did not have its size since */
  int margin;
  int height;
  guint margin_idle;
  guint center_idle;
  gboolean focus_mode, typewriter, spelled;
  GtkCssProvider *font;
  guint reach_timeout; /* until it is seen whether the cursor was reached */
  guint reaches_left;
  char *language; /* of the text, as in names of dictionaries */
  gboolean highlighted;
  guint dress_timeout; /* until the text gets its colours, and its spelling is checked */
};

gboolean galley_text_input_key (GalleyTextView *view, GdkEventKey *event);
void galley_text_focus_draw (GalleyTextView *view, cairo_t *cr);
void galley_text_focus_center (GalleyTextView *view);
void galley_text_focus_init (GalleyTextView *view);
void galley_text_drop_init_class (GtkWidgetClass *class);
void galley_text_drop_init (GalleyTextView *view);
