/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-actions.h"

#include "galley-footnote.h"
#include "galley-format.h"
#include "galley-link-picker.h"
#include "galley-table-edit.h"
#include "galley-text-cursor.h"

struct _GalleyTextActions
{
  GObject parent_instance;
  GalleyTextView *view; /* (unowned), as what follows: its owner has this too */
  GalleyFindBar *find_bar;
  GalleyPictureInserter *pictures;
  GtkWidget *link_picker; /* a GalleyLinkPicker, over the view */
  GalleySession *session;
};

G_DEFINE_FINAL_TYPE (GalleyTextActions, galley_text_actions, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (GalleyTextActions *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static gboolean
can_write (GalleyTextActions *self)
{
  return gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view));
}

static void
done (GalleyTextActions *self)
{
  galley_text_cursor_show (GTK_TEXT_VIEW (self->view));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* What each of the simple actions does to the text. */
static void
format (GtkTextBuffer *buffer, const char *name)
{
  if (g_str_equal (name, "bold"))
    galley_format_wrap (buffer, "**");
  else if (g_str_equal (name, "italic"))
    galley_format_wrap (buffer, "*");
  else if (g_str_equal (name, "strike"))
    galley_format_wrap (buffer, "~~");
  else if (g_str_equal (name, "code"))
    galley_format_code (buffer);
  else if (g_str_equal (name, "quote"))
    galley_format_prefix_lines (buffer, "> ");
  else if (g_str_equal (name, "bullets"))
    galley_format_prefix_lines (buffer, "- ");
  else if (g_str_equal (name, "numbers"))
    galley_format_prefix_lines (buffer, "1. ");
  else if (g_str_equal (name, "heading"))
    galley_format_heading (buffer);
  else if (g_str_equal (name, "footnote"))
    galley_footnote_go (buffer);
  else if (g_str_equal (name, "table") && !galley_table_tidy_at_cursor (buffer))
    galley_table_insert (buffer);
}

static void
format_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyTextActions *self = user_data;

  if (!can_write (self))
    return;
  format (get_buffer (self), g_action_get_name (G_ACTION (action)));
  done (self);
}

static void
heading_level_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyTextActions *self = user_data;

  if (!can_write (self))
    return;
  galley_format_heading_level (get_buffer (self), MIN (6, g_variant_get_uint32 (parameter)));
  done (self);
}

static void
link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyTextActions *self = user_data;

  if (can_write (self) && self->session != NULL)
    galley_link_picker_open (GALLEY_LINK_PICKER (self->link_picker), self->session);
}

static void
picture_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyTextActions *self = user_data;

  if (can_write (self))
    galley_picture_inserter_choose (self->pictures);
}

/* Also where the keyboard is in the title: there, everything is plain. */
static void
paste_plain_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyTextActions *self = user_data;
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self->view));
  GtkWidget *focus = GTK_IS_WINDOW (window) ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;

  if (GTK_IS_EDITABLE (focus))
    gtk_editable_paste_clipboard (GTK_EDITABLE (focus));
  else if (can_write (self))
    galley_text_view_paste (self->view, TRUE);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_find_bar_open (GALLEY_TEXT_ACTIONS (user_data)->find_bar, FALSE);
}

static void
replace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_find_bar_open (GALLEY_TEXT_ACTIONS (user_data)->find_bar, TRUE);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_find_bar_next (GALLEY_TEXT_ACTIONS (user_data)->find_bar);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_find_bar_previous (GALLEY_TEXT_ACTIONS (user_data)->find_bar);
}

static const GActionEntry actions[] = {
  { "bold", format_cb, NULL, NULL, NULL },
  { "italic", format_cb, NULL, NULL, NULL },
  { "strike", format_cb, NULL, NULL, NULL },
  { "code", format_cb, NULL, NULL, NULL },
  { "quote", format_cb, NULL, NULL, NULL },
  { "bullets", format_cb, NULL, NULL, NULL },
  { "numbers", format_cb, NULL, NULL, NULL },
  { "heading", format_cb, NULL, NULL, NULL },
  { "heading-level", heading_level_cb, "u", NULL, NULL },
  { "table", format_cb, NULL, NULL, NULL },
  { "footnote", format_cb, NULL, NULL, NULL },
  { "link", link_cb, NULL, NULL, NULL },
  { "picture", picture_cb, NULL, NULL, NULL },
  { "paste-plain", paste_plain_cb, NULL, NULL, NULL },
  { "find", find_cb, NULL, NULL, NULL },
  { "replace", replace_cb, NULL, NULL, NULL },
  { "find-next", next_cb, NULL, NULL, NULL },
  { "find-previous", previous_cb, NULL, NULL, NULL },
};

static void
galley_text_actions_finalize (GObject *object)
{
  g_clear_object (&GALLEY_TEXT_ACTIONS (object)->session);
  G_OBJECT_CLASS (galley_text_actions_parent_class)->finalize (object);
}

static void
galley_text_actions_class_init (GalleyTextActionsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_text_actions_finalize;
}

static void
galley_text_actions_init (GalleyTextActions *self)
{
}

/**
 * galley_text_actions_set_session:
 * @self: the actions
 * @session: (nullable): the project whose posts a link may go to
 */
void
galley_text_actions_set_session (GalleyTextActions *self, GalleySession *session)
{
  g_set_object (&self->session, session);
}

/**
 * galley_text_actions_new:
 * @view: the text
 * @find_bar: finds in it
 * @pictures: puts pictures into it
 * @group: gets the actions; they live as long as what is returned does
 *
 * Returns: (transfer full): the actions
 */
GalleyTextActions *
galley_text_actions_new (GalleyTextView *view,
                         GalleyFindBar *find_bar,
                         GalleyPictureInserter *pictures,
                         GActionMap *group)
{
  GalleyTextActions *self = g_object_new (GALLEY_TYPE_TEXT_ACTIONS, NULL);

  self->view = view;
  self->find_bar = find_bar;
  self->pictures = pictures;
  self->link_picker = galley_link_picker_new (GTK_TEXT_VIEW (view));
  g_action_map_add_action_entries (group, actions, G_N_ELEMENTS (actions), self);
  return self;
}
