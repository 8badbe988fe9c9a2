/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-notice.h"

#include <glib/gi18n.h>

#define SHOWN_SECONDS 8

struct _GalleyNotice
{
  GtkRevealer parent_instance;
  GtkLabel *label;
  GtkButton *button;
  guint timeout;
  GalleyNoticeFunc func;
  gpointer data;
  GDestroyNotify free_data;
};

G_DEFINE_FINAL_TYPE (GalleyNotice, galley_notice, GTK_TYPE_REVEALER)

static void
forget (GalleyNotice *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->free_data != NULL)
    self->free_data (self->data);
  self->func = NULL;
  self->data = NULL;
  self->free_data = NULL;
}

/* Takes it away. */
static void
hide (GalleyNotice *notice)
{
  forget (notice);
  gtk_revealer_set_reveal_child (GTK_REVEALER (notice), FALSE);
}

static gboolean
timeout_cb (gpointer user_data)
{
  hide (user_data);
  return G_SOURCE_REMOVE;
}

static void
button_cb (GalleyNotice *self)
{
  if (self->func != NULL)
    self->func (self->data);
  hide (self);
}

static void
galley_notice_dispose (GObject *object)
{
  forget (GALLEY_NOTICE (object));
  G_OBJECT_CLASS (galley_notice_parent_class)->dispose (object);
}

static void
galley_notice_class_init (GalleyNoticeClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_notice_dispose;
}

static void
galley_notice_init (GalleyNotice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic", GTK_ICON_SIZE_BUTTON);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, 60);
  gtk_button_set_relief (GTK_BUTTON (close), GTK_RELIEF_NONE);
  gtk_widget_set_tooltip_text (close, _ ("Close"));
  atk_object_set_name (gtk_widget_get_accessible (close), _ ("Close this notice"));
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "app-notification");
  gtk_container_add (GTK_CONTAINER (box), GTK_WIDGET (self->label));
  gtk_container_add (GTK_CONTAINER (box), GTK_WIDGET (self->button));
  gtk_container_add (GTK_CONTAINER (box), close);
  gtk_container_add (GTK_CONTAINER (self), box);
  gtk_widget_show_all (box);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (button_cb), self);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (hide), self);
}

/**
 * galley_notice_show:
 * @notice: the notice
 * @text: what was done
 * @button: (nullable): what can be done about it: "Undo"
 * @func: (nullable): called for that
 * @user_data: for @func
 * @free_data: (nullable): frees @user_data
 *
 * Shows the notice for a while; it takes the place of the one before.
 */
void
galley_notice_show (GalleyNotice *notice,
                    const char *text,
                    const char *button,
                    GalleyNoticeFunc func,
                    gpointer user_data,
                    GDestroyNotify free_data)
{
  forget (notice);
  notice->func = func;
  notice->data = user_data;
  notice->free_data = free_data;
  gtk_label_set_text (notice->label, text);
  gtk_button_set_label (notice->button, button != NULL ? button : "");
  gtk_widget_set_visible (GTK_WIDGET (notice->button), button != NULL);
  gtk_widget_show (GTK_WIDGET (notice));
  gtk_revealer_set_reveal_child (GTK_REVEALER (notice), TRUE);
  notice->timeout = g_timeout_add_seconds (SHOWN_SECONDS, timeout_cb, notice);
}
