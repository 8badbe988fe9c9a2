/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-toolbar.h"

#include "galley-application.h"

struct _GalleyToolbar
{
  GtkBox parent_instance;
  GalleyOutline *outline;
  GalleyWritingOptions *options;
};

G_DEFINE_FINAL_TYPE (GalleyToolbar, galley_toolbar, GTK_TYPE_BOX)

static void
galley_toolbar_class_init (GalleyToolbarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (GALLEY_TYPE_OUTLINE);
  g_type_ensure (GALLEY_TYPE_WRITING_OPTIONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "editor/galley-toolbar.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyToolbar, outline);
  gtk_widget_class_bind_template_child (widget_class, GalleyToolbar, options);
}

static void
galley_toolbar_init (GalleyToolbar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_toolbar_get_outline:
 * @toolbar: the toolbar
 *
 * Returns: (transfer none): the button with the sections
 */
GalleyOutline *
galley_toolbar_get_outline (GalleyToolbar *toolbar)
{
  return toolbar->outline;
}

/**
 * galley_toolbar_get_options:
 * @toolbar: the toolbar
 *
 * Returns: (transfer none): the button with the habits of writing
 */
GalleyWritingOptions *
galley_toolbar_get_options (GalleyToolbar *toolbar)
{
  return toolbar->options;
}
