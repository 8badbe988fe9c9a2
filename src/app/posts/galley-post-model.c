/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-model.h"

#include <glib/gi18n.h>

#define PAGE_ROWS 64
#define MAX_PAGES 64 /* kept at once; the oldest goes first */

/* The records of PAGE_ROWS rows. */
typedef struct
{
  guint number;
  GPtrArray *posts; /* of GalleyPost, some may be NULL; NULL: not come yet */
  gboolean asked;   /* a job is under way */
} Page;

struct _GalleyPostModel
{
  GObject parent_instance;
  GalleySession *session;
  GArray *ids;
  GHashTable *pages; /* number to Page */
  GQueue order;      /* numbers, the newest page first */
  int stamp;
};

typedef struct
{
  GalleyPostModel *model; /* on the main thread only */
  guint number;
  GArray *ids;
} Fetch;

static void galley_post_model_tree_init (GtkTreeModelIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyPostModel,
                               galley_post_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_TREE_MODEL,
                                                      galley_post_model_tree_init))

static void
page_free (Page *page)
{
  g_clear_pointer (&page->posts, g_ptr_array_unref);
  g_free (page);
}

static gpointer
fetch_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return galley_project_load_posts (project, (gint64 *) ids->data, ids->len, GALLEY_VERSION_WORKING,
                                    error);
}

static void
set_iter (GalleyPostModel *self, GtkTreeIter *iter, guint row)
{
  iter->stamp = self->stamp;
  iter->user_data = GUINT_TO_POINTER (row);
}

static void
row_changed (GalleyPostModel *self, guint row)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) row, -1);
  GtkTreeIter iter;

  set_iter (self, &iter, row);
  gtk_tree_model_row_changed (GTK_TREE_MODEL (self), path, &iter);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (GalleyPostModel) self = g_steal_pointer (&fetch->model);
  g_autoptr (GPtrArray) posts = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (fetch->number));
  guint first = fetch->number * PAGE_ROWS;

  g_free (fetch);
  if (page == NULL)
    return;
  page->asked = FALSE;
  if (posts == NULL)
    return;
  g_clear_pointer (&page->posts, g_ptr_array_unref);
  page->posts = g_steal_pointer (&posts);
  for (guint i = 0; i < page->posts->len; i++)
    row_changed (self, first + i);
}

static void
page_ask (GalleyPostModel *self, Page *page)
{
  guint first = page->number * PAGE_ROWS;
  guint n = MIN (PAGE_ROWS, self->ids->len - first);
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_array_append_vals (ids, &g_array_index (self->ids, gint64, first), n);
  fetch->model = g_object_ref (self);
  fetch->number = page->number;
  page->asked = TRUE;
  galley_session_run_async (self->session, GALLEY_LANE_READ, fetch_job, ids,
                            (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                            NULL, fetched_cb, fetch);
}

static Page *
page_get (GalleyPostModel *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page != NULL)
    return page;
  if (g_queue_get_length (&self->order) >= MAX_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->order));
  page = g_new0 (Page, 1);
  page->number = number;
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
  g_queue_push_head (&self->order, GUINT_TO_POINTER (number));
  page_ask (self, page);
  return page;
}

static const GalleyPost *
get_post (GalleyPostModel *self, guint row)
{
  Page *page = page_get (self, row / PAGE_ROWS);

  if (page->posts == NULL || row % PAGE_ROWS >= page->posts->len)
    return NULL;
  return g_ptr_array_index (page->posts, row % PAGE_ROWS);
}

/* "Draft · October 13, 2009 · Travel Diary 2": what is out of the ordinary comes first. */
static char *
describe (const GalleyPost *post)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *date = NULL;

  if (post->status == GALLEY_POST_DRAFT)
    g_string_append_printf (text, "%s · ", _ ("Draft"));
  else if (post->status == GALLEY_POST_SCHEDULED)
    g_string_append_printf (text, "%s · ", _ ("Scheduled"));
  else if (post->status == GALLEY_POST_PUBLISHED && post->has_changes)
    g_string_append_printf (text, "%s · ", _ ("Changed"));
  if (post->kind == GALLEY_POST_KIND_PAGE)
    g_string_append_printf (text, "%s · ", _ ("Page"));
  /* Translators: a date in the list of posts, for g_date_time_format() */
  date = post->date != NULL ? g_date_time_format (post->date, _ ("%b %-e, %Y")) : NULL;
  if (date != NULL)
    g_string_append (text, date);
  if (post->series_id != 0 && post->series_title[0] != '\0')
    g_string_append_printf (text, " · %s %u", post->series_title, post->series_part);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkTreeModelFlags
model_get_flags (GtkTreeModel *model)
{
  return GTK_TREE_MODEL_LIST_ONLY | GTK_TREE_MODEL_ITERS_PERSIST;
}

static int
model_get_n_columns (GtkTreeModel *model)
{
  return GALLEY_POST_N_COLUMNS;
}

static GType
model_get_column_type (GtkTreeModel *model, int column)
{
  return column == GALLEY_POST_COLUMN_ID ? G_TYPE_INT64 : G_TYPE_STRING;
}

static gboolean
model_get_iter (GtkTreeModel *model, GtkTreeIter *iter, GtkTreePath *path)
{
  GalleyPostModel *self = GALLEY_POST_MODEL (model);
  int row = gtk_tree_path_get_indices (path)[0];

  if (gtk_tree_path_get_depth (path) != 1 || row < 0 || (guint) row >= self->ids->len)
    return FALSE;
  set_iter (self, iter, (guint) row);
  return TRUE;
}

static GtkTreePath *
model_get_path (GtkTreeModel *model, GtkTreeIter *iter)
{
  return gtk_tree_path_new_from_indices (GPOINTER_TO_INT (iter->user_data), -1);
}

static void
model_get_value (GtkTreeModel *model, GtkTreeIter *iter, int column, GValue *value)
{
  GalleyPostModel *self = GALLEY_POST_MODEL (model);
  guint row = GPOINTER_TO_UINT (iter->user_data);
  const GalleyPost *post;

  g_value_init (value, model_get_column_type (model, column));
  if (column == GALLEY_POST_COLUMN_ID)
    {
      g_value_set_int64 (value, g_array_index (self->ids, gint64, row));
      return;
    }
  post = get_post (self, row);
  if (post == NULL)
    g_value_set_static_string (value, "");
  else if (column == GALLEY_POST_COLUMN_DETAIL)
    g_value_take_string (value, describe (post));
  else
    g_value_set_string (value, post->title[0] != '\0' ? post->title : _ ("Untitled"));
}

static gboolean
model_iter_next (GtkTreeModel *model, GtkTreeIter *iter)
{
  GalleyPostModel *self = GALLEY_POST_MODEL (model);
  guint row = GPOINTER_TO_UINT (iter->user_data) + 1;

  if (row >= self->ids->len)
    return FALSE;
  set_iter (self, iter, row);
  return TRUE;
}

static gboolean
model_iter_previous (GtkTreeModel *model, GtkTreeIter *iter)
{
  guint row = GPOINTER_TO_UINT (iter->user_data);

  if (row == 0)
    return FALSE;
  set_iter (GALLEY_POST_MODEL (model), iter, row - 1);
  return TRUE;
}

static gboolean
model_iter_nth_child (GtkTreeModel *model, GtkTreeIter *iter, GtkTreeIter *parent, int n)
{
  GalleyPostModel *self = GALLEY_POST_MODEL (model);

  if (parent != NULL || n < 0 || (guint) n >= self->ids->len)
    return FALSE;
  set_iter (self, iter, (guint) n);
  return TRUE;
}

static gboolean
model_iter_children (GtkTreeModel *model, GtkTreeIter *iter, GtkTreeIter *parent)
{
  return model_iter_nth_child (model, iter, parent, 0);
}

static gboolean
model_iter_has_child (GtkTreeModel *model, GtkTreeIter *iter)
{
  return FALSE;
}

static int
model_iter_n_children (GtkTreeModel *model, GtkTreeIter *iter)
{
  return iter == NULL ? (int) GALLEY_POST_MODEL (model)->ids->len : 0;
}

static gboolean
model_iter_parent (GtkTreeModel *model, GtkTreeIter *iter, GtkTreeIter *child)
{
  return FALSE;
}

static void
galley_post_model_finalize (GObject *object)
{
  GalleyPostModel *self = GALLEY_POST_MODEL (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_queue_clear (&self->order);
  G_OBJECT_CLASS (galley_post_model_parent_class)->finalize (object);
}

static void
galley_post_model_tree_init (GtkTreeModelIface *iface)
{
  iface->get_flags = model_get_flags;
  iface->get_n_columns = model_get_n_columns;
  iface->get_column_type = model_get_column_type;
  iface->get_iter = model_get_iter;
  iface->get_path = model_get_path;
  iface->get_value = model_get_value;
  iface->iter_next = model_iter_next;
  iface->iter_previous = model_iter_previous;
  iface->iter_children = model_iter_children;
  iface->iter_has_child = model_iter_has_child;
  iface->iter_n_children = model_iter_n_children;
  iface->iter_nth_child = model_iter_nth_child;
  iface->iter_parent = model_iter_parent;
}

static void
galley_post_model_class_init (GalleyPostModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_post_model_finalize;
}

static void
galley_post_model_init (GalleyPostModel *self)
{
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) page_free);
  g_queue_init (&self->order);
  self->stamp = (int) g_random_int ();
}

/**
 * galley_post_model_new:
 * @session: where the posts are
 * @ids: (transfer full): of gint64, in the order of the rows
 *
 * Returns: (transfer full): a model of these posts
 */
GalleyPostModel *
galley_post_model_new (GalleySession *session, GArray *ids)
{
  GalleyPostModel *self = g_object_new (GALLEY_TYPE_POST_MODEL, NULL);

  self->session = g_object_ref (session);
  self->ids = ids;
  return self;
}

/**
 * galley_post_model_get_length:
 * @model: a model
 *
 * Returns: how many rows it has
 */
guint
galley_post_model_get_length (GalleyPostModel *model)
{
  return model->ids->len;
}

/**
 * galley_post_model_get_id:
 * @model: a model
 * @row: from 0
 *
 * Returns: the id of the post in the row
 */
gint64
galley_post_model_get_id (GalleyPostModel *model, guint row)
{
  g_return_val_if_fail (row < model->ids->len, 0);
  return g_array_index (model->ids, gint64, row);
}

/**
 * galley_post_model_find:
 * @model: a model
 * @id: of a post
 *
 * Returns: its row, or -1
 */
int
galley_post_model_find (GalleyPostModel *model, gint64 id)
{
  const gint64 *ids = (const gint64 *) model->ids->data;

  for (guint i = 0; i < model->ids->len; i++)
    if (ids[i] == id)
      return (int) i;
  return -1;
}

/**
 * galley_post_model_has_ids:
 * @model: a model
 * @ids: of gint64
 *
 * Returns: whether the rows are just these
 */
gboolean
galley_post_model_has_ids (GalleyPostModel *model, GArray *ids)
{
  return ids->len == model->ids->len &&
         memcmp (ids->data, model->ids->data, ids->len * sizeof (gint64)) == 0;
}

/**
 * galley_post_model_refresh:
 * @model: a model
 * @id: of a post, or 0 for all
 *
 * Fetches again what was fetched; until then the rows show what they did.
 */
void
galley_post_model_refresh (GalleyPostModel *model, gint64 id)
{
  int row = id == 0 ? -1 : galley_post_model_find (model, id);
  GHashTableIter iter;
  gpointer value;

  if (id != 0 && row < 0)
    return;
  g_hash_table_iter_init (&iter, model->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Page *page = value;

      if (id == 0 || page->number == (guint) row / PAGE_ROWS)
        page_ask (model, page);
    }
}
