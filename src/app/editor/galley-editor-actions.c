/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-editor-private.h"
#include "galley-format.h"

static GtkTextBuffer *
get_buffer (GalleyEditor *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
done (GalleyEditor *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);

  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (get_buffer (self)));
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

static void
wrap_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  galley_format_wrap (get_buffer (self), g_str_equal (name, "bold")     ? "**"
                                         : g_str_equal (name, "italic") ? "*"
                                                                        : "`");
  done (self);
}

static void
link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;

  galley_format_link (get_buffer (self));
  done (self);
}

static void
prefix_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  galley_format_prefix_lines (get_buffer (self), g_str_equal (name, "quote")     ? "> "
                                                 : g_str_equal (name, "bullets") ? "- "
                                                                                 : "1. ");
  done (self);
}

static void
heading_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyEditor *self = user_data;

  galley_format_heading (get_buffer (self));
  done (self);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_find_bar_open (GALLEY_EDITOR (user_data)->find_bar, FALSE);
}

static void
replace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_find_bar_open (GALLEY_EDITOR (user_data)->find_bar, TRUE);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_find_bar_next (GALLEY_EDITOR (user_data)->find_bar);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_find_bar_previous (GALLEY_EDITOR (user_data)->find_bar);
}

static const GActionEntry actions[] = {
  { "bold", wrap_cb, NULL, NULL, NULL },      { "italic", wrap_cb, NULL, NULL, NULL },
  { "code", wrap_cb, NULL, NULL, NULL },      { "link", link_cb, NULL, NULL, NULL },
  { "quote", prefix_cb, NULL, NULL, NULL },   { "bullets", prefix_cb, NULL, NULL, NULL },
  { "numbers", prefix_cb, NULL, NULL, NULL }, { "heading", heading_cb, NULL, NULL, NULL },
  { "find", find_cb, NULL, NULL, NULL },      { "replace", replace_cb, NULL, NULL, NULL },
  { "find-next", next_cb, NULL, NULL, NULL }, { "find-previous", previous_cb, NULL, NULL, NULL },
};

/**
 * galley_editor_add_actions:
 * @editor: the editor
 *
 * Gives the editor its actions, as "editor" in every widget it stands in; the window puts them
 * where its keys find them.
 */
void
galley_editor_add_actions (GalleyEditor *editor)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), editor);
  gtk_widget_insert_action_group (GTK_WIDGET (editor), "editor", G_ACTION_GROUP (group));
}
