/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-toolbar.h"

#include "galley-application.h"

struct _GalleyToolbar
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyToolbar, galley_toolbar, GTK_TYPE_BOX)

static void
galley_toolbar_class_init (GalleyToolbarClass *class)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class),
                                               GALLEY_RESOURCES "editor/galley-toolbar.ui");
}

static void
galley_toolbar_init (GalleyToolbar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
