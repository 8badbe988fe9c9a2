/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the preview shows after every order of what may happen to it. The page maker and the web
 * view are played here: both may be slow, fail, or end. */
#include "galley-preview-state.h"

#define POSTS 2

typedef enum
{
  TYPE,      /* a key in the text */
  RETITLE,   /* a change beside the text */
  RESTYLE,   /* a change of the theme */
  SWITCH,    /* the other post is opened */
  MADE,      /* the page that was asked for arrives */
  NOT_MADE,  /* it cannot be made */
  SHOWN,     /* what was given to the view is there */
  NOT_SHOWN, /* it could not be changed in place */
  RESTED,    /* the rest is over */
  END,       /* the web process ends */
  RELOAD,    /* the person asks for the page again */
  LEAVE,     /* a link to a page that is no post was followed */
  COMMENT,   /* another comment comes under review */
  N_EVENTS
} Event;

/* What a page says: each part has a number that grows with each change. */
typedef struct
{
  gint64 post;
  int text, title, style;
  gint64 comment; /* that is shown as if it were approved */
} Content;

typedef struct
{
  GalleyPreviewState *state;
  gint64 now;
  gint64 post;
  int text[POSTS + 1], title[POSTS + 1];
  int style;
  gboolean asked; /* a page is being made: this one */
  gboolean asked_text;
  Content made;
  gboolean showing; /* the view has something to do: to become this */
  gboolean loading;
  Content next;
  gboolean resting;
  Content view; /* what the view shows; post 0: none */
  gboolean alive;
  gboolean stopped; /* since the web process ended, until the person asks again */
  gboolean failed;  /* the last page could not be made, and nothing changed since */
  gint64 comment;
  gint64 moved_to;
} Preview;

static Content
current (Preview *preview)
{
  return (Content){ preview->post, preview->text[preview->post], preview->title[preview->post],
                    preview->style, preview->comment };
}

static void
ask (Preview *preview)
{
  if (!galley_preview_state_is_due (preview->state))
    return;
  g_assert_false (preview->asked || preview->showing || preview->resting);
  g_assert_false (preview->stopped);
  preview->asked = TRUE;
  preview->asked_text = galley_preview_state_ask (preview->state, preview->post, preview->now);
  preview->made = current (preview);
}

static void
change (Preview *preview, GalleyPreviewChange change)
{
  preview->failed = FALSE;
  galley_preview_state_change (preview->state, change);
  ask (preview);
}

static void
receive (Preview *preview)
{
  GalleyPreviewStep step = galley_preview_state_receive (preview->state, preview->made.post,
                                                         preview->asked_text, preview->now);

  preview->asked = FALSE;
  preview->showing = step != GALLEY_PREVIEW_DROP;
  preview->resting = step == GALLEY_PREVIEW_DROP;
  preview->loading = step == GALLEY_PREVIEW_LOAD;
  if (!preview->showing)
    return;
  g_assert_false (preview->stopped);
  preview->next = preview->made;
  if (step == GALLEY_PREVIEW_LOAD)
    {
      g_assert_false (galley_preview_state_is_loaded (preview->state));
      return;
    }
  /* Another page than that of the post is never patched, nor with other styles than its own. */
  g_assert_cmpint (preview->view.post, ==, preview->made.post);
  if (step == GALLEY_PREVIEW_PATCH_PAGE)
    g_assert_cmpint (preview->view.style, ==, preview->made.style);
  else
    {
      g_assert_true (preview->asked_text);
      preview->next.title = preview->view.title;
      preview->next.style = preview->view.style;
      preview->next.comment = preview->view.comment;
    }
}

static void
move_to_comment (Preview *preview)
{
  gint64 comment = galley_preview_state_take_comment (preview->state);

  if (comment == 0)
    return;
  g_assert_cmpint (comment, ==, preview->comment);
  g_assert_cmpint (comment, ==, preview->view.comment); /* it is there */
  g_assert_cmpint (comment, !=, preview->moved_to);     /* once */
  preview->moved_to = comment;
}

static void
show (Preview *preview, gboolean done)
{
  gboolean over;

  preview->showing = FALSE;
  if (done)
    preview->view = preview->next;
  over = preview->loading ? galley_preview_state_loaded (preview->state)
                          : galley_preview_state_patched (preview->state, done);
  g_assert_true (over);
  preview->resting = TRUE;
  move_to_comment (preview);
}

static void
end_process (Preview *preview)
{
  preview->alive = FALSE;
  preview->stopped = TRUE;
  preview->showing = FALSE;
  preview->view = (Content){ 0 };
  galley_preview_state_stop (preview->state);
}

static void
leave (Preview *preview)
{
  galley_preview_state_leave (preview->state);
  preview->view = (Content){ 0 };
  preview->failed = TRUE; /* no post's page is wanted until something changes */
  if (preview->showing)
    {
      preview->loading = TRUE; /* the link's page, in the place of what was being shown */
      preview->next = (Content){ 0 };
    }
  else
    g_assert_false (galley_preview_state_loaded (preview->state));
}

/* FALSE: it cannot happen now. */
static gboolean
happen (Preview *preview, Event event)
{
  preview->now += 1000;
  switch (event)
    {
    case TYPE:
      preview->text[preview->post]++;
      change (preview, GALLEY_PREVIEW_TEXT);
      return TRUE;
    case RETITLE:
      preview->title[preview->post]++;
      change (preview, GALLEY_PREVIEW_PAGE);
      return TRUE;
    case RESTYLE:
      preview->style++;
      change (preview, GALLEY_PREVIEW_STYLES);
      return TRUE;
    case SWITCH:
      preview->post = preview->post % POSTS + 1;
      change (preview, GALLEY_PREVIEW_PAGE);
      return TRUE;
    case MADE:
      if (!preview->asked)
        return FALSE;
      receive (preview);
      return TRUE;
    case NOT_MADE:
      if (!preview->asked)
        return FALSE;
      preview->asked = FALSE;
      preview->resting = TRUE;
      preview->view.post = 0; /* a message stands in its place */
      preview->failed = TRUE;
      galley_preview_state_fail (preview->state);
      return TRUE;
    case SHOWN:
    case NOT_SHOWN:
      if (!preview->showing || (event == NOT_SHOWN && preview->loading))
        return FALSE;
      show (preview, event == SHOWN);
      return TRUE;
    case RESTED:
      if (!preview->resting)
        return FALSE;
      preview->resting = FALSE;
      galley_preview_state_rested (preview->state);
      ask (preview);
      return TRUE;
    case END:
      if (!preview->alive)
        return FALSE;
      end_process (preview);
      return TRUE;
    case RELOAD:
      if (!preview->stopped)
        return FALSE;
      preview->stopped = FALSE;
      preview->alive = TRUE;
      preview->failed = FALSE;
      preview->moved_to = 0;
      galley_preview_state_restart (preview->state);
      ask (preview);
      return TRUE;
    case LEAVE:
      if (preview->stopped || !galley_preview_state_is_loaded (preview->state))
        return FALSE;
      leave (preview);
      return TRUE;
    case COMMENT:
      preview->comment++;
      preview->failed = FALSE;
      galley_preview_state_set_comment (preview->state, preview->comment);
      ask (preview);
      return TRUE;
    case N_EVENTS:
    default:
      g_assert_not_reached ();
    }
}

/* Lets all that is under way be done, and sees that the view says what the post says. A text that
 * was shown alone is followed by its page, as after a pause. */
static void
finish_and_check (Preview *preview)
{
  gboolean left = preview->failed;

  for (int n = 0; n < 40 && (preview->asked || preview->showing || preview->resting); n++)
    {
      if (!happen (preview, MADE) && !happen (preview, SHOWN))
        happen (preview, RESTED);
    }
  g_assert_false (preview->asked || preview->showing || preview->resting);
  if (preview->stopped)
    {
      g_assert_false (galley_preview_state_is_due (preview->state));
      g_assert_cmpint (preview->view.post, ==, 0);
      return;
    }
  g_assert_false (galley_preview_state_is_due (preview->state));
  if (left)
    return;
  g_assert_cmpint (preview->view.post, ==, preview->post);
  g_assert_cmpint (preview->view.text, ==, preview->text[preview->post]);
  g_assert_cmpint (preview->moved_to, ==, preview->comment);
  galley_preview_state_change (preview->state, GALLEY_PREVIEW_PAGE);
  ask (preview);
  while (happen (preview, MADE) || happen (preview, SHOWN) || happen (preview, RESTED))
    ;
  g_assert_cmpint (preview->view.text, ==, preview->text[preview->post]);
  g_assert_cmpint (preview->view.title, ==, preview->title[preview->post]);
  g_assert_cmpint (preview->view.style, ==, preview->style);
}

static void
begin (Preview *preview)
{
  *preview = (Preview){ .state = galley_preview_state_new (), .post = 1, .alive = TRUE };
  g_assert_false (galley_preview_state_is_due (preview->state));
}

/* Where a preview may be when the events begin: so many steps from its first page on. */
static const Event ways[][9] = {
  { N_EVENTS },
  { RETITLE, N_EVENTS },
  { RETITLE, MADE, N_EVENTS },
  { RETITLE, MADE, SHOWN, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, TYPE, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, TYPE, MADE, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, TYPE, MADE, SHOWN, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, RETITLE, MADE, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, END, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, COMMENT, MADE, SHOWN, RESTED, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, SWITCH, N_EVENTS },
  { RETITLE, MADE, SHOWN, RESTED, SWITCH, MADE, N_EVENTS },
};

/* Every order of @n events from every point; orders with an event that cannot happen then are left
 * out. Returns how many were tried. */
static guint
try_orders (int n)
{
  guint tried = 0;
  guint all = 1;

  for (int i = 0; i < n; i++)
    all *= N_EVENTS;
  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    for (guint order = 0; order < all; order++)
      {
        Preview preview;
        gboolean possible = TRUE;
        guint rest = order;

        begin (&preview);
        for (const Event *event = ways[way]; *event != N_EVENTS; event++)
          g_assert_true (happen (&preview, *event));
        for (int i = 0; i < n && possible; i++, rest /= N_EVENTS)
          possible = happen (&preview, rest % N_EVENTS);
        if (possible)
          {
            finish_and_check (&preview);
            tried++;
          }
        galley_preview_state_free (preview.state);
      }
  return tried;
}

static void
test_the_last_state_is_shown_after_every_order_of_two_events (void)
{
  g_assert_cmpuint (try_orders (2), >, 700);
}

static void
test_the_last_state_is_shown_after_every_order_of_four_events (void)
{
  guint tried = try_orders (4);

  g_test_message ("%u orders tried", tried);
  g_assert_cmpuint (tried, >, 40000);
}

/* What was asked for, shown and rested. */
static void
show_whole (Preview *preview)
{
  begin (preview);
  g_assert_true (happen (preview, RETITLE));
  g_assert_false (preview->asked_text);
  g_assert_true (happen (preview, MADE) && happen (preview, SHOWN) && happen (preview, RESTED));
}

static void
test_keys_are_answered_with_the_text_alone (void)
{
  Preview preview;

  show_whole (&preview);
  happen (&preview, TYPE);
  g_assert_true (preview.asked_text);
  happen (&preview, MADE);
  g_assert_false (preview.loading);
  galley_preview_state_free (preview.state);
}

static void
test_keys_typed_while_a_page_is_made_are_answered_with_one_more (void)
{
  Preview preview;
  int asked = 0;

  show_whole (&preview);
  for (int i = 0; i < 20; i++)
    happen (&preview, TYPE);
  while (preview.asked || preview.showing || preview.resting)
    {
      asked += preview.asked;
      g_assert_true (happen (&preview, MADE) || happen (&preview, SHOWN) ||
                     happen (&preview, RESTED));
    }
  g_assert_cmpint (asked, ==, 2);
  g_assert_cmpint (preview.view.text, ==, 20);
  galley_preview_state_free (preview.state);
}

static void
test_a_title_changed_between_keys_is_not_left_out (void)
{
  Preview preview;

  show_whole (&preview);
  happen (&preview, TYPE);
  happen (&preview, RETITLE);
  happen (&preview, TYPE);
  happen (&preview, MADE);
  happen (&preview, SHOWN);
  happen (&preview, RESTED);
  g_assert_false (preview.asked_text);
  galley_preview_state_free (preview.state);
}

static void
test_a_page_that_ends_its_process_does_not_end_the_next_by_itself (void)
{
  Preview preview;

  show_whole (&preview);
  happen (&preview, TYPE);
  happen (&preview, MADE);
  happen (&preview, END);
  for (int i = 0; i < 5; i++)
    {
      happen (&preview, TYPE);
      g_assert_false (preview.asked);
    }
  happen (&preview, RELOAD);
  g_assert_true (preview.asked);
  happen (&preview, MADE);
  g_assert_true (preview.loading);
  galley_preview_state_free (preview.state);
}

static void
test_the_end_of_the_process_while_a_page_rests_is_remembered (void)
{
  Preview preview;

  show_whole (&preview);
  happen (&preview, TYPE);
  happen (&preview, MADE);
  happen (&preview, SHOWN);
  happen (&preview, END);
  happen (&preview, RESTED);
  happen (&preview, TYPE);
  g_assert_false (preview.asked);
  galley_preview_state_free (preview.state);
}

static void
test_the_text_alone_does_not_do_where_another_post_is_given (void)
{
  Preview preview;

  show_whole (&preview);
  galley_preview_state_change (preview.state, GALLEY_PREVIEW_TEXT);
  g_assert_false (galley_preview_state_ask (preview.state, 2, 0));
  galley_preview_state_free (preview.state);
}

static void
test_a_page_of_another_project_counts_as_none (void)
{
  Preview preview;

  show_whole (&preview);
  happen (&preview, TYPE);
  galley_preview_state_leave (preview.state);
  happen (&preview, TYPE);
  galley_preview_state_fail (preview.state);
  g_assert_false (galley_preview_state_is_due (preview.state));
  galley_preview_state_rested (preview.state);
  g_assert_true (galley_preview_state_is_due (preview.state));
  g_assert_false (galley_preview_state_ask (preview.state, 1, 0));
  galley_preview_state_free (preview.state);
}

static void
test_no_post_is_shown_until_there_is_one (void)
{
  g_autoptr (GalleyPreviewState) state = galley_preview_state_new ();

  galley_preview_state_change (state, GALLEY_PREVIEW_PAGE);
  galley_preview_state_show_nothing (state);
  g_assert_false (galley_preview_state_is_due (state));
  galley_preview_state_change (state, GALLEY_PREVIEW_TEXT);
  g_assert_true (galley_preview_state_is_due (state));
  g_assert_false (galley_preview_state_ask (state, 1, 0));
}

static void
test_pages_follow_each_other_no_faster_than_the_keys_allow (void)
{
  g_autoptr (GalleyPreviewState) state = galley_preview_state_new ();

  galley_preview_state_change (state, GALLEY_PREVIEW_PAGE);
  galley_preview_state_ask (state, 1, 1000000);
  galley_preview_state_receive (state, 1, FALSE, 1010000);
  g_assert_cmpuint (galley_preview_state_get_rest (state, 1010000), ==, 20);
  g_assert_cmpuint (galley_preview_state_get_rest (state, 1030000), ==, 0);
  g_assert_cmpuint (galley_preview_state_get_rest (state, 9000000), ==, 0);
}

static void
test_the_page_follows_the_text_later_where_it_takes_longer (void)
{
  g_autoptr (GalleyPreviewState) state = galley_preview_state_new ();

  galley_preview_state_change (state, GALLEY_PREVIEW_PAGE);
  galley_preview_state_ask (state, 1, 0);
  galley_preview_state_receive (state, 1, FALSE, 10000);
  g_assert_cmpuint (galley_preview_state_get_pause (state), ==, 400);
  galley_preview_state_loaded (state);
  galley_preview_state_rested (state);
  galley_preview_state_change (state, GALLEY_PREVIEW_PAGE);
  galley_preview_state_ask (state, 1, 0);
  galley_preview_state_receive (state, 1, FALSE, 200000);
  g_assert_cmpuint (galley_preview_state_get_pause (state), ==, 1600);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/desk/preview-state/" #name, test_##name)
  TEST (the_last_state_is_shown_after_every_order_of_two_events);
  TEST (the_last_state_is_shown_after_every_order_of_four_events);
  TEST (keys_are_answered_with_the_text_alone);
  TEST (keys_typed_while_a_page_is_made_are_answered_with_one_more);
  TEST (a_title_changed_between_keys_is_not_left_out);
  TEST (a_page_that_ends_its_process_does_not_end_the_next_by_itself);
  TEST (the_end_of_the_process_while_a_page_rests_is_remembered);
  TEST (the_text_alone_does_not_do_where_another_post_is_given);
  TEST (a_page_of_another_project_counts_as_none);
  TEST (no_post_is_shown_until_there_is_one);
  TEST (pages_follow_each_other_no_faster_than_the_keys_allow);
  TEST (the_page_follows_the_text_later_where_it_takes_longer);
  return g_test_run ();
}
