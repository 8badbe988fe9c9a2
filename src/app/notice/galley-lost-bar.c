/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-lost-bar.h"

#include <glib/gi18n.h>

#include "galley-kept-copy.h"

enum
{
  OPEN_KEPT = 1,
  OPEN_OTHER,
  LEAVE, /* no button: the window is being closed */
};

struct _GalleyLostBar
{
  GtkInfoBar parent_instance;
  GtkLabel *title;
  GtkLabel *text;

  GalleySession *session; /* NULL: no project is open; as the next */
  GalleyDraft *draft;
  char *path; /* NULL: nothing is lost */
  int next;   /* what to do once all is kept; 0: nothing */
};

G_DEFINE_FINAL_TYPE (GalleyLostBar, galley_lost_bar, GTK_TYPE_INFO_BAR)

static guint leave_signal;

static void
open_path (const char *path)
{
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "open-path",
                                  g_variant_new_string (path));
}

static void
set_buttons (GalleyLostBar *self, gboolean sensitive)
{
  gboolean there = g_file_test (galley_session_get_path (self->session), G_FILE_TEST_EXISTS);

  gtk_info_bar_set_response_sensitive (GTK_INFO_BAR (self), OPEN_KEPT, sensitive);
  gtk_info_bar_set_response_sensitive (GTK_INFO_BAR (self), OPEN_OTHER, sensitive && there);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyLostBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gboolean is_whole = FALSE;
  int next = self->next;

  self->next = 0;
  if (self->session == NULL)
    return;
  set_buttons (self, TRUE);
  if (!galley_kept_copy_finish (result, &is_whole, &error))
    {
      text = g_strdup_printf (
          _ ("What you have could not be kept: %s. Leave this window open, and copy "
             "what you were writing."),
          error->message);
      gtk_label_set_text (self->text, text);
      return;
    }
  name = g_filename_display_basename (self->path);
  if (is_whole)
    text = g_strdup_printf (_ ("Nothing more is written there. All that you have is kept in “%s”."),
                            name);
  else
    text = g_strdup_printf (
        _ ("Nothing more is written there. What you were writing is kept in “%s”."), name);
  gtk_label_set_text (self->text, text);
  if (next == 0)
    return;
  if (next == OPEN_KEPT)
    open_path (self->path);
  if (next == OPEN_OTHER)
    open_path (galley_session_get_path (self->session));
  g_signal_emit (self, leave_signal, 0);
}

static void
keep (GalleyLostBar *self, int next)
{
  GalleyPost *post =
      galley_draft_get_id (self->draft) != 0 ? galley_draft_copy_post (self->draft) : NULL;

  self->next = next;
  set_buttons (self, FALSE);
  galley_kept_copy_async (self->session, self->path, post, kept_cb, g_object_ref (self));
}

static void
lost_cb (GalleyLostBar *self)
{
  const char *path = galley_session_get_path (self->session);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = NULL;

  if (self->path != NULL)
    return;
  self->path = galley_kept_copy_get_path (path, now);
  title = g_strdup_printf (there ? _ ("“%s” was replaced or written over by another program")
                                 : _ ("“%s” is not there any more: it was deleted or moved, or its "
                                      "disk is gone"),
                           name);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, _ ("Keeping what you have…"));
  gtk_widget_show (GTK_WIDGET (self));
  keep (self, 0);
}

static void
galley_lost_bar_response (GtkInfoBar *bar, int response)
{
  if (response == OPEN_KEPT || response == OPEN_OTHER)
    keep (GALLEY_LOST_BAR (bar), response);
}

static void
galley_lost_bar_dispose (GObject *object)
{
  galley_lost_bar_set_draft (GALLEY_LOST_BAR (object), NULL, NULL);
  G_OBJECT_CLASS (galley_lost_bar_parent_class)->dispose (object);
}

static void
galley_lost_bar_class_init (GalleyLostBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_lost_bar_dispose;
  GTK_INFO_BAR_CLASS (class)->response = galley_lost_bar_response;
  leave_signal = g_signal_new ("leave", GALLEY_TYPE_LOST_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
add_line (GtkContainer *box)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_container_add (box, label);
  return GTK_LABEL (label);
}

static void
galley_lost_bar_init (GalleyLostBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  PangoAttrList *bold = pango_attr_list_new ();

  self->title = add_line (GTK_CONTAINER (box));
  self->text = add_line (GTK_CONTAINER (box));
  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (self->title, bold);
  pango_attr_list_unref (bold);
  gtk_widget_show_all (box);
  gtk_container_add (GTK_CONTAINER (gtk_info_bar_get_content_area (GTK_INFO_BAR (self))), box);
  gtk_info_bar_set_message_type (GTK_INFO_BAR (self), GTK_MESSAGE_WARNING);
  gtk_info_bar_add_button (GTK_INFO_BAR (self), _ ("Open What Was _Kept"), OPEN_KEPT);
  gtk_info_bar_add_button (GTK_INFO_BAR (self), _ ("Open the _Other File"), OPEN_OTHER);
}

/**
 * galley_lost_bar_set_draft:
 * @bar: the bar
 * @session: (nullable): whose file is watched; %NULL: no project is open any more
 * @draft: (nullable): what is being written there
 */
void
galley_lost_bar_set_draft (GalleyLostBar *bar, GalleySession *session, GalleyDraft *draft)
{
  if (bar->session != NULL)
    g_signal_handlers_disconnect_by_data (bar->session, bar);
  g_set_object (&bar->session, session);
  g_set_object (&bar->draft, draft);
  g_clear_pointer (&bar->path, g_free);
  gtk_widget_hide (GTK_WIDGET (bar));
  if (session != NULL)
    g_signal_connect_swapped (session, "lost", G_CALLBACK (lost_cb), bar);
}

/**
 * galley_lost_bar_keep:
 * @bar: the bar
 *
 * The window is about to be closed: where the file was lost, what was typed since is kept first,
 * and "leave" emitted then.
 *
 * Returns: whether that is so, and the window has to wait
 */
gboolean
galley_lost_bar_keep (GalleyLostBar *bar)
{
  if (bar->path == NULL)
    return FALSE;
  keep (bar, LEAVE);
  return TRUE;
}
