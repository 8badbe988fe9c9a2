/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-comments-pane-private.h"

/* How many of each kind are offered. */
#define N_OFFERED 5

/* What is asked for the list of choices. */
typedef struct
{
  GalleyCommentsPane *pane; /* on the main thread only */
  guint generation;
  char *typed;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->pane);
  g_free (asking->typed);
  g_free (asking);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static GalleyCommentChoice *
copy_choice (const GalleyCommentChoice *choice)
{
  return galley_comment_choice_new (choice->kind, choice->id, choice->text, choice->email);
}

static const char *
name_kind (GalleyChoiceKind kind)
{
  switch (kind)
    {
    case GALLEY_CHOICE_READER:
      return _ ("Reader");
    case GALLEY_CHOICE_POST:
      return _ ("Post");
    case GALLEY_CHOICE_PLACE:
      return _ ("Place");
    case GALLEY_CHOICE_RULE:
    default:
      return _ ("Rule");
    }
}

static const char *
name_choice (const GalleyCommentChoice *choice)
{
  if (*choice->text != '\0')
    return choice->text;
  if (*choice->email != '\0')
    return choice->email;
  return choice->kind == GALLEY_CHOICE_POST ? _ ("Untitled") : _ ("Without a name");
}

/* Returns: (transfer full): the filters that are set, for another thread */
GPtrArray *
galley_comments_pane_copy_choices (GalleyCommentsPane *self)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_choice_free);

  for (guint i = 0; i < self->choices->len; i++)
    g_ptr_array_add (copies, copy_choice (g_ptr_array_index (self->choices, i)));
  return copies;
}

static void remove_cb (GalleyCommentsPane *self, GtkWidget *chip);

static GtkWidget *
make_chip (GalleyCommentsPane *self, const GalleyCommentChoice *choice)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  /* Translators: a filter of comments: "Place: Rome" */
  g_autofree char *text =
      g_strdup_printf (_ ("%s: %s"), name_kind (choice->kind), name_choice (choice));
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *cross = gtk_image_new_from_icon_name ("window-close-symbolic", GTK_ICON_SIZE_MENU);
  /* Translators: a filter of comments that can be taken away: "Remove the filter Place: Rome" */
  g_autofree char *name = g_strdup_printf (_ ("Remove the filter %s: %s"), name_kind (choice->kind),
                                           name_choice (choice));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_container_add (GTK_CONTAINER (box), cross);
  gtk_container_add (GTK_CONTAINER (chip), box);
  gtk_style_context_add_class (gtk_widget_get_style_context (chip), "galley-filter");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (chip, name);
  atk_object_set_name (gtk_widget_get_accessible (chip), name);
  g_object_set_data (G_OBJECT (chip), "kind", GINT_TO_POINTER (choice->kind));
  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (remove_cb), self);
  gtk_widget_show_all (chip);
  return chip;
}

static void
show_chips (GalleyCommentsPane *self)
{
  gtk_container_foreach (GTK_CONTAINER (self->chips), (GtkCallback) gtk_widget_destroy, NULL);
  for (guint i = 0; i < self->choices->len; i++)
    gtk_container_add (GTK_CONTAINER (self->chips),
                       make_chip (self, g_ptr_array_index (self->choices, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->choices->len > 0);
}

static void
forget_kind (GalleyCommentsPane *self, GalleyChoiceKind kind)
{
  for (guint i = self->choices->len; i > 0; i--)
    if (((const GalleyCommentChoice *) g_ptr_array_index (self->choices, i - 1))->kind == kind)
      g_ptr_array_remove_index (self->choices, i - 1);
}

static void
remove_cb (GalleyCommentsPane *self, GtkWidget *chip)
{
  forget_kind (self,
               (GalleyChoiceKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "kind")));
  show_chips (self);
  galley_comments_pane_focus (self);
  galley_comments_pane_start_over (self);
}

/* Shows only what has to do with @choice, within what is shown. Takes @choice. */
void
galley_comments_pane_narrow (GalleyCommentsPane *self, GalleyCommentChoice *choice)
{
  gint64 id = galley_comments_pane_get_id (self);

  forget_kind (self, choice->kind);
  g_ptr_array_add (self->choices, choice);
  show_chips (self);
  galley_comments_pane_start_over (self);
  self->wanted = id;
  galley_comments_pane_focus (self);
}

/* Takes all filters and the search away; the comment in view stays in view. */
void
galley_comments_pane_widen (GalleyCommentsPane *self)
{
  gint64 id = galley_comments_pane_get_id (self);

  g_ptr_array_set_size (self->choices, 0);
  show_chips (self);
  g_signal_handlers_block_by_func (self->search, galley_comments_pane_start_over, self);
  gtk_entry_set_text (GTK_ENTRY (self->search), "");
  g_signal_handlers_unblock_by_func (self->search, galley_comments_pane_start_over, self);
  galley_comments_pane_start_over (self);
  self->wanted = id;
  galley_comments_pane_focus (self);
}

static GtkWidget *
make_row (const GalleyCommentChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_label_new (name_choice (choice));
  /* Translators: what a filter of comments is, and how many it leaves: "Reader · 12" */
  g_autofree char *detail =
      choice->count > 0 ? g_strdup_printf (_ ("%s · %u"), name_kind (choice->kind), choice->count)
                        : g_strdup (name_kind (choice->kind));
  g_autofree char *name =
      g_strdup_printf (_ ("%s: %s"), name_kind (choice->kind), name_choice (choice));
  GtkWidget *kind = gtk_label_new (detail);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 26);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_style_context_add_class (gtk_widget_get_style_context (kind), "dim-label");
  gtk_style_context_add_class (gtk_widget_get_style_context (kind), "galley-count");
  gtk_container_add (GTK_CONTAINER (box), text);
  gtk_container_add (GTK_CONTAINER (box), kind);
  g_object_set (box, "margin", 6, NULL);
  gtk_container_add (GTK_CONTAINER (row), box);
  atk_object_set_name (gtk_widget_get_accessible (row), name);
  if (*choice->email != '\0')
    gtk_widget_set_tooltip_text (row, choice->email);
  g_object_set_data_full (G_OBJECT (row), "choice", copy_choice (choice),
                          (GDestroyNotify) galley_comment_choice_free);
  gtk_widget_show_all (row);
  return row;
}

static gpointer
find_job (GalleyProject *project, gpointer typed, GCancellable *cancellable, GError **error)
{
  return galley_project_find_choices (project, typed, N_OFFERED, cancellable, error);
}

static void
show_choices (GalleyCommentsPane *self, GPtrArray *choices)
{
  gtk_container_foreach (GTK_CONTAINER (self->offered), (GtkCallback) gtk_widget_destroy, NULL);
  for (guint i = 0; i < choices->len; i++)
    gtk_container_add (GTK_CONTAINER (self->offered), make_row (g_ptr_array_index (choices, i)));
  gtk_list_box_select_row (self->offered, gtk_list_box_get_row_at_index (self->offered, 0));
}

static void
choose (GalleyCommentsPane *self, GtkListBoxRow *row)
{
  const GalleyCommentChoice *choice =
      row != NULL ? g_object_get_data (G_OBJECT (row), "choice") : NULL;
  g_autoptr (GalleyCommentChoice) copy = choice != NULL ? copy_choice (choice) : NULL;

  gtk_popover_popdown (gtk_menu_button_get_popover (self->narrow));
  if (copy != NULL)
    galley_comments_pane_narrow (self, g_steal_pointer (&copy));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  GalleyCommentsPane *self = asking->pane;
  g_autoptr (GPtrArray) choices = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);

  if (asking->generation != self->choice_generation)
    return;
  self->offering = FALSE;
  if (choices == NULL)
    return;
  show_choices (self, choices);
  if (self->choose_first && gtk_widget_is_visible (self->typed))
    choose (self, gtk_list_box_get_selected_row (self->offered));
}

static void
offer (GalleyCommentsPane *self)
{
  Asking *asking;

  if (self->session == NULL)
    return;
  self->offering = TRUE;
  self->choose_first = FALSE;
  asking = g_new0 (Asking, 1);
  asking->pane = g_object_ref (self);
  asking->generation = ++self->choice_generation;
  asking->typed = g_strdup (gtk_entry_get_text (GTK_ENTRY (self->typed)));
  galley_session_run_async (self->session, GALLEY_LANE_READ, find_job, asking->typed, NULL,
                            (GDestroyNotify) g_ptr_array_unref, NULL, found_cb, asking);
}

static void
row_activated_cb (GalleyCommentsPane *self, GtkListBoxRow *row)
{
  choose (self, row);
}

/* Who types fast presses Enter before the list has followed: it is what is found then that is
 * chosen, never what the list showed before. */
static void
entry_activated_cb (GalleyCommentsPane *self)
{
  if (self->offering)
    self->choose_first = TRUE;
  else
    choose (self, gtk_list_box_get_selected_row (self->offered));
}

/* Up and Down go through the list while one types. */
static gboolean
entry_key_cb (GalleyCommentsPane *self, GdkEventKey *event)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->offered);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (event->keyval != GDK_KEY_Down && event->keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->offered,
                                       index + (event->keyval == GDK_KEY_Down ? 1 : -1));
  if (row != NULL)
    gtk_list_box_select_row (self->offered, row);
  return GDK_EVENT_STOP;
}

static void
shown_cb (GalleyCommentsPane *self)
{
  gtk_entry_set_text (GTK_ENTRY (self->typed), "");
  offer (self);
  gtk_widget_grab_focus (self->typed);
}

/* Opens the list of what comments can be filtered by. */
void
galley_comments_pane_choose_filter (GalleyCommentsPane *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->narrow), TRUE);
}

static void
only_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyCommentsPane *self = user_data;
  const char *const names[] = { "reader", "post", "place", "rule" };

  for (int kind = 0; kind <= GALLEY_CHOICE_RULE; kind++)
    if (g_str_equal (g_variant_get_string (parameter, NULL), names[kind]))
      {
        GalleyCommentChoice *choice =
            galley_comment_view_make_choice (self->view, (GalleyChoiceKind) kind);

        if (choice != NULL)
          galley_comments_pane_narrow (self, choice);
        else
          galley_comments_pane_tell (self, _ ("The comment in view has none"));
      }
}

static void
widen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_comments_pane_widen (user_data);
}

static GtkWidget *
make_popover (GalleyCommentsPane *self)
{
  GtkWidget *popover = gtk_popover_new (GTK_WIDGET (self->narrow));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroll = gtk_scrolled_window_new (NULL, NULL);

  self->typed = gtk_search_entry_new ();
  self->offered = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->typed), _ ("Reader, post, place or rule"));
  atk_object_set_name (gtk_widget_get_accessible (self->typed), _ ("Filter by"));
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->offered)), _ ("Filters"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroll, 320, 300);
  gtk_container_add (GTK_CONTAINER (scroll), GTK_WIDGET (self->offered));
  gtk_container_add (GTK_CONTAINER (box), self->typed);
  gtk_container_add (GTK_CONTAINER (box), scroll);
  gtk_widget_set_vexpand (scroll, TRUE);
  g_object_set (box, "margin", 9, NULL);
  gtk_container_add (GTK_CONTAINER (popover), box);
  gtk_widget_show_all (box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->typed, "changed", G_CALLBACK (offer), self);
  g_signal_connect_swapped (self->typed, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect_swapped (self->typed, "key-press-event", G_CALLBACK (entry_key_cb), self);
  g_signal_connect_swapped (self->offered, "row-activated", G_CALLBACK (row_activated_cb), self);
  return popover;
}

static const GActionEntry actions[] = {
  { "only", only_cb, "s", NULL, NULL, { 0 } },
  { "widen", widen_cb, NULL, NULL, NULL, { 0 } },
};

/* Makes what the template cannot: the list of choices, and the actions of the comment's menu. */
void
galley_comments_pane_set_up_filters (GalleyCommentsPane *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_choice_free);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "comments", G_ACTION_GROUP (group));
  gtk_menu_button_set_popover (self->narrow, make_popover (self));
}
