/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-list.h"

#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-filter-chips.h"
#include "galley-filter-picker.h"

/* What a row of filters shows; the first is all but the trash. */
static const int statuses[] = { -1, GALLEY_POST_DRAFT, GALLEY_POST_SCHEDULED, GALLEY_POST_PUBLISHED,
                                GALLEY_POST_TRASH };

struct _GalleyPostList
{
  GtkBox parent_instance;
  GtkListBox *filters;
  GtkLabel *counts[G_N_ELEMENTS (statuses)]; /* by row of filters */
  GtkMenuButton *filter_button;
  GalleyFilterPicker *picker;
  GalleyFilterChips *chips;
  GtkLabel *summary;
  GtkStack *stack;
  GalleyPostRows *rows;
  GtkImage *empty_icon;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GtkButton *empty_clear;
  GtkActionBar *bar;
  GtkLabel *bar_label;
  GMenuModel *menu;

  GalleySession *session;
  GalleyPostQuery *query;
  gboolean loaded; /* "loaded" was emitted for this session */
};

enum
{
  LOADED,
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPostList, galley_post_list, GTK_TYPE_BOX)

static int
current_row (GalleyPostList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->filters);

  return row != NULL
             ? CLAMP (gtk_list_box_row_get_index (row), 0, (int) G_N_ELEMENTS (statuses) - 1)
             : 0;
}

/* How many posts were found: of a search that still looks, only that it does. */
static void
show_summary (GalleyPostList *self)
{
  guint n = galley_post_rows_count (self->rows);
  g_autofree char *text = NULL;

  if (!galley_post_query_is_complete (self->query))
    text = g_strdup (_ ("Searching…"));
  else if (galley_post_query_get_words (self->query) != NULL ||
           galley_post_query_has_facets (self->query))
    text = g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
  else
    text = g_strdup ("");
  gtk_label_set_text (self->summary, text);
}

static void
say_empty (GalleyPostList *self, const char *icon, const char *title, const char *text)
{
  gtk_image_set_from_icon_name (self->empty_icon, icon, GTK_ICON_SIZE_DIALOG);
  gtk_label_set_text (self->empty_title, title);
  gtk_label_set_text (self->empty_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_clear),
                          galley_post_query_has_facets (self->query));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* A list without rows says why, and what to do next. */
static void
show_empty (GalleyPostList *self)
{
  static const struct
  {
    const char *icon, *title, *text;
  } pages[G_N_ELEMENTS (statuses)] = {
    { "document-edit-symbolic", N_ ("No Posts Yet"), N_ ("Write the first one.") },
    { "document-edit-symbolic", N_ ("No Drafts"),
      N_ ("A new post is a draft until you publish it.") },
    { "alarm-symbolic", N_ ("Nothing Scheduled"),
      N_ ("Publish a post whose date is still to come, and it waits here.") },
    { "emblem-ok-symbolic", N_ ("Nothing Published"),
      N_ ("Published posts go out with the next export.") },
    { "user-trash-symbolic", N_ ("The Trash Is Empty"), N_ ("Posts that you delete stay here.") },
  };
  gboolean words = galley_post_query_get_words (self->query) != NULL;
  int row = current_row (self);

  if (galley_post_query_has_facets (self->query))
    say_empty (self, "edit-find-symbolic", _ ("No Posts Found"),
               words ? _ ("None has these words and filters.") : _ ("None has all these filters."));
  else if (words)
    say_empty (self, "edit-find-symbolic", _ ("No Posts Found"), _ ("Try fewer or other words."));
  else
    say_empty (self, pages[row].icon, _ (pages[row].title), _ (pages[row].text));
}

/* The bar at the foot, while several posts are selected. */
static void
show_bar (GalleyPostList *self)
{
  guint n = galley_post_rows_count_selected (self->rows);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), n > 1);
  if (n > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);

      gtk_label_set_text (self->bar_label, text);
    }
}

static void
counted_cb (GalleyPostList *self, const GalleyPostCounts *counts)
{
  const guint numbers[] = { counts->all, counts->drafts, counts->scheduled, counts->published,
                            counts->trash };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", numbers[i]);

      gtk_label_set_text (self->counts[i], text);
    }
}

static void
answered_cb (GalleyPostList *self, GArray *ids, GPtrArray *first)
{
  if (ids->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_empty (self);
  galley_post_rows_show (self->rows, ids, first, galley_post_query_get_words (self->query),
                         galley_post_query_is_another (self->query));
  show_bar (self);
  show_summary (self);
  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_signal_emit (self, signals[LOADED], 0);
    }
}

static void
failed_cb (GalleyPostList *self, gboolean searching, const char *why)
{
  say_empty (self, "dialog-error-symbolic",
             searching ? _ ("The Search Failed") : _ ("The Posts Could Not Be Read"), why);
}

static void
found_cb (GalleyPostList *self)
{
  g_signal_emit (self, signals[FOUND], 0);
}

static void
filter_selected_cb (GalleyPostList *self)
{
  galley_post_query_set_status (self->query, statuses[current_row (self)]);
}

static void
selection_changed_cb (GalleyPostList *self)
{
  show_bar (self);
}

static void
unselect_cb (GalleyPostList *self)
{
  galley_post_rows_unselect (self->rows);
}

static void
clear_cb (GalleyPostList *self)
{
  galley_post_list_clear_filters (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_button));
}

static void
filter_toggled_cb (GalleyPostList *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    galley_filter_picker_start (self->picker, self->session);
}

static void
facet_chosen_cb (GalleyPostList *self, const GalleyFacet *facet)
{
  galley_filter_chips_show (self->chips, facet);
  galley_post_query_set_facet (self->query, facet->kind, facet);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filter_button), FALSE);
}

static void
chip_removed_cb (GalleyPostList *self, GalleyFacetKind kind)
{
  galley_post_query_set_facet (self->query, kind, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_button));
}

static void
galley_post_list_dispose (GObject *object)
{
  GalleyPostList *self = GALLEY_POST_LIST (object);

  if (self->query != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->query, self);
      galley_post_query_set_session (self->query, NULL);
    }
  g_clear_object (&self->query);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_post_list_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, filters);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, picker);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, chips);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, rows);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_icon);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_title);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_text);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, empty_clear);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, bar_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostList, menu);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *name = g_strdup_printf ("count_%u", i);

      gtk_widget_class_bind_template_child_full (widget_class, g_intern_string (name), FALSE,
                                                 G_STRUCT_OFFSET (GalleyPostList, counts) +
                                                     (gssize) (i * sizeof (GtkLabel *)));
    }
}

static void
galley_post_list_class_init (GalleyPostListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (GALLEY_TYPE_FILTER_CHIPS);
  g_type_ensure (GALLEY_TYPE_FILTER_PICKER);
  g_type_ensure (GALLEY_TYPE_POST_ROWS);
  G_OBJECT_CLASS (class)->dispose = galley_post_list_dispose;
  signals[LOADED] = g_signal_new ("loaded", GALLEY_TYPE_POST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[FOUND] = g_signal_new ("found", GALLEY_TYPE_POST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GALLEY_RESOURCES "posts/galley-post-list.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, filter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, facet_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, unselect_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
}

static void
galley_post_list_init (GalleyPostList *self)
{
  self->query = galley_post_query_new (galley_post_rows_fetch_first);
  g_signal_connect_swapped (self->query, "counted", G_CALLBACK (counted_cb), self);
  g_signal_connect_swapped (self->query, "answered", G_CALLBACK (answered_cb), self);
  g_signal_connect_swapped (self->query, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->query, "found", G_CALLBACK (found_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  galley_post_rows_set_menu (self->rows, self->menu);
  gtk_list_box_select_row (self->filters, gtk_list_box_get_row_at_index (self->filters, 0));
}

/**
 * galley_post_list_set_session:
 * @list: a list
 * @session: (nullable): what it shows the posts of
 *
 * Shows another project.
 */
void
galley_post_list_set_session (GalleyPostList *list, GalleySession *session)
{
  g_set_object (&list->session, session);
  list->loaded = FALSE;
  galley_filter_chips_clear (list->chips);
  galley_post_rows_set_session (list->rows, session);
  show_bar (list);
  galley_post_query_set_session (list->query, session);
}

/**
 * galley_post_list_get_rows:
 * @list: a list
 *
 * Returns: (transfer none): its rows, which live as long as it
 */
GalleyPostRows *
galley_post_list_get_rows (GalleyPostList *list)
{
  return list->rows;
}

/**
 * galley_post_list_set_search:
 * @list: a list
 * @text: (nullable): words
 *
 * Shows only what has these words.
 */
void
galley_post_list_set_search (GalleyPostList *list, const char *text)
{
  galley_post_query_set_words (list->query, text);
}

/**
 * galley_post_list_set_sort:
 * @list: a list
 * @sort: the order; by part it is only while the list is filtered by a series
 *
 * Puts the list in order.
 */
void
galley_post_list_set_sort (GalleyPostList *list, GalleyPostSort sort)
{
  galley_post_query_set_sort (list->query, sort);
}

/**
 * galley_post_list_show_filters:
 * @list: a list
 *
 * Lets the person choose what to filter the list by.
 */
void
galley_post_list_show_filters (GalleyPostList *list)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (list->filter_button), TRUE);
}

/**
 * galley_post_list_clear_filters:
 * @list: a list
 *
 * Shows all posts of the status again, whatever their series, tag, author and year.
 */
void
galley_post_list_clear_filters (GalleyPostList *list)
{
  galley_filter_chips_clear (list->chips);
  galley_post_query_clear_facets (list->query);
}

/**
 * galley_post_list_shows_trash:
 * @list: a list
 *
 * Returns: whether its posts are those in the trash
 */
gboolean
galley_post_list_shows_trash (GalleyPostList *list)
{
  return galley_post_query_get_status (list->query) == GALLEY_POST_TRASH;
}

/**
 * galley_post_list_is_searching:
 * @list: a list
 *
 * Returns: whether nothing is shown yet of what was searched for; "found" follows
 */
gboolean
galley_post_list_is_searching (GalleyPostList *list)
{
  return galley_post_query_is_searching (list->query);
}
