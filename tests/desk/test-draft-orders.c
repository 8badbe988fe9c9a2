/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every order of two events at each point of a save, and longer ones at random: whatever happens,
 * each word that was typed ends in a revision of the post that it was typed in. */
#include <string.h>

#include "draft-fixture.h"

#define N_RANDOM 400
#define RANDOM_LENGTH 8

/* A word that was typed. */
typedef struct
{
  gint64 post;
  char *word;
  gboolean undone; /* before it was saved: nobody asks for it any more */
} Word;

/* One order of events. */
typedef struct
{
  Desk *desk;
  GArray *words; /* of Word */
  guint n_typed;
  Hold *hold;         /* NULL: the disk is not slow */
  gboolean full;      /* the disk is */
  GString *described; /* for a test that fails */
} Order;

typedef void (*Event) (Order *order);

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->word);
}

static void
type_event (Order *order)
{
  Word word = { galley_draft_get_id (order->desk->draft), NULL, FALSE };
  static guint number;

  if (word.post == 0)
    return;
  word.word = g_strdup_printf ("[%u]", ++number);
  desk_type (order->desk, word.word);
  g_array_append_val (order->words, word);
}

/* The last word is taken back, where it is on the screen. */
static void
undo_event (Order *order)
{
  Desk *desk = order->desk;

  for (guint i = order->words->len; i > 0; i--)
    {
      Word *word = &g_array_index (order->words, Word, i - 1);
      const char *found = strstr (desk->text->str, word->word);

      if (word->post != galley_draft_get_id (desk->draft) || found == NULL)
        continue;
      g_string_erase (desk->text, found - desk->text->str, (gssize) strlen (word->word));
      galley_draft_touch_text (desk->draft);
      word->undone = TRUE;
      return;
    }
}

static void
title_event (Order *order)
{
  g_autofree char *title = g_strdup_printf ("Title %u", order->n_typed++);

  galley_draft_set_title (order->desk->draft, title);
}

static void
tags_event (Order *order)
{
  g_autoptr (GalleyPost) post = NULL;

  if (galley_draft_get_id (order->desk->draft) == 0)
    return;
  post = galley_post_copy (galley_draft_get_post (order->desk->draft));
  g_strfreev (post->tags);
  post->tags = g_strsplit ("mine", ",", -1);
  galley_draft_set_properties (order->desk->draft, post);
}

static void
switch_event (Order *order)
{
  Desk *desk = order->desk;

  galley_draft_open (desk->draft,
                     galley_draft_get_id (desk->draft) == desk->first ? desk->second : desk->first);
}

static void
new_event (Order *order)
{
  galley_draft_begin (order->desk->draft);
}

static void
close_event (Order *order)
{
  galley_draft_close (order->desk->draft);
}

static void
flush_event (Order *order)
{
  galley_draft_flush_async (order->desk->draft, NULL, NULL, NULL);
}

/* A command: all that was typed is saved, then the job runs. */
typedef struct
{
  Desk *desk;
  GalleySessionFunc func;
  gint64 post;
} Command;

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Command *command = user_data;

  if (galley_draft_flush_finish (GALLEY_DRAFT (source), result, NULL))
    desk_run (command->desk, command->func, command->post, "command");
}

static void
command (Order *order, GalleySessionFunc func)
{
  Command *data = g_new0 (Command, 1);

  *data = (Command){ order->desk, func, galley_draft_get_id (order->desk->draft) };
  if (data->post == 0)
    data->post = order->desk->first;
  galley_draft_flush_async (order->desk->draft, NULL, flushed_cb, data);
}

static gpointer
publish_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  galley_project_publish_post (project, ((DeskJob *) data)->post, NULL, error);
  return NULL;
}

static gpointer
trash_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  galley_project_trash_post (project, ((DeskJob *) data)->post, error);
  return NULL;
}

/* Saves an older version as the working copy; the history keeps the one that was. */
static gpointer
bring_back (GalleyProject *project, GalleyPost *old, GError **error)
{
  if (old != NULL)
    galley_project_save_post (project, old, GALLEY_SAVE_REVISION, error);
  return NULL;
}

static gpointer
discard_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyPost) old =
      galley_project_load_post (project, ((DeskJob *) data)->post, GALLEY_VERSION_PUBLISHED, error);

  return bring_back (project, old, error);
}

static gpointer
restore_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) revisions =
      galley_project_list_revisions (project, ((DeskJob *) data)->post, error);
  const GalleyRevision *first = g_ptr_array_index (revisions, revisions->len - 1);
  g_autoptr (GalleyPost) old = galley_project_load_revision (project, first->id, error);

  return bring_back (project, old, error);
}

static void
publish_event (Order *order)
{
  command (order, publish_job);
}

static void
discard_event (Order *order)
{
  command (order, discard_job);
}

static void
restore_event (Order *order)
{
  command (order, restore_job);
}

static void
trash_event (Order *order)
{
  command (order, trash_job);
}

static void
bulk_event (Order *order)
{
  command (order, desk_tag_job);
}

/* Somebody changes the text who asks nobody. */
static void
outside_event (Order *order)
{
  desk_run (order->desk, desk_write_job, order->desk->first, "somebody else's");
}

static void
slow_event (Order *order)
{
  if (order->hold == NULL)
    order->hold = fixture_hold (&order->desk->project);
}

static void
fast_event (Order *order)
{
  if (order->hold != NULL)
    fixture_let_go (g_steal_pointer (&order->hold));
  desk_settle (order->desk);
}

static void
full_event (Order *order)
{
  if (!order->full)
    desk_sql (order->desk, "CREATE TRIGGER full BEFORE UPDATE ON body BEGIN"
                           " SELECT RAISE (ABORT, 'the disk is full'); END");
  order->full = TRUE;
}

static void
room_event (Order *order)
{
  if (order->full)
    desk_sql (order->desk, "DROP TRIGGER full");
  order->full = FALSE;
}

static const struct
{
  const char *name;
  Event happen;
} events[] = {
  { "type", type_event },       { "undo", undo_event },       { "title", title_event },
  { "tags", tags_event },       { "switch", switch_event },   { "new", new_event },
  { "close", close_event },     { "flush", flush_event },     { "publish", publish_event },
  { "discard", discard_event }, { "restore", restore_event }, { "trash", trash_event },
  { "bulk", bulk_event },       { "outside", outside_event }, { "slow", slow_event },
  { "fast", fast_event },       { "full", full_event },       { "room", room_event },
};

/* What was read and done up to now is told; what the slow disk holds is not. */
static void
look (Order *order)
{
  if (order->hold == NULL)
    desk_settle (order->desk);
  else
    desk_wait (1);
}

static void
happen (Order *order, gsize event)
{
  g_string_append_printf (order->described, " %s", events[event].name);
  events[event].happen (order);
}

/* What cannot be saved is told as long as it is so. */
static void
check_told (Order *order)
{
  Desk *desk = order->desk;

  if (galley_draft_get_state (desk->draft) == GALLEY_DRAFT_FAILED)
    g_assert_nonnull (galley_draft_get_error (desk->draft));
  if (!galley_draft_is_saved (desk->draft))
    g_assert_cmpint (galley_draft_get_state (desk->draft), !=, GALLEY_DRAFT_SAVED);
}

static void
check_words (Order *order)
{
  for (guint i = 0; i < order->words->len; i++)
    {
      const Word *word = &g_array_index (order->words, Word, i);

      if (!word->undone && !desk_has (order->desk, word->post, word->word))
        g_error ("%s, typed in post %d, is lost:%s", word->word, (int) word->post,
                 order->described->str);
    }
}

/* The screen shows what the project has. */
static void
check_screen (Order *order)
{
  Desk *desk = order->desk;
  g_autoptr (GalleyPost) post = NULL;

  if (galley_draft_get_id (desk->draft) == 0)
    return;
  post = desk_load (desk, galley_draft_get_id (desk->draft));
  if (!g_str_equal (post->body, desk->text->str))
    g_error ("“%s” is shown, and “%s” is saved:%s", desk->text->str, post->body,
             order->described->str);
  if (!g_str_equal (post->title, galley_draft_get_post (desk->draft)->title))
    g_error ("“%s” is the title on the screen, and “%s” is saved:%s",
             galley_draft_get_post (desk->draft)->title, post->title, order->described->str);
}

/* The disk is well again, and the window is closed as a window is. */
static void
end (Order *order)
{
  Desk *desk = order->desk;

  check_told (order);
  room_event (order);
  fast_event (order);
  while (!galley_draft_is_saved (desk->draft))
    {
      g_assert_true (desk_flush (desk));
      desk_settle (desk);
    }
  desk_settle (desk);
  g_assert_cmpint (galley_draft_get_state (desk->draft), ==, GALLEY_DRAFT_SAVED);
  check_words (order);
  check_screen (order);
}

static void
begin (Order *order, Desk *desk, const char *point)
{
  *order = (Order){ .desk = desk, .described = g_string_new (point) };
  order->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (order->words, clear_word);
  desk_new_posts (desk);
  desk_new_draft (desk);
  desk_open (desk, desk->first);
  type_event (order);
}

static void
clear (Order *order)
{
  desk_drop_draft (order->desk);
  desk_settle (order->desk);
  g_array_unref (order->words);
  g_string_free (order->described, TRUE);
}

/* Where the save of the first word is when the two events come. */
static const char *const points[] = { "not begun:", "under way:", "ended:", "failed:" };

static void
bring_to (Order *order, gsize point)
{
  switch (point)
    {
    case 1:
      slow_event (order);
      flush_event (order);
      break;
    case 2:
      desk_flush (order->desk);
      break;
    case 3:
      full_event (order);
      g_assert_false (desk_flush (order->desk));
      break;
    default:
      break;
    }
}

/* @looking: something else of the main thread happens between the two. */
static void
try_pair (Desk *desk, gsize point, gsize one, gsize two, gboolean looking)
{
  Order order;

  begin (&order, desk, points[point]);
  bring_to (&order, point);
  happen (&order, one);
  if (looking)
    look (&order);
  happen (&order, two);
  check_told (&order);
  type_event (&order);
  if (looking)
    look (&order);
  end (&order);
  clear (&order);
}

static void
test_nothing_typed_is_lost_in_any_order_of_two_events (Desk *desk, gconstpointer data)
{
  guint n_orders = 0;

  desk_drop_draft (desk);
  for (gsize point = 0; point < G_N_ELEMENTS (points); point++)
    for (gsize one = 0; one < G_N_ELEMENTS (events); one++)
      for (gsize two = 0; two < G_N_ELEMENTS (events); two++)
        for (int looking = 0; looking <= 1; looking++, n_orders++)
          try_pair (desk, point, one, two, looking != 0);
  g_test_message ("%u orders of two events", n_orders);
}

static void
test_nothing_typed_is_lost_in_longer_orders (Desk *desk, gconstpointer data)
{
  desk_drop_draft (desk);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      Order order;

      begin (&order, desk, "at random:");
      for (guint j = 0; j < RANDOM_LENGTH; j++)
        {
          happen (&order, (gsize) g_test_rand_int_range (0, G_N_ELEMENTS (events)));
          if (g_test_rand_bit ())
            type_event (&order);
          if (g_test_rand_bit ())
            look (&order);
          check_told (&order);
        }
      end (&order);
      clear (&order);
    }
  g_test_message ("%u orders of %u events", N_RANDOM, RANDOM_LENGTH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/desk/draft-orders/nothing_typed_is_lost_in_any_order_of_two_events", Desk, NULL,
              desk_set_up, test_nothing_typed_is_lost_in_any_order_of_two_events, desk_tear_down);
  g_test_add ("/desk/draft-orders/nothing_typed_is_lost_in_longer_orders", Desk, NULL, desk_set_up,
              test_nothing_typed_is_lost_in_longer_orders, desk_tear_down);
  return g_test_run ();
}
