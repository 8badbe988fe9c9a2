/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-record-model.h"

/* What a view knows of the rows: how many there are, by what it is told. */
static void
inserted_cb (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, GArray *seen)
{
  gint64 id;

  gtk_tree_model_get (model, iter, 0, &id, -1);
  g_array_insert_val (seen, (guint) gtk_tree_path_get_indices (path)[0], id);
}

static void
deleted_cb (GtkTreeModel *model, GtkTreePath *path, GArray *seen)
{
  g_array_remove_index (seen, (guint) gtk_tree_path_get_indices (path)[0]);
}

static GArray *
copy (const GArray *ids)
{
  GArray *other = g_array_new (FALSE, FALSE, sizeof (gint64));

  return g_array_append_vals (other, ids->data, ids->len);
}

/* Takes some rows away and puts new ones in, in a few places. */
static GArray *
change (const GArray *ids, GRand *rand, gint64 *next)
{
  GArray *other = copy (ids);

  for (int n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    {
      guint row = (guint) g_rand_int_range (rand, 0, (int) other->len + 1);
      guint some = (guint) g_rand_int_range (rand, 0, 5);
      guint gone = MIN (some, other->len - row);

      g_array_remove_range (other, row, gone);
      if (g_rand_boolean (rand))
        {
          g_array_insert_val (other, row, *next);
          ++*next;
        }
    }
  return other;
}

static GalleyRecordModel *
make_model (const GArray *ids, GArray *seen)
{
  static const GalleyRecordClass class = { .free = g_free, .n_texts = 1 };
  g_autoptr (GObject) session = g_object_new (G_TYPE_OBJECT, NULL); /* which is not asked */
  GalleyRecordModel *model =
      galley_record_model_new (&class, (GalleySession *) (gpointer) session, copy (ids), NULL);

  g_signal_connect (model, "row-inserted", G_CALLBACK (inserted_cb), seen);
  g_signal_connect (model, "row-deleted", G_CALLBACK (deleted_cb), seen);
  return model;
}

static void
a_view_sees_the_rows_that_come_and_go (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) seen = NULL;
  g_autoptr (GalleyRecordModel) model = NULL;
  gint64 next = 1;

  for (; next <= 300; next++)
    g_array_append_val (ids, next);
  seen = copy (ids);
  model = make_model (ids, seen);
  for (int round = 0; round < 500; round++)
    {
      g_autoptr (GArray) after = change (ids, rand, &next);

      g_assert_true (galley_record_model_follow (model, after));
      g_assert_true (galley_record_model_has_ids (model, after));
      g_assert_cmpmem (seen->data, seen->len * 8, after->data, after->len * 8);
      if (after->len > 50)
        {
          g_array_unref (ids);
          ids = g_steal_pointer (&after);
        }
      else
        galley_record_model_follow (model, ids);
    }
}

static void
another_list_is_not_followed (void)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) seen = NULL;
  g_autoptr (GalleyRecordModel) model = NULL;

  for (gint64 id = 1; id <= 300; id++)
    g_array_append_val (ids, id);
  for (gint64 id = 300; id > 0; id--)
    g_array_append_val (others, id);
  seen = copy (ids);
  model = make_model (ids, seen);
  g_assert_false (galley_record_model_follow (model, others));
  g_assert_true (galley_record_model_has_ids (model, ids));
  g_assert_cmpmem (seen->data, seen->len * 8, ids->data, ids->len * 8);
}

static GArray *
make_ids (gint64 n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= n; id++)
    g_array_append_val (ids, id);
  return ids;
}

/* Looks at a row, and waits for what the model has to tell then. */
static void
look_at (GalleyRecordModel *model, guint row)
{
  GtkTreeIter iter;
  gint64 id;

  g_assert_true (gtk_tree_model_iter_nth_child (GTK_TREE_MODEL (model), &iter, NULL, (int) row));
  gtk_tree_model_get (GTK_TREE_MODEL (model), &iter, 0, &id, -1);
  g_assert_cmpint (id, ==, row + 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static guint
count_rows (GalleyRecordModel *model)
{
  return (guint) gtk_tree_model_iter_n_children (GTK_TREE_MODEL (model), NULL);
}

static void
a_long_list_comes_as_one_goes_through_it (void)
{
  g_autoptr (GArray) ids = make_ids (20000);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GalleyRecordModel) model = make_model (ids, seen);
  guint first;

  galley_record_model_show_gradually (model, -1);
  first = count_rows (model);
  g_assert_cmpuint (first, <, 2000);
  g_assert_cmpuint (galley_record_model_get_length (model), ==, 20000);
  g_array_append_vals (seen, ids->data, first);
  look_at (model, 0);
  g_assert_cmpuint (count_rows (model), ==, first);
  while (count_rows (model) < 20000)
    {
      guint before = count_rows (model);

      look_at (model, before - 1);
      g_assert_cmpuint (count_rows (model), >, before);
      g_assert_cmpuint (count_rows (model), ==, seen->len);
    }
  g_assert_cmpmem (seen->data, seen->len * 8, ids->data, ids->len * 8);
}

static void
a_row_that_must_be_there_is (void)
{
  g_autoptr (GArray) ids = make_ids (20000);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GalleyRecordModel) model = make_model (ids, seen);

  galley_record_model_show_gradually (model, 15000);
  g_assert_cmpuint (count_rows (model), >, 15000);
}

static void
all_rows_come_where_they_are_asked_for (void)
{
  g_autoptr (GArray) ids = make_ids (20000);
  g_autoptr (GArray) seen = copy (ids);
  g_autoptr (GalleyRecordModel) model = make_model (ids, seen);

  galley_record_model_show_gradually (model, -1);
  g_array_set_size (seen, count_rows (model));
  galley_record_model_show_all (model);
  g_assert_cmpmem (seen->data, seen->len * 8, ids->data, ids->len * 8);
}

static void
rows_that_no_view_saw_come_and_go_unseen (void)
{
  g_autoptr (GArray) ids = make_ids (20000);
  g_autoptr (GArray) after = copy (ids);
  g_autoptr (GArray) seen = copy (ids);
  g_autoptr (GalleyRecordModel) model = make_model (ids, seen);
  gint64 news = 90000;

  galley_record_model_show_gradually (model, -1);
  g_array_set_size (seen, count_rows (model));
  g_array_remove_index (after, 10000);
  g_array_insert_val (after, 19000, news);
  g_array_insert_val (after, seen->len, news);
  g_array_insert_val (after, 5, news);
  g_array_remove_index (after, 7);
  g_assert_true (galley_record_model_follow (model, after));
  g_assert_true (galley_record_model_has_ids (model, after));
  g_assert_cmpuint (count_rows (model), ==, seen->len);
  galley_record_model_show_all (model);
  g_assert_cmpmem (seen->data, seen->len * 8, after->data, after->len * 8);
}

static void
a_short_list_comes_at_once (void)
{
  g_autoptr (GArray) ids = make_ids (3000);
  g_autoptr (GalleyRecordModel) model = make_model (ids, NULL);

  galley_record_model_show_gradually (model, -1);
  g_assert_cmpuint (count_rows (model), ==, 3000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/records/a_view_sees_the_rows_that_come_and_go",
                   a_view_sees_the_rows_that_come_and_go);
  g_test_add_func ("/app/records/another_list_is_not_followed", another_list_is_not_followed);
  g_test_add_func ("/app/records/a_long_list_comes_as_one_goes_through_it",
                   a_long_list_comes_as_one_goes_through_it);
  g_test_add_func ("/app/records/a_row_that_must_be_there_is", a_row_that_must_be_there_is);
  g_test_add_func ("/app/records/all_rows_come_where_they_are_asked_for",
                   all_rows_come_where_they_are_asked_for);
  g_test_add_func ("/app/records/rows_that_no_view_saw_come_and_go_unseen",
                   rows_that_no_view_saw_come_and_go_unseen);
  g_test_add_func ("/app/records/a_short_list_comes_at_once", a_short_list_comes_at_once);
  return g_test_run ();
}
