/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-writing-options.h"

#include "galley-application.h"

struct _GalleyWritingOptions
{
  GtkMenuButton parent_instance;
  GtkFontChooser *font;
  GtkSpinButton *target;
  gboolean showing; /* the changes are ours */
};

enum
{
  FONT_CHOSEN,
  TARGET_CHOSEN,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyWritingOptions, galley_writing_options, GTK_TYPE_MENU_BUTTON)

static void
font_set_cb (GalleyWritingOptions *self)
{
  g_autofree char *font = gtk_font_chooser_get_font (self->font);

  g_signal_emit (self, signals[FONT_CHOSEN], 0, font);
}

static void
target_changed_cb (GalleyWritingOptions *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[TARGET_CHOSEN], 0,
                   (guint) gtk_spin_button_get_value_as_int (self->target));
}

static void
opened_cb (GalleyWritingOptions *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
galley_writing_options_class_init (GalleyWritingOptionsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[FONT_CHOSEN] =
      g_signal_new ("font-chosen", GALLEY_TYPE_WRITING_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TARGET_CHOSEN] =
      g_signal_new ("target-chosen", GALLEY_TYPE_WRITING_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OPENED] = g_signal_new ("opened", GALLEY_TYPE_WRITING_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-writing-options.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyWritingOptions, font);
  gtk_widget_class_bind_template_child (widget_class, GalleyWritingOptions, target);
  gtk_widget_class_bind_template_callback (widget_class, font_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
galley_writing_options_init (GalleyWritingOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_writing_options_show:
 * @options: the form
 * @font: as Pango writes it
 * @target: words that the post is to have; 0: no matter
 *
 * Shows what holds now.
 */
void
galley_writing_options_show (GalleyWritingOptions *options, const char *font, guint target)
{
  options->showing = TRUE;
  gtk_font_chooser_set_font (options->font, font);
  gtk_spin_button_set_value (options->target, target);
  options->showing = FALSE;
}
