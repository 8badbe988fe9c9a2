/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-record-model.h"

#include <string.h>

#define PAGE_ROWS 64
#define FIRST_ROWS 20    /* what a window shows of a list, or most of it */
#define MAX_RECORDS 8192 /* kept at once */

/* A list that comes gradually has so many rows more than those that were looked at, where it has
 * more than are worth the trouble. */
#define MORE_ROWS 1024
#define FEW_ROWS 8192

struct _GalleyRecordModel
{
  GObject parent_instance;
  const GalleyRecordClass *class;
  GalleySession *session;
  GArray *ids;
  GHashTable *records; /* id to record; shared with the predecessor */
  char *words;         /* that were looked for; or NULL */
  GHashTable *asked;   /* numbers of the pages that were fetched, or are being */
  guint n_rows;        /* of the ids, from the first on: those that a view knows */
  guint grow_idle;
  int stamp;
};

/* A page on its way. */
typedef struct
{
  GalleyRecordModel *model;
  GArray *ids;
  guint first;
} Fetch;

static void galley_record_model_tree_init (GtkTreeModelIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyRecordModel,
                               galley_record_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_TREE_MODEL,
                                                      galley_record_model_tree_init))

static void
fetch_free (Fetch *fetch)
{
  g_clear_object (&fetch->model);
  g_clear_pointer (&fetch->ids, g_array_unref);
  g_free (fetch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
set_iter (GalleyRecordModel *self, GtkTreeIter *iter, guint row)
{
  iter->stamp = self->stamp;
  iter->user_data = GUINT_TO_POINTER (row);
}

static void
row_changed (GalleyRecordModel *self, guint row)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) row, -1);
  GtkTreeIter iter;

  set_iter (self, &iter, row);
  gtk_tree_model_row_changed (GTK_TREE_MODEL (self), path, &iter);
}

/* Tells the view of rows up to @n. */
static void
show_rows (GalleyRecordModel *self, guint n)
{
  g_clear_handle_id (&self->grow_idle, g_source_remove);
  while (self->n_rows < n)
    {
      g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) self->n_rows, -1);
      GtkTreeIter iter;

      set_iter (self, &iter, self->n_rows++);
      gtk_tree_model_row_inserted (GTK_TREE_MODEL (self), path, &iter);
    }
}

static gboolean
grow_cb (gpointer user_data)
{
  GalleyRecordModel *self = user_data;

  self->grow_idle = 0;
  show_rows (self, MIN (self->n_rows + MORE_ROWS, self->ids->len));
  return G_SOURCE_REMOVE;
}

/* Where @row is near the end of what the view knows, it is told more; not now, for it is looking.
 */
static void
follow_look (GalleyRecordModel *self, guint row)
{
  if (self->n_rows < self->ids->len && row + MORE_ROWS / 2 > self->n_rows && self->grow_idle == 0)
    self->grow_idle = g_idle_add (grow_cb, self);
}

/* The keys of the table are the ids themselves, on the heap: a gint64 need not fit a pointer. */
static void
keep_record (GalleyRecordModel *self, gint64 id, gpointer record)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  g_hash_table_replace (self->records, key, record);
}

/* Rows may have come or gone since they were asked for. */
static gboolean
is_in_row (GalleyRecordModel *self, gint64 id, guint row)
{
  return row < self->n_rows && g_array_index (self->ids, gint64, row) == id;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GPtrArray) records = galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  GalleyRecordModel *self = fetch->model;

  if (records == NULL) /* asked again when the row is looked at again */
    {
      g_hash_table_remove (self->asked, GUINT_TO_POINTER (fetch->first / PAGE_ROWS));
      return;
    }
  if (g_hash_table_size (self->records) > MAX_RECORDS)
    {
      g_hash_table_remove_all (self->records);
      g_hash_table_remove_all (self->asked);
      g_hash_table_add (self->asked, GUINT_TO_POINTER (fetch->first / PAGE_ROWS));
    }
  for (guint i = 0; i < records->len && i < fetch->ids->len; i++)
    if (g_ptr_array_index (records, i) != NULL)
      {
        keep_record (self, g_array_index (fetch->ids, gint64, i),
                     g_steal_pointer (&g_ptr_array_index (records, i)));
        if (is_in_row (self, g_array_index (fetch->ids, gint64, i), fetch->first + i))
          row_changed (self, fetch->first + i);
      }
}

static void
found_query_free (gpointer data)
{
  GalleyFoundQuery *query = data;

  g_array_unref (query->ids);
  g_free (query->words);
  g_free (query);
}

static void
start_fetch (GalleyRecordModel *self, Fetch *fetch)
{
  gboolean found = self->words != NULL && self->class->fetch_found != NULL;
  gpointer data = NULL;

  if (found)
    {
      GalleyFoundQuery *query = g_new0 (GalleyFoundQuery, 1);

      query->ids = g_array_ref (fetch->ids);
      query->words = g_strdup (self->words);
      data = query;
    }
  else
    data = g_array_ref (fetch->ids);
  galley_session_run_async (self->session, GALLEY_LANE_READ,
                            found ? self->class->fetch_found : self->class->fetch, data,
                            found ? found_query_free : (GDestroyNotify) g_array_unref,
                            (GDestroyNotify) g_ptr_array_unref, NULL, fetched_cb, fetch);
}

static void
ask_for_page (GalleyRecordModel *self, guint number)
{
  guint first = number * PAGE_ROWS;
  guint n = MIN (PAGE_ROWS, self->ids->len - first);
  Fetch *fetch;

  if (!g_hash_table_add (self->asked, GUINT_TO_POINTER (number)))
    return;
  fetch = g_new0 (Fetch, 1);
  fetch->model = g_object_ref (self);
  fetch->first = first;
  fetch->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_array_append_vals (fetch->ids, &g_array_index (self->ids, gint64, first), n);
  start_fetch (self, fetch);
}

static GtkTreeModelFlags
model_get_flags (GtkTreeModel *model)
{
  return GTK_TREE_MODEL_LIST_ONLY;
}

static int
model_get_n_columns (GtkTreeModel *model)
{
  return 1 + (int) GALLEY_RECORD_MODEL (model)->class->n_texts;
}

static GType
model_get_column_type (GtkTreeModel *model, int column)
{
  return column == 0 ? G_TYPE_INT64 : G_TYPE_STRING;
}

static gboolean
model_get_iter (GtkTreeModel *model, GtkTreeIter *iter, GtkTreePath *path)
{
  GalleyRecordModel *self = GALLEY_RECORD_MODEL (model);
  int row = gtk_tree_path_get_indices (path)[0];

  if (gtk_tree_path_get_depth (path) != 1 || row < 0 || (guint) row >= self->n_rows)
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
  GalleyRecordModel *self = GALLEY_RECORD_MODEL (model);
  guint row = GPOINTER_TO_UINT (iter->user_data);
  gint64 id = g_array_index (self->ids, gint64, row);
  gconstpointer record;

  follow_look (self, row);
  g_value_init (value, model_get_column_type (model, column));
  if (column == 0)
    {
      g_value_set_int64 (value, id);
      return;
    }
  ask_for_page (self, row / PAGE_ROWS);
  record = g_hash_table_lookup (self->records, &id);
  if (record == NULL)
    g_value_set_static_string (value, "");
  else
    g_value_take_string (value, self->class->describe (record, (guint) column - 1));
}

static gboolean
model_iter_nth_child (GtkTreeModel *model, GtkTreeIter *iter, GtkTreeIter *parent, int n)
{
  GalleyRecordModel *self = GALLEY_RECORD_MODEL (model);

  if (parent != NULL || n < 0 || (guint) n >= self->n_rows)
    return FALSE;
  set_iter (self, iter, (guint) n);
  return TRUE;
}

static gboolean
model_iter_next (GtkTreeModel *model, GtkTreeIter *iter)
{
  return model_iter_nth_child (model, iter, NULL, GPOINTER_TO_INT (iter->user_data) + 1);
}

static gboolean
model_iter_previous (GtkTreeModel *model, GtkTreeIter *iter)
{
  return model_iter_nth_child (model, iter, NULL, GPOINTER_TO_INT (iter->user_data) - 1);
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
  return iter == NULL ? (int) GALLEY_RECORD_MODEL (model)->n_rows : 0;
}

static gboolean
model_iter_parent (GtkTreeModel *model, GtkTreeIter *iter, GtkTreeIter *child)
{
  return FALSE;
}

static void
galley_record_model_finalize (GObject *object)
{
  GalleyRecordModel *self = GALLEY_RECORD_MODEL (object);

  g_clear_handle_id (&self->grow_idle, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  G_OBJECT_CLASS (galley_record_model_parent_class)->finalize (object);
}

static void
galley_record_model_tree_init (GtkTreeModelIface *iface)
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
galley_record_model_class_init (GalleyRecordModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_record_model_finalize;
}

static void
galley_record_model_init (GalleyRecordModel *self)
{
  self->asked = g_hash_table_new (NULL, NULL);
  self->stamp = (int) g_random_int ();
}

/**
 * galley_record_model_new:
 * @class: what kind of records; outlives the model
 * @session: where they are
 * @ids: (transfer full): of gint64, in the order of the rows
 * @previous: (nullable): a model of the same kind, whose records are shown until newer ones come
 *
 * Returns: (transfer full): a model of these records
 */
GalleyRecordModel *
galley_record_model_new (const GalleyRecordClass *class,
                         GalleySession *session,
                         GArray *ids,
                         GalleyRecordModel *previous)
{
  GalleyRecordModel *self = g_object_new (GALLEY_TYPE_RECORD_MODEL, NULL);

  self->class = class;
  self->session = g_object_ref (session);
  self->ids = ids;
  self->n_rows = ids->len;
  self->records = previous != NULL && previous->session == session
                      ? g_hash_table_ref (previous->records)
                      : g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, class->free);
  return self;
}

/**
 * galley_record_model_show_gradually:
 * @model: a model that nobody looks at yet
 * @row: that must be there from the start; or -1
 *
 * Has a view of a long list see the first rows alone, up to @row at least, and more of them as it
 * comes near their end: a view walks over all rows of a new model, and of one that goes, which
 * takes a frame and more where there are 100,000.
 */
void
galley_record_model_show_gradually (GalleyRecordModel *model, int row)
{
  if (model->ids->len > FEW_ROWS)
    model->n_rows = MIN (model->ids->len, (guint) MAX (row, 0) + MORE_ROWS);
}

/**
 * galley_record_model_show_all:
 * @model: a model
 *
 * Has the view see all rows now.
 */
void
galley_record_model_show_all (GalleyRecordModel *model)
{
  show_rows (model, model->ids->len);
}

/**
 * galley_record_class_fetch_first:
 * @class: what kind of records
 * @project: a project, on a lane's thread
 * @ids: of a list
 * @words: (nullable): what it was found by
 * @cancellable: (nullable): to stop
 * @error: of the class
 *
 * Fetches the records of a list's first rows, so that the list is drawn whole when it comes.
 *
 * Returns: (transfer full) (nullable): for galley_record_model_take_first()
 */
GPtrArray *
galley_record_class_fetch_first (const GalleyRecordClass *class,
                                 GalleyProject *project,
                                 const GArray *ids,
                                 const char *words,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  GalleyFoundQuery query = { first, (char *) words };

  if (ids->len > 0)
    g_array_append_vals (first, ids->data, MIN (ids->len, FIRST_ROWS));
  return words != NULL && class->fetch_found != NULL
             ? class->fetch_found (project, &query, cancellable, error)
             : class->fetch (project, first, cancellable, error);
}

/**
 * galley_record_model_take_first:
 * @model: a model that nobody looks at yet
 * @records: (nullable): of its first rows, with their class's function to free them; the model
 * takes what is in it
 *
 * Has the model know the records of its first rows.
 */
void
galley_record_model_take_first (GalleyRecordModel *model, GPtrArray *records)
{
  for (guint i = 0; records != NULL && i < records->len && i < model->ids->len; i++)
    if (g_ptr_array_index (records, i) != NULL)
      keep_record (model, g_array_index (model->ids, gint64, i),
                   g_steal_pointer (&g_ptr_array_index (records, i)));
}

/**
 * galley_record_model_set_words:
 * @model: a model that nobody looks at yet
 * @words: (nullable): what its rows were found by
 *
 * Has the records say where these words are in them.
 */
void
galley_record_model_set_words (GalleyRecordModel *model, const char *words)
{
  g_free (model->words);
  model->words = g_strdup (words);
}

/**
 * galley_record_model_has_words:
 * @model: a model
 * @words: (nullable): words; "" is none
 *
 * Returns: whether the rows show where these words are
 */
gboolean
galley_record_model_has_words (GalleyRecordModel *model, const char *words)
{
  return g_strcmp0 (model->words != NULL ? model->words : "", words != NULL ? words : "") == 0;
}

/**
 * galley_record_model_get_length:
 * @model: a model
 *
 * Returns: how many rows it has
 */
guint
galley_record_model_get_length (GalleyRecordModel *model)
{
  return model->ids->len;
}

/**
 * galley_record_model_get_id:
 * @model: a model
 * @row: from 0
 *
 * Returns: the id of the record in the row
 */
gint64
galley_record_model_get_id (GalleyRecordModel *model, guint row)
{
  g_return_val_if_fail (row < model->ids->len, 0);
  return g_array_index (model->ids, gint64, row);
}

/**
 * galley_record_model_find:
 * @model: a model
 * @id: of a record
 *
 * Returns: its row, or -1
 */
int
galley_record_model_find (GalleyRecordModel *model, gint64 id)
{
  const gint64 *ids = (const gint64 *) model->ids->data;

  for (guint i = 0; i < model->ids->len; i++)
    if (ids[i] == id)
      return (int) i;
  return -1;
}

/**
 * galley_record_model_has_ids:
 * @model: a model
 * @ids: of gint64
 *
 * Returns: whether the rows are just these
 */
gboolean
galley_record_model_has_ids (GalleyRecordModel *model, GArray *ids)
{
  return ids->len == model->ids->len &&
         (ids->len == 0 || memcmp (ids->data, model->ids->data, ids->len * sizeof (gint64)) == 0);
}

/* How many rows may come or go in one place, and in how many places, for a list to be the same list
 * still. */
#define MAX_STEP 64
#define MAX_STEPS 64

/* Rows that go (@n below 0) or come at @row. */
typedef struct
{
  guint row;
  int n;
} Change;

/* How many rows go from @before and come into @after until both go on alike; FALSE where it is
 * much. */
static gboolean
find_next_common (const GArray *before, guint i, const GArray *after, guint k, int *gone, int *come)
{
  guint most_gone = MIN (MAX_STEP, before->len - i);
  guint most_come = MIN (MAX_STEP, after->len - k);

  for (guint g = 0; g < most_gone; g++)
    for (guint c = 0; c < most_come; c++)
      if (g_array_index (before, gint64, i + g) == g_array_index (after, gint64, k + c))
        {
          *gone = (int) g;
          *come = (int) c;
          return TRUE;
        }
  *gone = (int) (before->len - i);
  *come = (int) (after->len - k);
  return *gone <= MAX_STEP && *come <= MAX_STEP;
}

static void
add_change (GArray *changes, guint row, int n)
{
  Change change = { row, n };

  if (n != 0)
    g_array_append_val (changes, change);
}

/* What makes @before into @after, in the order in which it is to be done; NULL where it is much. */
static GArray *
compare_lists (const GArray *before, const GArray *after)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  guint i = 0;
  guint k = 0;

  while (i < before->len || k < after->len)
    {
      int gone, come;

      if (i < before->len && k < after->len &&
          g_array_index (before, gint64, i) == g_array_index (after, gint64, k))
        {
          i++;
          k++;
          continue;
        }
      if (changes->len >= MAX_STEPS || !find_next_common (before, i, after, k, &gone, &come))
        return NULL;
      add_change (changes, k, -gone);
      add_change (changes, k, come);
      i += (guint) gone;
      k += (guint) come;
    }
  return g_steal_pointer (&changes);
}

static void
remove_row (GalleyRecordModel *self, guint row)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) row, -1);

  g_array_remove_index (self->ids, row);
  if (row >= self->n_rows)
    return;
  self->n_rows--;
  gtk_tree_model_row_deleted (GTK_TREE_MODEL (self), path);
}

static void
insert_row (GalleyRecordModel *self, guint row, gint64 id)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) row, -1);
  GtkTreeIter iter;

  g_array_insert_val (self->ids, row, id);
  if (row > self->n_rows || (row == self->n_rows && row + 1 < self->ids->len))
    return;
  self->n_rows++;
  set_iter (self, &iter, row);
  gtk_tree_model_row_inserted (GTK_TREE_MODEL (self), path, &iter);
}

/**
 * galley_record_model_follow:
 * @model: a model
 * @ids: of gint64: what its rows shall be
 *
 * Has rows come and go where few do, which costs a view of 100,000 rows nothing, while another
 * model costs it a walk over all.
 *
 * Returns: whether the rows are @ids now; else nothing was changed
 */
gboolean
galley_record_model_follow (GalleyRecordModel *model, GArray *ids)
{
  g_autoptr (GArray) changes = compare_lists (model->ids, ids);

  if (changes == NULL)
    return FALSE;
  if (changes->len > 0)
    g_hash_table_remove_all (model->asked); /* the pages begin elsewhere from now on */
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      for (int n = 0; n < -change->n; n++)
        remove_row (model, change->row);
      for (int n = 0; n < change->n; n++)
        insert_row (model, change->row + (guint) n,
                    g_array_index (ids, gint64, change->row + (guint) n));
    }
  return TRUE;
}

/**
 * galley_record_model_refresh:
 * @model: a model
 * @id: of a record, or 0 for all
 *
 * Fetches again what was fetched; until then the rows show what they did.
 */
void
galley_record_model_refresh (GalleyRecordModel *model, gint64 id)
{
  int row = id == 0 ? -1 : galley_record_model_find (model, id);
  g_autoptr (GList) pages = NULL;

  if (id != 0 && row < 0)
    return;
  pages = g_hash_table_get_keys (model->asked);
  for (GList *page = pages; page != NULL; page = page->next)
    {
      guint number = GPOINTER_TO_UINT (page->data);

      if (id != 0 && number != (guint) row / PAGE_ROWS)
        continue;
      g_hash_table_remove (model->asked, page->data);
      ask_for_page (model, number);
    }
}
