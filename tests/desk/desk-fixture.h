/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-session.h"

/* A project of three posts and four pending comments, the last one unplaced, and a session on it.
 */
typedef struct
{
  char *folder;
  char *path;
  gint64 posts[3];
  gint64 comments[4];
  GalleySession *session;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_open (Fixture *fixture);
void fixture_close (Fixture *fixture);
/* What the file holds but what is in the trash, a line a post and a comment. */
char *fixture_describe (Fixture *fixture);
/* Does other things of the main thread until @done is set. */
void fixture_wait (const gboolean *done);

/* The EDIT queue does nothing until it is let go on, as where the disk is slow. */
typedef struct _Hold Hold;
Hold *fixture_hold (Fixture *fixture);
void fixture_let_go (Hold *hold);

/* Another process holds the project's write lock until it is released. */
typedef struct _OtherWriter OtherWriter;
OtherWriter *fixture_lock (Fixture *fixture, const char *program);
void fixture_release (OtherWriter *writer);
/* What that process does; call first in main(). */
gboolean fixture_is_other_writer (int argc, char **argv);

#define FIXTURE_TEST(path, function)                                                               \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
