/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-post.h"

/* A new project in a folder of its own, which goes with the fixture. */
typedef struct
{
  char *folder;
  char *path;
  GalleyProject *project;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/* Saves a post of a title and a text; gives its id. */
gint64 fixture_add_post (Fixture *fixture, const char *title, const char *body);
/* How many files the folder holds, hidden ones too. */
guint fixture_count_files (Fixture *fixture);

#define FIXTURE_TEST(path, function)                                                               \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
